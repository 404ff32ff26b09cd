/**
 * What every check at the border answers: the value, or one coded problem with the place where it sits.
 *
 * `path` is written with dots from the top of the file ("setup.guests.1.weight"), empty when the whole text is meant.
 * The sentence for a code lives in `text/`.
 */
export type Problem = { code: string; path: string };
export type Result<T> = { ok: true; value: T } | ({ ok: false } & Problem);

export const good = <T>(value: T): Result<T> => ({ ok: true, value });
export const bad = (code: string, path = ''): { ok: false } & Problem => ({ ok: false, code, path });
