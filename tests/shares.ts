/** Long tests are in several files, since a worker of vitest takes whole files: each of them has every so-manyth level. */
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';

/** That share files are there, share0.test.ts and on, as many as there are shares. @param folder an address of a file in it */
export function sharedAmong(folder: string, shares: number): void {
  test('is one of as many files as there are shares', () => {
    const files = readdirSync(new URL('.', folder)).filter((name) => name.endsWith('.test.ts'));
    expect(files.sort()).toEqual(Array.from({ length: shares }, (_, n) => `share${n}.test.ts`));
  });
}
