/**
 * `npm run lists [FOLDER]`: puts new mechanisms, verbs and parts into the lists beside them, in the sources under FOLDER.
 *
 * A file belongs in its folder's list if it exports a constant of its own name. Its import goes where the alphabet wants
 * it, its name to the end of the list: where the order matters, move it. What is listed already is left alone.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';

const FOLDERS = [
  'sim/mechanisms',
  'sim/commands',
  'session/parts',
  'playfield/parts',
  'ui/play/parts',
  'audio/parts',
  'text/en/parts',
];

const FROM_HERE = /^import .* from '\.\/(.+)';$/;
const OPENS = /^export const .*[[{]$/;
const CLOSES = /^[\]}]/;

const nameOf = (file: string): string => basename(file).replace(/\.tsx?$/, '');

/** The text of a list with one more file in it. */
function withFile(list: string, file: string): string {
  const rows = list.split('\n');
  const lastImport = rows.findLastIndex((row) => row.startsWith('import '));
  const later = rows.findIndex((row) => (FROM_HERE.exec(row)?.[1] ?? '') > file);
  const place = later < 0 ? lastImport + 1 : later;
  const opens = rows.findIndex((row) => OPENS.test(row));
  const closes = rows.findIndex((row, at) => at > opens && CLOSES.test(row));
  if (opens < 0 || closes < 0) throw new Error(`${file} has no list to go into`);
  const name = nameOf(file);
  return [
    ...rows.slice(0, place),
    `import { ${name} } from './${file}';`,
    ...rows.slice(place, closes),
    `  ${name},`,
    ...rows.slice(closes),
  ].join('\n');
}

/** The files of a folder that its list lacks. @param textOf what a file says */
function missingFrom(list: string, files: readonly string[], textOf: (file: string) => string): string[] {
  const listed = new Set(list.split('\n').map((row) => FROM_HERE.exec(row)?.[1]));
  return files.filter(
    (file) =>
      /\.tsx?$/.test(file) &&
      file !== 'index.ts' &&
      !listed.has(file) &&
      new RegExp(`^export const ${nameOf(file)}\\b`, 'm').test(textOf(file)),
  );
}

/** Brings all lists under `root` up to date. @returns the lists that gained lines, each with the names it gained */
export function complete(root: string): { list: string; gained: string[] }[] {
  return FOLDERS.flatMap((folder) => {
    const path = join(root, 'src', folder);
    const index = join(path, 'index.ts');
    const list = readFileSync(index, 'utf8');
    const files = missingFrom(list, readdirSync(path).sort(), (file) => readFileSync(join(path, file), 'utf8'));
    if (files.length === 0) return [];
    writeFileSync(index, files.reduce(withFile, list));
    return [{ list: `src/${folder}/index.ts`, gained: files.map(nameOf) }];
  });
}

if (process.argv[1] === resolve(process.env.PROJECT_ROOT ?? '', 'tools/lists.ts')) {
  const changed = complete(resolve(process.argv[2] ?? process.env.PROJECT_ROOT ?? '.'));
  for (const { list, gained } of changed) console.log(`${list}: ${gained.join(', ')}`);
  if (changed.length === 0) console.log('Every list is complete.');
}
