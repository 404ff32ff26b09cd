/**
 * What every check at the border answers: the value, or one coded problem with the place where it sits.
 *
 * `path` is written with dots from the top of the file ("setup.guests.1.weight"), empty when the whole text is meant.
 * The sentence for a code lives in `text/`.
 */
export type Problem = { code: string; path: string };
export type Result<T> = { ok: true; value: T } | ({ ok: false } & Problem);

export const good = <T>(value: T): Result<T> => ({ ok: true, value });
export const bad = (code: string, path = ''): { ok: false } & Problem => ({ ok: false, code, path: plain(path) });

/** longest text from a file that is shown to somebody, in characters */
const LONGEST = 120;

/**
 * Text from a file, to be shown: what cannot be seen, or moves the cursor (line breaks, escape sequences, marks that turn the
 * direction of writing), stands there as its number, and what is too long is cut.
 */
export function plain(text: string, most = LONGEST): string {
  const seen = [...text.slice(0, most + 1)].map((sign) =>
    /[\p{C}\p{Zl}\p{Zp}]/u.test(sign) ? `\\u{${sign.codePointAt(0)?.toString(16)}}` : sign,
  );
  const all = seen.join('');
  return text.length <= most && all.length <= most ? all : `${all.slice(0, most - 1)}…`;
}
