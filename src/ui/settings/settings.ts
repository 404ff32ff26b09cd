/**
 * What a player can set: its shape, its defaults, and how it is read back from a store that may hold anything.
 */
import { SPEEDS, type Speed } from '../../session/contract.ts';
import { ACTIONS, type Bindings, DEFAULT_BINDINGS, RESERVED_KEYS } from './keys.ts';

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
  /** a language of src/text */
  language: string;
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

type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function oneOf<T>(allowed: readonly T[], value: unknown, otherwise: T): T {
  return allowed.find((item) => item === value) ?? otherwise;
}

function flag(value: unknown, otherwise: boolean): boolean {
  return typeof value === 'boolean' ? value : otherwise;
}

function percent(value: unknown, otherwise: number): number {
  return typeof value === 'number' && value >= 0 && value <= 100 ? Math.round(value) : otherwise;
}

/** Two actions never share a key: where a stored set would, all of it is dropped. */
function readBindings(value: unknown): Bindings {
  const fields = fieldsOf(value);
  const bindings = { ...DEFAULT_BINDINGS };
  for (const action of ACTIONS) {
    const key = fields[action];
    if (typeof key === 'string' && key.length <= 20 && key !== '' && !RESERVED_KEYS.includes(key))
      bindings[action] = key;
  }
  return new Set(Object.values(bindings)).size === ACTIONS.length ? bindings : DEFAULT_BINDINGS;
}

/** Settings from a store. What is missing or makes no sense takes its default; the rest is kept. */
export function readSettings(stored: unknown): Settings {
  const fields = fieldsOf(stored);
  const volumes = fieldsOf(fields.volumes);
  return {
    volumes: {
      effects: percent(volumes.effects, DEFAULTS.volumes.effects),
      music: percent(volumes.music, DEFAULTS.volumes.music),
      interface: percent(volumes.interface, DEFAULTS.volumes.interface),
    },
    muted: flag(fields.muted, DEFAULTS.muted),
    captions: flag(fields.captions, DEFAULTS.captions),
    speed: oneOf(SPEEDS, fields.speed, DEFAULTS.speed),
    noHurry: flag(fields.noHurry, DEFAULTS.noHurry),
    tutorial: flag(fields.tutorial, DEFAULTS.tutorial),
    hints: flag(fields.hints, DEFAULTS.hints),
    openAll: flag(fields.openAll, DEFAULTS.openAll),
    textSize: oneOf(TEXT_SIZES, fields.textSize, DEFAULTS.textSize),
    highContrast: flag(fields.highContrast, DEFAULTS.highContrast),
    motion: oneOf(MOTIONS, fields.motion, DEFAULTS.motion),
    language: typeof fields.language === 'string' ? fields.language : DEFAULTS.language,
    keys: readBindings(fields.keys),
  };
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
