/**
 * The door to the words: every sentence that a player reads is asked for here, by key.
 *
 * ```ts
 * const text = createText('en', firstWords);
 * text.t('title.tagline');                                  // "You are the hypervisor."
 * text.t('common.starsOf', { stars: 2, all: 3 });           // the compiler wants exactly these placeholders
 * text.word('refusal', verdict.code);                       // a key that follows from an id of the data
 * ```
 */
import { createInstance } from 'i18next';
import type { ArgsOf, Catalogue, Key, Value } from './catalogue.ts';
import { type Language, LOCALE } from './languages.ts';
import { pseudo } from './pseudo.ts';

export type { Args, ArgsOf, Catalogue, Key, Value } from './catalogue.ts';
export { isLanguage, LANGUAGES, type Language } from './languages.ts';

export type Text = {
  readonly language: Language;
  /** The words of a key. */
  t<K extends Key>(key: K, ...args: ArgsOf<K>): string;
  /** Does this language have words for a key? Narrows a string to a key. */
  exists(key: string): key is Key;
  /**
   * The words of an id that comes from data: `word('handler', 'latch', {}, 'name')` asks for `handler.latch.name`.
   * An id without words is shown as it is, so that a level by somebody else stays playable.
   */
  word(prefix: string, id: string, args?: Readonly<Record<string, Value>>, suffix?: string): string;
  /** 12345 → "12,345" */
  number(value: number): string;
};

/** Words in a language. `xx` is made from English on the spot. */
export function catalogueOf(language: Language, english: Catalogue): Catalogue {
  if (language === 'en') return english;
  return Object.fromEntries(Object.entries(english).map(([key, words]) => [key, pseudo(words)]));
}

/** Text, placeholder, text, placeholder … text. */
type Template = readonly string[];

const piecesOf = (words: string): Template => words.split(/\{\{(\w+)\}\}/);

/** @param english the words that it is to have: those of the beginning, or all */
export function createText(language: Language, english: Catalogue): Text {
  const locale = LOCALE[language];
  const integer = new Intl.NumberFormat(locale);
  const i18n = createInstance();
  // Everything is at hand, so `init` is done when it returns; its promise has nothing left to say.
  void i18n.init({
    lng: locale,
    fallbackLng: false,
    initAsync: false,
    load: 'currentOnly',
    resources: { [locale]: { translation: catalogueOf(language, english) } },
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false }, // the overlay writes text nodes, never markup
  });
  const plurals = new Intl.PluralRules(locale);
  /**
   * Words are looked up once per key and plural form, and kept in pieces: a play screen asks for hundreds of them ten times
   * a second.
   */
  const templates = new Map<string, Template>();
  const templateOf = (key: string, count: Value | undefined): Template => {
    const isCounted = typeof count === 'number';
    const form = isCounted ? `${key} ${count === 0 ? 'zero' : plurals.select(count)}` : key;
    const known = templates.get(form);
    if (known !== undefined) return known;
    const raw = i18n.t(key, isCounted ? { count, skipInterpolation: true } : { skipInterpolation: true });
    const template = piecesOf(raw);
    templates.set(form, template);
    return template;
  };
  /** `count` chooses the plural form; what is written are the formatted values. */
  const say = (key: string, args: Readonly<Record<string, Value>> = {}): string => {
    const [first = '', ...rest] = templateOf(key, args.count);
    return rest.reduce((written, piece, i) => {
      if (i % 2 === 1) return written + piece;
      const value = Object.hasOwn(args, piece) ? args[piece] : '';
      return written + (typeof value === 'number' ? integer.format(value) : value);
    }, first);
  };
  const existing = new Map<string, boolean>();
  const exists = (key: string): key is Key => {
    const has = existing.get(key) ?? (i18n.exists(key) || i18n.exists(`${key}_other`));
    existing.set(key, has);
    return has;
  };
  return {
    language,
    t: (key, ...args) => say(key, ...args),
    exists,
    word(prefix, id, args, suffix) {
      const key = suffix === undefined ? `${prefix}.${id}` : `${prefix}.${id}.${suffix}`;
      return exists(key) ? say(key, args) : id;
    },
    number: (value) => integer.format(value),
  };
}
