/**
 * Levels, figures and field guide as the screens want them: words joined to data, each loaded once.
 */
import {
  type Campaign,
  LEVEL_IDS,
  type Level,
  loadFigures,
  loadLevel,
  loadWords,
  ownWords,
} from '../../levels/index.ts';
import type { CostModel, Id } from '../../sim/index.ts';
import { firstWords } from '../../text/catalogue.ts';
import type { Figure, Figures } from '../../text/figures.ts';
import { createFormat } from '../../text/format.ts';
import type { GuideEntry } from '../../text/guide.ts';
import { createText } from '../../text/index.ts';
import type { Language } from '../../text/languages.ts';
import { createLevelText, type LevelText, type LevelWords, readLevelWords } from '../../text/levelWords.ts';

/** All that the screens of a level show. */
export type LoadedLevel = {
  level: Level;
  /** of its first machine, whose clock is the level's */
  model: CostModel;
  /** of that model, the costs that rest on another machine or operation */
  carried: readonly Id[];
  words: LevelText;
  figures: Figures;
};

/** Why a level cannot be shown: a code of `problem`, and where it sits. */
export type Loaded = { ok: true; value: LoadedLevel } | { ok: false; code: string; path: string };

export interface Library {
  readonly campaign: Campaign;
  /** ids of the levels that exist */
  readonly built: ReadonlySet<Id>;
  /**
   * Rejects only when something cannot be fetched; a later call tries again. Does not wait for the figures: until
   * `figures` has settled, those inside are missing.
   */
  level(id: Id, language: Language): Promise<Loaded>;
  guide(language: Language): Promise<GuideEntry[]>;
  figures(): Promise<Figures>;
}

/** Keeps what was loaded, and forgets what could not be. */
function once<T>(): (key: string, load: () => Promise<T>) => Promise<T> {
  const kept = new Map<string, Promise<T>>();
  return (key, load) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const loading = load();
    kept.set(key, loading);
    loading.catch(() => kept.delete(key));
    return loading;
  };
}

async function wordsOf(
  { file }: Level,
  language: Language,
): Promise<{ ok: true; value: LevelWords } | { ok: false; path: string }> {
  const found = ownWords(file, language) ?? (await loadWords(file.id, language));
  // A level without words shows its ids.
  return found === null ? { ok: true, value: { schema: 1, language, figures: [], words: {} } } : readLevelWords(found);
}

export function createLibrary(campaign: Campaign): Library {
  const levels = once<Loaded>();
  const guides = once<GuideEntry[]>();
  const filled = once<Figures>();
  // One map for everybody, filled when the file has arrived: a run need not wait for a file that its inspector quotes.
  const known = new Map<Id, Figure>();

  async function fill(): Promise<Figures> {
    const read = await loadFigures();
    if (!read.ok) throw new Error(`published.json: ${read.code} at ${read.path}`);
    for (const [id, figure] of read.value.figures) known.set(id, figure);
    return known;
  }

  async function load(id: Id, language: Language): Promise<Loaded> {
    const level = await loadLevel(id);
    if (!level.ok) return level;
    const words = await wordsOf(level.value, language);
    if (!words.ok) return { ok: false, code: 'badWords', path: words.path };
    const model = level.value.models[0];
    if (model === undefined) return { ok: false, code: 'noSuchCostModel', path: 'setup.machines.0' };
    const format = createFormat(createText(language, firstWords));
    const text = createLevelText(words.value, language, known, format);
    const carried = level.value.carried[0] ?? [];
    return { ok: true, value: { level: level.value, model, carried, words: text, figures: known } };
  }

  const figures = () => filled('all', fill);
  return {
    campaign,
    built: LEVEL_IDS,
    figures,
    level: (id, language) => levels(`${id} ${language}`, () => load(id, language)),
    guide: (language) =>
      guides(language, async () => {
        const [{ guideEntries }, all] = await Promise.all([import('../../text/guideEntries.ts'), figures()]);
        return guideEntries(language, all, createFormat(createText(language, firstWords)));
      }),
  };
}
