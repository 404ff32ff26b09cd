/** The data that the tests of the words read, straight from the disk. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Figure, Figures } from '../../src/text/figures.ts';
import type { GuideNode, GuideWords } from '../../src/text/guide.ts';
import { type LevelWords, readLevelWords } from '../../src/text/levelWords.ts';
import type { QuestionRule } from './rightAnswer.ts';

const ROOT = join(import.meta.dirname, '../..');
export const LEVELS = join(ROOT, 'levels');

export const readText = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
export const readJson = (path: string): unknown => JSON.parse(readText(path)) as unknown;

const published = readJson('levels/costs/published.json') as { figures: Figure[] };
/** every row, those without a number too */
export const figures: Figures = new Map(published.figures.map((row) => [row.id, row]));

/** ids of the levels that have words: their folders */
export const levelIds = readdirSync(LEVELS).filter((name) => /^\d\d-/.test(name));

export const campaignIds = (readJson('levels/campaign.json') as { acts: { levels: { id: string }[] }[] }).acts.flatMap(
  (act) => act.levels.map((level) => level.id),
);

export function wordsOf(level: string): LevelWords {
  const read = readLevelWords(readJson(`levels/${level}/en.json`));
  if (!read.ok) throw new Error(`${level}/en.json: ${read.path}`);
  return read.value;
}

const guideFiles = readdirSync(join(LEVELS, 'guide')).filter(
  (name) => name !== 'questions.json' && name.endsWith('.json'),
);
export const guideNodes = guideFiles.flatMap(
  (name) => (readJson(`levels/guide/${name}`) as { entries: GuideNode[] }).entries,
);
export const guideWords: Readonly<Record<string, GuideWords>> = Object.fromEntries(
  guideFiles.flatMap((name) =>
    Object.entries((readJson(`levels/guide/en/${name}`) as { entries: Record<string, GuideWords> }).entries),
  ),
);

export const questions = (
  readJson('levels/guide/questions.json') as { questions: Record<string, { id: string; rule: QuestionRule }> }
).questions;

/** every .ts and .tsx file under a folder of the repository, as [path, text] */
export function sources(folder: string): [path: string, text: string][] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `${folder}/${name}`)
    .map((path) => [path, readText(path)]);
}

export const wordCount = (text: string): number =>
  text.split(/\s+/).filter((word) => /[\p{L}\p{N}{]/u.test(word)).length;
