/**
 * What a host of browser games asks of a zip, as rules that each name what breaks them. They are those of itch.io
 * (https://itch.io/docs/creators/html5), which are the strictest we know, and one of our own: every address inside is
 * relative and leads to a file that is there, in exactly that spelling, since the hosts' file systems mind the case.
 */
import { readZip, type ZipEntry } from './packageZip.ts';

export const MOST_ENTRIES = 1000;
export const LONGEST_PATH = 240; // characters
export const LARGEST_FILE = 200_000_000; // bytes, unpacked
export const LARGEST_WHOLE = 500_000_000; // bytes, unpacked

export const RULES = [
  'readable',
  'indexAtRoot',
  'fewEntries',
  'shortPaths',
  'utf8',
  'exactCase',
  'notPrecompressed',
  'insideOnly',
  'noDotFolders',
  'sizes',
  'relativeAddresses',
  'addressesLeadSomewhere',
] as const;
export type Rule = (typeof RULES)[number];

/** what: the path, or the path and the address in it */
export type Problem = { rule: Rule; what: string };

/** Everything that is wrong with an archive; empty for a good one. */
export function zipProblems(archive: Uint8Array): Problem[] {
  let entries: ZipEntry[];
  try {
    entries = readZip(archive);
  } catch (error) {
    if (error instanceof RangeError) return [{ rule: 'readable', what: error.message }];
    throw error;
  }
  const paths = entries.map((entry) => entry.path);
  const problems: Problem[] = [];
  const add = (rule: Rule, ...found: string[]): void => {
    for (const what of found) problems.push({ rule, what });
  };

  if (!paths.includes('index.html')) add('indexAtRoot', 'index.html');
  if (entries.length > MOST_ENTRIES) add('fewEntries', String(entries.length));
  add('shortPaths', ...paths.filter((path) => path.length > LONGEST_PATH));
  add('utf8', ...entries.filter((entry) => !entry.isUtf8).map((entry) => entry.path));
  add('exactCase', ...twins(paths));
  add('notPrecompressed', ...entries.filter(isPrecompressed).map((entry) => entry.path));
  add('insideOnly', ...paths.filter(leadsOut));
  add('noDotFolders', ...paths.filter((path) => /(^|\/)\.[^/.]/.test(path)));
  add('sizes', ...entries.filter(({ bytes }) => bytes.length > LARGEST_FILE).map((entry) => entry.path));
  if (entries.reduce((sum, { bytes }) => sum + bytes.length, 0) > LARGEST_WHOLE) add('sizes', 'all together');
  for (const entry of entries) {
    for (const address of addresses(entry)) {
      const what = `${entry.path}: ${address}`;
      const target = resolve(entry.path, address);
      if (target === null) add('relativeAddresses', what);
      else if (!paths.includes(target)) add('addressesLeadSomewhere', what);
    }
  }
  return problems;
}

/** Paths that differ from another one only in case, or not at all. */
function twins(paths: readonly string[]): string[] {
  const seen = new Set<string>();
  return paths.filter((path) => {
    const folded = path.toLowerCase();
    if (seen.has(folded)) return true;
    seen.add(folded);
    return false;
  });
}

/** By name, or by the first bytes of gzip, zip and zstd. Brotli has no such mark. */
function isPrecompressed({ path, bytes }: ZipEntry): boolean {
  const marks = [
    [0x1f, 0x8b],
    [0x50, 0x4b, 0x03, 0x04],
    [0x28, 0xb5, 0x2f, 0xfd],
  ];
  return (
    /\.(gz|br|zip|zst|tgz|7z|rar)$/i.test(path) || marks.some((mark) => mark.every((byte, i) => bytes[i] === byte))
  );
}

/** Paths that an unpacker might put elsewhere: upwards, from the root, onto a drive, or with the other slash. */
const leadsOut = (path: string): boolean => /(^|\/)\.\.(\/|$)|^\/|^[a-z]:|\\/i.test(path);

/** Where addresses stand, by kind of file; the first group is the address. */
const FINDERS: Readonly<Record<string, readonly RegExp[]>> = {
  html: [/\s(?:src|href)\s*=\s*"([^"]*)"/gi, /\s(?:src|href)\s*=\s*'([^']*)'/gi],
  css: [/url\(\s*["']?([^"')]+)["']?\s*\)/gi, /@import\s+["']([^"']+)["']/gi],
  // What vite writes: imports and lists of what to load before them, and files beside the script.
  js: [/["'`](\.{0,2}\/[\w./-]+\.(?:js|css))["'`]/g, /new URL\(["'`]([^"'`]+)["'`],\s*import\.meta\.url\)/g],
};

function addresses({ path, bytes }: ZipEntry): string[] {
  const finders = FINDERS[/\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? ''] ?? [];
  if (finders.length === 0) return [];
  const text = new TextDecoder().decode(bytes);
  const found = finders.flatMap((finder) => [...text.matchAll(finder)].map((match) => match[1] ?? ''));
  return [...new Set(found)].filter((address) => !/^(data:|blob:|#|about:)/i.test(address));
}

/** The path that an address means, or null when it is not relative, or leads out of the archive. */
function resolve(from: string, address: string): string | null {
  if (/^([a-z][a-z0-9+.-]*:|\/)/i.test(address)) return null;
  const steps = from.split('/').slice(0, -1);
  for (const step of (address.split(/[?#]/, 1)[0] ?? '').split('/')) {
    if (step === '..' && steps.pop() === undefined) return null;
    if (step !== '..' && step !== '.' && step !== '') steps.push(decodeURIComponent(step));
  }
  return steps.join('/');
}
