/**
 * The slots of storage in which saves stand: those of this tab, those of others, and those that all tabs shared once.
 *
 * A name is `save.TAB.N` (or `save.N`, of old). Names of tabs begin with the time, so that they sort by age. Nobody writes
 * into another's slot; one is taken away only when what is in it stands elsewhere too.
 */
import type { Int } from '../sim/index.ts';
import { canonical } from './canonical.ts';
import { readSave, type Stored } from './save/format.ts';
import { type Known, merge } from './save/merge.ts';
import type { Save } from './save/save.ts';

export const PREFIX = 'ring-minus-one/';
export const SAVES = `${PREFIX}save.`;

/** slots of one tab: two are in use, the others are for when these are damaged */
const OWN = 12;
/** slots of others that are read at most; somebody else's pages may write here too */
const MOST = 200;
/** tabs beside this one whose slots are left alone: they may be open */
const TABS_LEFT = 4;

const SHARED = /^\d+$/;
const OF_TAB = /^([a-z0-9-]{1,64})\.\d+$/;

/** the part of `Storage` that is used; every method may throw */
export type Area = {
  keys(): string[];
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
};

export const areaOf = (storage: Omit<Area, 'keys'>): Area => ({
  keys: () => Object.keys(storage),
  getItem: (key) => storage.getItem(key),
  setItem: (key, value) => storage.setItem(key, value),
  removeItem: (key) => storage.removeItem(key),
});

/** `canonical`: the save as canonical text. */
export type Slot = { key: string; text: string; stored: Stored | null; canonical: string | null; newer: boolean };

function readSlot(key: string, text: string): Slot {
  const read = readSave(text);
  if (read.ok) return { key, text, stored: read.value, canonical: canonical(read.value.save), newer: false };
  return { key, text, stored: null, canonical: null, newer: read.code === 'newerVersion' };
}

export const isDamaged = (slot: Slot): boolean => slot.stored === null && !slot.newer;

/** The tab whose slot this is; of the shared ones `''`, and null of what is no slot. */
function tabOf(key: string): string | null {
  if (!key.startsWith(SAVES)) return null;
  const name = key.slice(SAVES.length);
  return SHARED.test(name) ? '' : (OF_TAB.exec(name)?.[1] ?? null);
}

/** Reads all slots, the own ones first; those whose text is the same as last time are not parsed again. */
export function slotReader(tab: string): (area: Area) => Slot[] {
  let last = new Map<string, Slot>();
  return (area) => {
    const isOther = (key: string): Int => Number(tabOf(key) !== tab);
    const keys = area
      .keys()
      .filter((key) => tabOf(key) !== null)
      .sort((a, b) => isOther(a) - isOther(b) || (a < b ? 1 : -1))
      .slice(0, MOST);
    const now = keys.flatMap((key) => {
      const text = area.getItem(key);
      const known = last.get(key);
      if (text === null) return [];
      return [known?.text === text ? known : readSlot(key, text)];
    });
    last = new Map(now.map((slot) => [slot.key, slot]));
    return now;
  };
}

/** The older (or empty) one of the first two own slots that can be written; undefined when there is none. */
export function slotToWrite(slots: readonly Slot[], tab: string): { key: string } | undefined {
  const own = Array.from({ length: OWN }, (_, n) => {
    const key = `${SAVES}${tab}.${n}`;
    return { key, slot: slots.find((one) => one.key === key) };
  });
  const [first, second] = own.filter(({ slot }) => slot === undefined || slot.stored !== null);
  if (!first || !second) return first;
  const seq = ({ slot }: { slot: Slot | undefined }): Int => slot?.stored?.seq ?? -1;
  return seq(second) < seq(first) ? second : first;
}

/**
 * Keys of slots that are not needed: of tabs of long ago, or of an earlier epoch, and what they hold is held by the others
 * too. Damaged ones stay, those of newer games, and the shared ones, which an earlier game could read.
 */
export function spare(slots: readonly Slot[], tab: string, epoch: Int, known: Known): string[] {
  const tabs = [...new Set(slots.map(({ key }) => tabOf(key)))].filter((one) => one !== tab && one !== '');
  const recent = new Set([tab, '', ...tabs.sort((a, b) => ((a ?? '') < (b ?? '') ? 1 : -1)).slice(0, TABS_LEFT)]);
  const taken = new Set<Slot>();
  for (const slot of slots.toReversed()) {
    const { stored, key } = slot;
    const isOld = !recent.has(tabOf(key)) || (stored !== null && stored.save.epoch < epoch && tabOf(key) !== tab);
    if (stored === null || !isOld) continue;
    const rest = slots.flatMap((one) =>
      one === slot || taken.has(one) || one.stored === null ? [] : [one.stored.save],
    );
    if (isHeld(stored.save, rest, known)) taken.add(slot);
  }
  return [...taken].map(({ key }) => key);
}

function isHeld(save: Save, [first, ...rest]: readonly Save[], known: Known): boolean {
  if (first === undefined) return false;
  const all = rest.reduce((joined, one) => merge(joined, one, known), first);
  return canonical(merge(all, save, known)) === canonical(all);
}
