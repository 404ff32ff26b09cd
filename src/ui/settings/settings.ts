/**
 * What a player can set: its shape, its defaults, and how it is read back from a store that may hold anything.
 */
import { SPEEDS, type Speed } from '../../session/contract.ts';
import type { Setting } from '../../session/save/save.ts';
import { LANGUAGES, type Language } from '../../text/index.ts';
import { type Bindings, DEFAULT_BINDINGS, readBindings } from './keys.ts';

export const BUSES = ['effects', 'music', 'interface'] as const;
export type Bus = (typeof BUSES)[number];

export const TEXT_SIZES = ['small', 'normal', 'large'] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

export const MOTIONS = ['system', 'full', 'reduced'] as const;
export type Motion = (typeof MOTIONS)[number];

export type Settings = {
  /** percent */
  volumes: Readonly<Record<Bus, number>>;
  muted: boolean;
  captions: boolean;
  /** speed at the start of a level */
  speed: Speed;
  /** time stops at every decision */
  noHurry: boolean;
  /** tutorial steps are shown */
  tutorial: boolean;
  /** hints are offered after a loss */
  hints: boolean;
  /** every built level can be played */
  openAll: boolean;
  textSize: TextSize;
  highContrast: boolean;
  motion: Motion;
  language: Language;
  keys: Bindings;
};

export const DEFAULTS: Settings = {
  volumes: { effects: 80, music: 60, interface: 60 },
  muted: false,
  captions: false,
  speed: 1,
  noHurry: false,
  tutorial: true,
  hints: true,
  openAll: false,
  textSize: 'normal',
  highContrast: false,
  motion: 'system',
  language: 'en',
  keys: DEFAULT_BINDINGS,
};

/** Settings as the save keeps them: one plain value per name, so that two tabs can be joined name by name. */
export type Flat = Readonly<Record<string, Setting>>;

/** What the names of keys begin with. */
const KEY = 'key.';

function oneOf<T>(allowed: readonly T[], value: unknown, otherwise: T): T {
  return allowed.find((item) => item === value) ?? otherwise;
}

function flag(value: unknown, otherwise: boolean): boolean {
  return typeof value === 'boolean' ? value : otherwise;
}

function percent(value: unknown, otherwise: number): number {
  return typeof value === 'number' && value >= 0 && value <= 100 ? Math.round(value) : otherwise;
}

/** The keys that a player chose: by action, the places of keys. */
function keysIn(flat: Flat): Map<string, string> {
  const keys = Object.entries(flat).filter(([name]) => name.startsWith(KEY));
  return new Map(keys.flatMap(([name, code]) => (typeof code === 'string' ? [[name.slice(KEY.length), code]] : [])));
}

/** Settings from a save. What is missing or makes no sense takes its default; the rest is kept. */
export function readSettings(flat: Flat): Settings {
  return {
    volumes: {
      effects: percent(flat['volume.effects'], DEFAULTS.volumes.effects),
      music: percent(flat['volume.music'], DEFAULTS.volumes.music),
      interface: percent(flat['volume.interface'], DEFAULTS.volumes.interface),
    },
    muted: flag(flat.muted, DEFAULTS.muted),
    captions: flag(flat.captions, DEFAULTS.captions),
    speed: oneOf(SPEEDS, flat.speed, DEFAULTS.speed),
    noHurry: flag(flat.noHurry, DEFAULTS.noHurry),
    tutorial: flag(flat.tutorial, DEFAULTS.tutorial),
    hints: flag(flat.hints, DEFAULTS.hints),
    openAll: flag(flat.openAll, DEFAULTS.openAll),
    textSize: oneOf(TEXT_SIZES, flat.textSize, DEFAULTS.textSize),
    highContrast: flag(flat.highContrast, DEFAULTS.highContrast),
    motion: oneOf(MOTIONS, flat.motion, DEFAULTS.motion),
    language: oneOf(LANGUAGES, flat.language, DEFAULTS.language),
    keys: readBindings(keysIn(flat)),
  };
}

/** The reverse of `readSettings`. */
export function writeSettings({ volumes, keys, ...rest }: Settings): Flat {
  const named = <T extends Setting>(prefix: string, values: Readonly<Record<string, T>>) =>
    Object.entries(values).map(([name, value]) => [`${prefix}.${name}`, value] as const);
  return Object.fromEntries([...Object.entries(rest), ...named('volume', volumes), ...named('key', keys)]);
}

/** The names and values in which `next` differs. */
export function changesOf(before: Settings, next: Settings): Flat {
  const known = writeSettings(before);
  return Object.fromEntries(Object.entries(writeSettings(next)).filter(([name, value]) => known[name] !== value));
}

/** How the settings show on <html>; tokens.css and base.css answer to these. */
export function attributesOf(
  settings: Settings,
  system: { reducedMotion: boolean },
): Record<'data-text-size' | 'data-contrast' | 'data-motion', string> {
  const reduced = settings.motion === 'reduced' || (settings.motion === 'system' && system.reducedMotion);
  return {
    'data-text-size': settings.textSize,
    'data-contrast': settings.highContrast ? 'high' : 'normal',
    'data-motion': reduced ? 'reduced' : 'full',
  };
}
