/** The rules of a package, each with archives that break it. That the real one keeps them is in tests/browser/package.test.ts. */
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished, test, vi } from 'vitest';
import { notices } from '../../tools/packageNotices.ts';
import { MOST_ENTRIES, RULES, type Rule, zipProblems } from '../../tools/packageRules.ts';
import { readZip, writeZip } from '../../tools/packageZip.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const GOOD = {
  'index.html': '<meta charset="utf-8"><link href="data:,"><script src="./assets/main-x.js?v=1"></script>',
  'assets/main-x.js':
    'import("./late-y.js");new URL(`a b.webm`,import.meta.url);const source="https://example.org/paper.pdf";',
  'assets/late-y.js': 'export{};',
  'assets/style.css': '@font-face{src:url("../fonts/plex.woff2")}i{background:url(data:,)}b{filter:url(#blur)}',
  'assets/a b.webm': 'sound',
  'fonts/plex.woff2': 'letters',
};

const zip = (files: Record<string, string>): Uint8Array =>
  writeZip(Object.fromEntries(Object.entries(files).map(([path, text]) => [path, bytesOf(text)])));

/** The good archive with one more file in it. */
const withFile = (path: string, text = ''): Uint8Array => zip({ ...GOOD, [path]: text });

/** The archive with every occurrence of some bytes replaced by as many others, compressed contents excepted. */
function patched(archive: Uint8Array, from: readonly number[], to: readonly number[]): Uint8Array {
  const copy = archive.slice();
  for (let at = 0; at + from.length <= copy.length; at++)
    if (from.every((byte, i) => copy[at + i] === byte)) copy.set(to, at);
  return copy;
}

/** Says that a file unpacks to `size` bytes, as a zip bomb does: the sum is what counts, so the file is really made. */
function large(size: number): Uint8Array {
  return writeZip({ 'index.html': bytesOf(GOOD['assets/late-y.js']), 'film.webm': new Uint8Array(size) });
}

const many = Object.fromEntries(Array.from({ length: MOST_ENTRIES }, (_, i) => [`assets/${i}.txt`, '']));
const { 'index.html': front, ...headless } = GOOD;

const BAD: Readonly<Record<Rule, Readonly<Record<string, () => Uint8Array>>>> = {
  readable: {
    'no zip at all': () => bytesOf('<!doctype html>'),
    'cut short in front': () => zip(GOOD).subarray(40),
  },
  indexAtRoot: {
    'without index.html': () => zip(headless),
    'index.html in a folder': () => zip({ 'game/index.html': '' }),
    'Index.html': () => zip({ ...headless, 'Index.html': front }),
  },
  fewEntries: { '1,001 files': () => zip({ 'index.html': '', ...many }) },
  shortPaths: { 'a path of 241 characters': () => withFile(`assets/${'x'.repeat(230)}.txt`) },
  utf8: {
    'Latin-1': () => patched(withFile('caf_.txt'), [...bytesOf('caf_')], [...bytesOf('caf'), 0xe9]),
    'UTF-8 that does not say so': () => patched(withFile('café.txt'), [20, 0, 0x00, 0x08], [20, 0, 0, 0]),
  },
  exactCase: { 'Plex and plex': () => withFile('fonts/Plex.woff2') },
  notPrecompressed: {
    '.gz': () => withFile('assets/main-x.js.gz'),
    '.BR': () => withFile('assets/main-x.js.BR'),
    'gzip by another name': () => writeZip({ 'index.html': bytesOf(''), data: Uint8Array.of(0x1f, 0x8b, 8, 0) }),
    'a zip in the zip': () => writeZip({ 'index.html': bytesOf(''), 'level.dat': zip({ a: 'a' }) }),
  },
  insideOnly: {
    'upwards first': () => withFile('../escaped.txt'),
    'upwards later': () => withFile('assets/../../escaped.txt'),
    'from the root': () => withFile('/etc/passwd'),
    'onto a drive': () => withFile('C:/autoexec.bat'),
    'with the other slash': () => withFile('assets\\escaped.txt'),
  },
  noDotFolders: {
    'a dot folder': () => withFile('.git/config'),
    'a dot folder inside': () => withFile('assets/.cache/x.txt'),
    'a dot file': () => withFile('assets/.DS_Store'),
  },
  sizes: { 'a file of more than 200 MB': () => large(200_000_001) },
  relativeAddresses: {
    'from the root of the host': () => withFile('more.html', '<script src="/assets/main-x.js"></script>'),
    'from another host': () => withFile('more.html', "<link href='https://fonts.example.org/plex.css'>"),
    'without a scheme': () => withFile('more.css', '@import "//example.org/plex.css";'),
    'a font of another host': () => withFile('more.css', '@font-face{src:url(https://example.org/plex.woff2)}'),
    'a script of the root': () => withFile('assets/more.js', 'import("/assets/late-y.js")'),
    'above the archive': () => withFile('more.html', '<img src="../cover.png">'),
  },
  addressesLeadSomewhere: {
    'nothing there': () => withFile('more.html', '<img src="assets/cover.png">'),
    'another case': () => withFile('more.css', 'i{background:url(./fonts/Plex.woff2)}'),
    'a chunk that is not there': () => withFile('assets/more.js', 'const deps=["./late-z.js"]'),
    'a sound that is not there': () => withFile('more.js', 'new URL("a b.webm",import.meta.url)'),
  },
};

describe('the rules of a package', () => {
  it('are kept by a good one', () => {
    expect(zipProblems(zip(GOOD))).toEqual([]);
  });

  it.each(RULES.flatMap((rule) => Object.keys(BAD[rule]).map((name) => [rule, name] as const)))(
    '%s: %s is caught',
    (rule, name) => {
      const problems = zipProblems(BAD[rule][name]?.() ?? zip(GOOD));
      expect([...new Set(problems.map((problem) => problem.rule))]).toEqual([rule]);
    },
  );
});

describe('an archive', () => {
  it('reads back as it was written, with any letters in its paths', () => {
    const files = { 'index.html': bytesOf('<title>Ring −1</title>'), 'größe/環.txt': bytesOf('x'.repeat(5000)) };
    const read = readZip(writeZip(files));
    expect(Object.fromEntries(read.map(({ path, bytes }) => [path, bytes]))).toEqual(files);
    expect(read.every((entry) => entry.isUtf8)).toBe(true);
  });

  it('is the same whatever the order of its files and the hour', () => {
    const first = writeZip({ b: bytesOf('b'), a: bytesOf('a') });
    vi.useFakeTimers({ now: Date.now() + 86_400_000 });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    expect(writeZip({ a: bytesOf('a'), b: bytesOf('b') })).toEqual(first);
  });

  it('that is damaged is refused', () => {
    const archive = zip(GOOD);
    for (const length of [0, 21, 100]) expect(() => readZip(archive.subarray(0, length))).toThrow(RangeError);
  });
});

test('the notices name every package and carry the fonts’ licence', () => {
  const text = notices(fileURLToPath(new URL('../../', import.meta.url)));
  for (const name of ['phaser', 'eventemitter3', 'howler', 'preact', '@preact/signals-core', 'i18next', 'valibot'])
    expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(MIT\\)$`, 'm'));
  expect(text.match(/SIL OPEN FONT LICENSE Version 1\.1/g)?.length).toBe(3);
  expect(text).toContain('Ring −1 contributors');
});
