/**
 * The languages of the game. `xx` is no language: it is English with accents and 40% more length, generated, so that a
 * layout which breaks in a longer language breaks in a test first.
 */
export const LANGUAGES = ['en', 'xx'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Those that the settings screen offers to players. */
export const OFFERED = ['en'] as const satisfies readonly Language[];

/** Whose plural rules and number formats a language follows (a BCP 47 tag). */
export const LOCALE: Readonly<Record<Language, string>> = { en: 'en-GB', xx: 'en-GB' };

export const isLanguage = (value: unknown): value is Language => LANGUAGES.some((language) => language === value);
