/** The packages as `npm run package` writes them, for the tests that read and play them. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readZip } from '../../tools/packageZip.ts';

/** A process of its own, since vite would otherwise take over vitest's NODE_ENV. */
export function writePackages(folder: string): void {
  execFileSync(process.execPath, ['tools/run.mjs', 'tools/package.ts', '--out', folder], { stdio: 'inherit' });
}

export const archiveIn = (folder: string): Uint8Array =>
  new Uint8Array(readFileSync(join(folder, 'ring-minus-one-itch.zip')));

export const singleIn = (folder: string): string => join(folder, 'ring-minus-one.html');

/** As a host does that is given the zip. */
export function unpack(archive: Uint8Array, folder: string): void {
  for (const { path, bytes } of readZip(archive)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
}
