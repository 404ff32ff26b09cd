/**
 * What is calculated from each view anew comes out equal most of the time. Given the very same object again, signals see
 * that nothing has changed, and whatever shows it is not drawn again.
 */

/** `make`, but it gives its last result for as long as the new one would be equal: plain data, of which functions do not count. */
export function steady<T>(make: () => T): () => T {
  let last: { written: string | undefined; value: T } | null = null;
  return () => {
    const value = make();
    const written = JSON.stringify(value);
    if (last === null || last.written !== written) last = { written, value };
    return last.value;
  };
}
