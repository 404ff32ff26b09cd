/**
 * Who made what is inside: CREDITS.txt beside the built game, or at the end of the single HTML file. The licences of the
 * fonts and of every package in the game ask to travel with each copy.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Plugin } from 'vite';

type Manifest = { name: string; version: string; license: string; dependencies?: Record<string, string> };

function manifestOf(folder: string): Manifest {
  const read: Manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return read;
}

/** The folder of a package as seen from another one. Node's own look-up finds no manifest that `exports` hides. */
function folderOf(name: string, from: string): string {
  const places = createRequire(join(from, 'package.json')).resolve.paths(name) ?? [];
  const folder = places.map((place) => join(place, name)).find((place) => existsSync(join(place, 'package.json')));
  if (folder === undefined) throw new Error(`${name}: not installed (needed by ${from})`);
  return folder;
}

/** Folders of all packages that the game is made of, each once: its `dependencies` and theirs. */
function packages(root: string): string[] {
  const folders = new Set<string>();
  const visit = (folder: string): void => {
    for (const name of Object.keys(manifestOf(folder).dependencies ?? {}).sort()) {
      const found = folderOf(name, folder);
      if (folders.has(found)) continue;
      folders.add(found);
      visit(found);
    }
  };
  visit(root);
  return [...folders];
}

function licenceOf(folder: string): string {
  const file = readdirSync(folder).find((name) => /^licen[cs]e(\.\w+)?$/i.test(name));
  if (file === undefined) throw new Error(`${folder}: no licence file`);
  return readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim();
}

/** All notices as one text. Packages under the very same words share them. `root`: the repository, absolute. */
export function notices(root: string): string {
  const under = new Map<string, string[]>();
  for (const folder of packages(root)) {
    const { name, version, license } = manifestOf(folder);
    const words = licenceOf(folder);
    under.set(words, [...(under.get(words) ?? []), `${name} ${version} (${license})`]);
  }
  const own = licenceOf(root);
  const credits = readFileSync(join(root, 'assets/CREDITS.md'), 'utf8').trim();
  const parts = [
    `Ring −1\n\n${own}`,
    credits,
    ...[...under].map(([words, names]) => `${names.join('\n')}\n\n${words}`),
  ];
  return `${parts.join(`\n\n${'='.repeat(78)}\n\n`)}\n`;
}

/** Adds the notices to a build: a file of their own, or a comment behind the page where there is but one file. */
export function noticesPlugin({ inline, root }: { inline: boolean; root: string }): Plugin {
  return {
    name: 'ring-minus-one:notices',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      // behind everything: the page's character set must stand within its first 1,024 bytes
      handler: (html) => (inline ? `${html.trimEnd()}\n<!--\n${asComment(notices(root))}-->\n` : html),
    },
    generateBundle() {
      if (!inline) this.emitFile({ type: 'asset', fileName: 'CREDITS.txt', source: notices(root) });
    },
  };
}

/** Two hyphens end a comment in some readers and are refused by others. */
const asComment = (text: string): string => text.replaceAll(/-{2,}/g, (hyphens) => '‐'.repeat(hyphens.length));
