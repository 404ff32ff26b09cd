/**
 * Saves in the browser's storage.
 *
 * - Two slots are written in turn, so that a write that fails half-way leaves the other one good. A slot whose text is
 *   damaged is never written again: it stays as it is, to be downloaded, and the next free slot takes its place.
 * - Every write reads first and joins what it finds, and other tabs' writes are joined when the browser tells of them.
 * - Storage may be refused, full, or hold the save of a newer game. Then everything is kept in memory, `persistent` is
 *   false, and `why` says the reason.
 *
 * Keys are prefixed, because on some hosts all games share one storage; nothing but these keys is ever touched.
 */
import { canonical } from './canonical.ts';
import { readSave, type Stored, saveText } from './save/format.ts';
import { merge, mergeImported } from './save/merge.ts';
import { emptySave, type Save } from './save/save.ts';
import { good, type Result } from './untrusted.ts';

export const PREFIX = 'ring-minus-one/';
const SLOTS = 12;
const SLOT_PREFIX = `${PREFIX}save.`;
const slotKey = (slot: number): string => `${SLOT_PREFIX}${slot}`;

/** the part of `Storage` that is used; every method may throw */
export type Area = {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
};

export type StorageOptions = {
  /** reading `window.localStorage` can itself throw, so it is asked for inside */
  area: () => Area;
  /** calls back when another tab has changed a key (null = it cleared everything); returns the unsubscriber */
  others?: (heard: (key: string | null) => void) => () => void;
};

/** `refused`: the browser gives no storage here. `full`: it has no room. `newer`: the save is a newer game's. */
export type Trouble = 'refused' | 'full' | 'newer';

export interface Saves {
  readonly persistent: boolean;
  readonly why: Trouble | null;
  read(): Save;
  /** Changes the save and writes it. A write that fails keeps the change in memory; the next one tries again. */
  update(change: (save: Save) => Save): void;
  /** Called after each change, this tab's or another's. Returns the unsubscriber. */
  watch(listener: (save: Save) => void): () => void;
  /** Texts that cannot be read, untouched, to be downloaded. */
  damaged(): { key: string; text: string }[];
  /** The whole save as text. */
  exportText(): string;
  /** Joins a text into the save, or answers the one problem and changes nothing. */
  importText(text: string): Result<Save>;
  close(): void;
}

type Slot = { key: string; text: string | null; stored: Stored | null; newer: boolean };

function readSlot(key: string, text: string | null): Slot {
  const read = text === null ? null : readSave(text);
  const newer = read !== null && !read.ok && read.code === 'newerVersion';
  return { key, text, stored: read?.ok ? read.value : null, newer };
}

/** Reads all slots; those whose text is the same as last time are not parsed again. */
function slotReader(): (area: Area) => Slot[] {
  const last = Array.from({ length: SLOTS }, (_, i) => readSlot(slotKey(i), null));
  return (area) => {
    for (const [i, slot] of last.entries()) {
      const text = area.getItem(slot.key);
      if (text !== slot.text) last[i] = readSlot(slot.key, text);
    }
    return [...last];
  };
}

const isDamaged = (slot: Slot): boolean => slot.text !== null && slot.stored === null && !slot.newer;

/** the older (or empty) one of the first two slots that can be written */
function slotToWrite(slots: readonly Slot[]): Slot | undefined {
  const [first, second] = slots.filter((slot) => !isDamaged(slot));
  if (!first || !second) return first;
  return (second.stored?.seq ?? -1) < (first.stored?.seq ?? -1) ? second : first;
}

const newest = (slots: readonly Slot[]): Stored | null =>
  slots.reduce<Stored | null>((best, { stored }) => (stored && stored.seq > (best?.seq ?? -1) ? stored : best), null);

/** Storage throws a DOMException whose name tells a full one from a refused one. */
function troubleOf(error: unknown): Trouble {
  const name = error instanceof Error ? error.name : '';
  return name === 'QuotaExceededError' || name === 'NS_ERROR_DOM_QUOTA_REACHED' ? 'full' : 'refused';
}

export function openStorage({ area, others }: StorageOptions): Saves {
  let save = emptySave();
  let readTrouble: Trouble | null = null;
  let writeTrouble: Trouble | null = null;
  const readSlots = slotReader();
  const listeners = new Set<(save: Save) => void>();

  /** The slots as they are, none when storage is not there. */
  function look(): Slot[] {
    try {
      const slots = readSlots(area());
      readTrouble = slots.some((slot) => slot.newer) ? 'newer' : null;
      return slots;
    } catch (error) {
      readTrouble = troubleOf(error);
      return [];
    }
  }

  /** Joins all that storage holds into memory. */
  function join(): Slot[] {
    const slots = look();
    for (const { stored } of slots) if (stored) save = merge(save, stored.save);
    return slots;
  }

  /** Writes unless storage already holds the same: two tabs that agree must not keep answering each other. */
  function write(): void {
    const slots = join();
    if (readTrouble) return;
    const held = newest(slots);
    const target = slotToWrite(slots);
    const same = held !== null && canonical(held.save) === canonical(save);
    if (same) writeTrouble = null;
    else if (target) attempt(() => area().setItem(target.key, saveText({ seq: (held?.seq ?? 0) + 1, save })));
    else writeTrouble = 'full';
  }

  function attempt(work: () => void): void {
    try {
      work();
      writeTrouble = null;
    } catch (error) {
      writeTrouble = troubleOf(error);
    }
  }

  /** Changes memory, joins and writes, and tells whoever watches if anything came of it. */
  function change(work: () => void): void {
    const before = canonical(save);
    work();
    write();
    if (canonical(save) !== before) for (const listener of listeners) listener(save);
  }

  join();
  // Some browsers read well and refuse to write: found out at once, so that the player knows before the first win.
  if (readTrouble === null) {
    attempt(() => {
      area().setItem(`${PREFIX}probe`, '1');
      area().removeItem(`${PREFIX}probe`);
    });
  }
  const stopListening = others?.((key) => {
    if (key === null || key.startsWith(SLOT_PREFIX)) change(join);
  });

  return {
    get persistent() {
      return readTrouble === null && writeTrouble === null;
    },
    get why() {
      return readTrouble ?? writeTrouble;
    },
    read: () => save,
    update: (step) =>
      change(() => {
        join();
        const next = step(save);
        save = merge(next, next); // a join with itself changes nothing but applies the caps
      }),
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    damaged: () =>
      look()
        .filter(isDamaged)
        .map(({ key, text }) => ({ key, text: text ?? '' })),
    exportText: () => saveText({ seq: 0, save }),
    importText(text) {
      const read = readSave(text);
      if (!read.ok) return read;
      change(() => {
        save = mergeImported(save, read.value.save);
      });
      return good(save);
    },
    close() {
      stopListening?.();
      listeners.clear();
    },
  };
}
