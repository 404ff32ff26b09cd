/** What files give each other: the values that they export, and those that somebody takes. */
import { posix } from 'node:path';
import { type ESTree, Visitor } from 'vite';
import { isFile, type SourceFile } from './graph.ts';

/** Everything under one key, as `import *`, `import()` and `export *` take it. */
const ALL = '*';
const keyOf = (path: string, name: string): string => `${path} ${name}`;
const nameOf = (node: ESTree.ModuleExportName): string => (node.type === 'Literal' ? String(node.value) : node.name);

/** The values that a file exports under a name, each with its place. Types are not among them: they explain a signature. */
export function valuesOf({ syntax }: SourceFile): { name: string; start: number }[] {
  return syntax.program.body.flatMap((node) => {
    if (node.type !== 'ExportNamedDeclaration' || node.exportKind === 'type') return [];
    const declared = node.declaration;
    if (declared?.type === 'VariableDeclaration')
      return declared.declarations.flatMap(({ id, start }) =>
        id.type === 'Identifier' ? [{ name: id.name, start }] : [],
      );
    if (declared?.type === 'FunctionDeclaration' || declared?.type === 'ClassDeclaration')
      return declared.id === null ? [] : [{ name: declared.id.name, start: node.start }];
    return node.specifiers
      .filter(({ exportKind }) => exportKind !== 'type')
      .map(({ exported, start }) => ({ name: nameOf(exported), start }));
  });
}

/** Tells of an export whether another file takes it, be it through doors that pass it on. */
export function takenFrom(files: readonly SourceFile[]): (path: string, name: string) => boolean {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const taken = new Set<string>();
  const take = (from: string, specifier: string, name: string): void => {
    const path = isFile(specifier) ? posix.join(posix.dirname(from), specifier.replace(/\?.*$/, '')) : specifier;
    if (taken.has(keyOf(path, name))) return;
    taken.add(keyOf(path, name));
    for (const node of byPath.get(path)?.syntax.program.body ?? [])
      if (node.type === 'ExportAllDeclaration') take(path, node.source.value, name);
      else if (node.type === 'ExportNamedDeclaration' && node.source !== null)
        for (const { local, exported } of node.specifiers)
          if (name === ALL || nameOf(exported) === name) take(path, node.source.value, nameOf(local));
  };
  for (const { path, syntax } of files)
    new Visitor({
      ImportDeclaration: ({ source, specifiers }) => {
        for (const one of specifiers)
          take(path, source.value, one.type === 'ImportSpecifier' ? nameOf(one.imported) : ALL);
      },
      ImportExpression: ({ source }) => {
        if (source.type === 'Literal') take(path, String(source.value), ALL);
      },
    }).visit(syntax.program);
  return (path, name) => taken.has(keyOf(path, name)) || taken.has(keyOf(path, ALL));
}
