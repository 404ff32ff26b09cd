/**
 * Saves in the browser's storage.
 *
 * - Each open tab writes slots of its own, under a name that no other has, so that no tab can write over what another has
 *   kept, however late it hears of it. Whoever opens the game joins what all slots hold.
 * - A tab writes two slots in turn, so that a write that fails half-way leaves the other one good. A slot whose text is
 *   damaged is never written again: it stays as it is, to be downloaded, and the next free one takes its place.
 * - Slots of tabs of long ago are taken away once others hold all that is in them (slots.ts).
 * - Storage may be refused, full, or hold the save of a newer game. Then everything is kept in memory, `persistent` is
 *   false, and `why` says the reason.
 *
 * Keys are prefixed, because on some hosts all games share one storage; nothing but these keys is ever touched.
 */
import { canonical } from './canonical.ts';
import { readSave, saveText } from './save/format.ts';
import { type Known, merge, mergeImported, NOBODY } from './save/merge.ts';
import { emptySave, fitted, type Save } from './save/save.ts';
import { type Area, isDamaged, PREFIX, SAVES, type Slot, slotReader, slotToWrite, spare } from './slots.ts';
import { bad, good, LIMITS, type Result } from './untrusted.ts';

export type StorageOptions = {
  /** reading `window.localStorage` can itself throw, so it is asked for inside */
  area: () => Area;
  /** of this tab and of no other; later tabs have later names */
  tab: string;
  known?: Known;
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

/** Storage throws a DOMException whose name tells a full one from a refused one. */
function troubleOf(error: unknown): Trouble {
  const name = error instanceof Error ? error.name : '';
  return name === 'QuotaExceededError' || name === 'NS_ERROR_DOM_QUOTA_REACHED' ? 'full' : 'refused';
}

export function openStorage({ area, tab, known = NOBODY, others }: StorageOptions): Saves {
  let save = emptySave();
  let readTrouble: Trouble | null = null;
  let writeTrouble: Trouble | null = null;
  const readSlots = slotReader(tab);
  const joined = new WeakSet<Slot>();
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
    for (const slot of slots) {
      if (slot.stored === null || joined.has(slot)) continue;
      save = merge(save, slot.stored.save, known);
      joined.add(slot);
    }
    return slots;
  }

  /** Writes unless a slot already holds the same: tabs that agree must not keep answering each other. */
  function write(): void {
    const slots = join();
    if (readTrouble) return;
    const text = canonical(save);
    const target = slotToWrite(slots, tab);
    if (slots.some((slot) => slot.canonical === text)) writeTrouble = null;
    else if (target === undefined) writeTrouble = 'full';
    else {
      const seq = Math.max(0, ...slots.map(({ stored }) => stored?.seq ?? 0)) + 1;
      const put = (): void => area().setItem(target.key, saveText({ seq, save }));
      attempt(put);
      if (writeTrouble === 'full' && tidy()) attempt(put);
    }
    if (writeTrouble === null) tidy();
  }

  /** Takes away what is held elsewhere too; whether there was anything. */
  function tidy(): boolean {
    const keys = spare(look(), tab, save.epoch, known);
    if (keys.length === 0) return false;
    attempt(() => {
      for (const key of keys) area().removeItem(key);
    });
    return true;
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
    if (key === null || key.startsWith(SAVES)) change(join);
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
        // joined with what was: no step can take a star away but by erasing
        save = merge(save, fitted(merge(step(save), emptySave(), known)), known);
      }),
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    damaged: () =>
      look()
        .filter(isDamaged)
        .map(({ key, text }) => ({ key, text })),
    exportText: () => saveText({ seq: 0, save }),
    importText(text) {
      const read = readSave(text);
      if (!read.ok) return read;
      join();
      const next = mergeImported(save, read.value.save, known);
      if (saveText({ seq: 0, save: next }).length > LIMITS.joinedBytes) return bad('tooLarge');
      change(() => {
        save = next;
      });
      return good(save);
    },
    close() {
      stopListening?.();
      listeners.clear();
    },
  };
}
