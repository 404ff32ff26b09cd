/**
 * All entries of the field guide in a language. Some 90 kB of data come with this file: import it when the guide opens.
 */
import devices from '../../levels/guide/devices.json';
import devicesEn from '../../levels/guide/en/devices.json';
import exitsEn from '../../levels/guide/en/exits.json';
import platformsEn from '../../levels/guide/en/platforms.json';
import techniquesEn from '../../levels/guide/en/techniques.json';
import askingEn from '../../levels/guide/en/terms-asking.json';
import basicsEn from '../../levels/guide/en/terms-basics.json';
import memoryEn from '../../levels/guide/en/terms-memory.json';
import sharingEn from '../../levels/guide/en/terms-sharing.json';
import timeEn from '../../levels/guide/en/terms-time.json';
import exits from '../../levels/guide/exits.json';
import platforms from '../../levels/guide/platforms.json';
import techniques from '../../levels/guide/techniques.json';
import asking from '../../levels/guide/terms-asking.json';
import basics from '../../levels/guide/terms-basics.json';
import memory from '../../levels/guide/terms-memory.json';
import sharing from '../../levels/guide/terms-sharing.json';
import time from '../../levels/guide/terms-time.json';
import type { Figures } from './figures.ts';
import type { Format } from './format.ts';
import { type GuideEntry, type GuideNode, type GuideWords, joinGuide } from './guide.ts';
import type { Language } from './languages.ts';

/** The compiler reads strings where the data has words of a vocabulary; tests/text/guide.test.ts checks each of them. */
const NODES: readonly GuideNode[] = [
  techniques,
  platforms,
  exits,
  devices,
  basics,
  time,
  memory,
  asking,
  sharing,
].flatMap(({ entries }) => entries as readonly GuideNode[]);

const ENGLISH: Readonly<Record<string, GuideWords>> = Object.assign(
  {},
  ...[techniquesEn, platformsEn, exitsEn, devicesEn, basicsEn, timeEn, memoryEn, askingEn, sharingEn].map(
    ({ entries }) => entries,
  ),
) as Record<string, GuideWords>;

/** English is the only language so far; `xx` is made from it. */
const WORDS: Readonly<Record<Language, Readonly<Record<string, GuideWords>>>> = { en: ENGLISH, xx: ENGLISH };

/** The guide, in the order in which it is listed, its numbers filled in from `figures`. */
export const guideEntries = (language: Language, figures: Figures, format: Format): GuideEntry[] =>
  joinGuide(NODES, WORDS[language], language, figures, format);
