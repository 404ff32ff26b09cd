/** The words in use: those of the beginning, and all of them once a screen needs more. */
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { firstWords } from '../../text/catalogue.ts';
import type { Language } from '../../text/index.ts';
import { createWords, type Words } from './context.ts';

export type Vocabulary = {
  words: ReadonlySignal<Words>;
  /** Fetches all words; rejects when they cannot be fetched, and a later call tries again. */
  learn(): Promise<void>;
};

export function createVocabulary(language: ReadonlySignal<Language>): Vocabulary {
  const english = signal(firstWords);
  return {
    words: computed(() => createWords(language.value, english.value)),
    async learn() {
      english.value = (await import('../../text/whole.ts')).allWords;
    },
  };
}
