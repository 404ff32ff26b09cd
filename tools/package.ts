/**
 * `npm run package [-- --out FOLDER]`: the game as it leaves the house, in two forms, into .out/packages/ or FOLDER.
 *
 * - ring-minus-one-itch.zip: the built game, for itch.io and every other host that unpacks a zip
 * - ring-minus-one.html: all of it in one file that runs from disk
 *
 * The same sources give the same bytes. An archive that breaks a rule of packageRules.ts is not written.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { zipProblems } from './packageRules.ts';
import { type Files, writeZip } from './packageZip.ts';

const root = process.env.PROJECT_ROOT ?? process.cwd();

function filesIn(folder: string): Files {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    found.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [relative(folder, path).split(sep).join('/'), new Uint8Array(readFileSync(path))];
    }),
  );
}

/** What vite writes in one of its modes (see vite.config.ts). */
async function built(mode: 'production' | 'single', scratch: string): Promise<Files> {
  const outDir = join(scratch, mode);
  await build({ root, mode, logLevel: 'warn', build: { outDir, emptyOutDir: true, reportCompressedSize: false } });
  return filesIn(outDir);
}

/** The one file of the single form; anything beside it was not inlined. */
function only(files: Files): Uint8Array {
  const [path, ...rest] = Object.keys(files);
  const page = files['index.html'];
  if (page === undefined || rest.length > 0) throw new Error(`not one file: ${[path, ...rest].join(', ')}`);
  return page;
}

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`;

const { values } = parseArgs({ options: { out: { type: 'string' } } });
const out = values.out === undefined ? join(root, '.out/packages') : resolve(values.out);
process.env.NODE_ENV = 'production'; // whoever calls, this is what is played
mkdirSync(out, { recursive: true });
const scratch = mkdtempSync(join(out, 'build-'));
try {
  const site = await built('production', scratch);
  const zip = writeZip(site);
  const problems = zipProblems(zip);
  if (problems.length > 0) throw new Error(problems.map(({ rule, what }) => `${rule}: ${what}`).join('\n'));
  const page = only(await built('single', scratch));

  writeFileSync(join(out, 'ring-minus-one-itch.zip'), zip);
  writeFileSync(join(out, 'ring-minus-one.html'), page);
  const unpacked = Object.values(site).reduce((sum, bytes) => sum + bytes.length, 0);
  const count = Object.keys(site).length;
  console.log(
    `${join(out, 'ring-minus-one-itch.zip')}: ${kilobytes(zip.length)}, ${count} files of ${kilobytes(unpacked)}`,
  );
  console.log(
    `${join(out, 'ring-minus-one.html')}: ${kilobytes(page.length)}, ${kilobytes(gzipSync(page).length)} as gzip sends it`,
  );
} finally {
  rmSync(scratch, { recursive: true });
}
