/**
 * The import graph of a set of source files, read from their syntax trees: static and dynamic imports, re-exports, the
 * types of `import('…')`, and files named by `new URL('…', import.meta.url)`.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { type ESTree, type ParseResult, parseSync, Visitor } from 'vite';

/** `path` is seen from the root of the repository, with forward slashes. */
export type SourceFile = { path: string; text: string; syntax: ParseResult };

/**
 * `to` is a path like `SourceFile.path` if the specifier names a file, and the specifier itself if it names a package;
 * null if it is computed. `isType` imports vanish when the program is compiled; what `isLater` is fetched when it is asked for.
 */
export type Import = {
  from: string;
  to: string | null;
  specifier: string;
  line: number;
  isType: boolean;
  isLater: boolean;
};

const CODE = /\.(ts|tsx|mjs)$/;

/** Reads all code below the given folders of a root. Folders that are not there are empty. */
export function readSources(root: string, folders: readonly string[], except: readonly string[] = []): SourceFile[] {
  const files: SourceFile[] = [];
  const visit = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = posix.join(folder, entry.name);
      if (except.includes(path)) continue;
      if (entry.isDirectory()) visit(path);
      else if (CODE.test(entry.name)) files.push(parse(path, readFileSync(join(root, path), 'utf8')));
    }
  };
  const present = new Set(readdirSync(root));
  for (const folder of folders) if (present.has(folder)) visit(folder);
  return files;
}

/** @throws {Error} if the text is not valid */
function parse(path: string, text: string): SourceFile {
  const syntax = parseSync(path, text);
  const [error] = syntax.errors;
  if (error !== undefined) throw new Error(`${path}: ${error.message}`);
  return { path, text, syntax };
}

/** Line numbers start at 1. */
export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}

export function isFile(specifier: string): boolean {
  return /^(\.{0,2}\/|\.{1,2}$)/.test(specifier);
}

/** `?url` and the like tell vite how to load a file; they are not part of its name. */
function resolve(from: string, specifier: string): string {
  return isFile(specifier) ? posix.join(posix.dirname(from), specifier.replace(/\?.*$/, '')) : specifier;
}

export function importsOf(file: SourceFile): Import[] {
  const found: Import[] = [];
  const add = (
    node: { start: number },
    source: ESTree.Expression | ESTree.StringLiteral,
    isType: boolean,
    isLater = false,
  ): void => {
    const specifier = source.type === 'Literal' && typeof source.value === 'string' ? source.value : null;
    found.push({
      from: file.path,
      to: specifier === null ? null : resolve(file.path, specifier),
      specifier: specifier ?? file.text.slice(source.start, source.end),
      line: lineAt(file.text, node.start),
      isType,
      isLater,
    });
  };
  new Visitor({
    ImportDeclaration: (node) => add(node, node.source, node.importKind === 'type'),
    ExportAllDeclaration: (node) => add(node, node.source, node.exportKind === 'type'),
    ExportNamedDeclaration: (node) => {
      if (node.source !== null) add(node, node.source, node.exportKind === 'type');
    },
    ImportExpression: (node) => add(node, node.source, false, true),
    TSImportType: (node) => add(node, node.source, true),
    NewExpression: (node) => {
      const [target, base] = node.arguments;
      const isUrl = node.callee.type === 'Identifier' && node.callee.name === 'URL';
      if (!isUrl || target?.type !== 'Literal' || base?.type !== 'MemberExpression') return;
      if (base.object.type === 'MetaProperty' && CODE.test(String(target.value))) add(node, target, false);
    },
  }).visit(file.syntax.program);
  return found;
}

export function isCode(path: string): boolean {
  return CODE.test(path);
}
