/**
 * The rules of the code, each a function from a set of files to what breaks it. They are written out here so that they
 * can be shown to work: tests/architecture/fixtures has, for each rule, files that break it.
 */
import { type ESTree, Visitor } from 'vite';
import { takenFrom, valuesOf } from './exports.ts';
import { type Import, importsOf, isCode, isFile, lineAt, type SourceFile } from './graph.ts';
import { FOREIGN } from './ids.ts';
import { DATA, DOOR, layerOf, MAY_IMPORT, PACKAGES, packageOf, ROBOTS_DOOR, VOCABULARY } from './layers.ts';
import { playerVisibleLiterals } from './playerText.ts';
import { impureNodes } from './purity.ts';

export type Violation = { path: string; line: number; message: string };
export type Rule = (files: readonly SourceFile[]) => Violation[];

const under = (files: readonly SourceFile[], folder: string): SourceFile[] =>
  files.filter((file) => file.path.startsWith(folder));

const at = (file: SourceFile, offset: number, message: string): Violation => ({
  path: file.path,
  line: lineAt(file.text, offset),
  message,
});

/** Without this the other rules could miss an import: what is imported can be told by reading, and is there. */
export const resolvable: Rule = (files) => {
  const known = new Set(files.map((file) => file.path));
  const problem = ({ from, to, specifier }: Import): string | null => {
    if (to === null) return from.startsWith('src/') ? `computed import ${specifier}` : null;
    if (specifier.startsWith('/')) return `import ${specifier} by absolute path`;
    if (isFile(specifier) && !/\.\w+$/.test(to)) return `import ${specifier} without its extension`;
    return isFile(specifier) && isCode(to) && !known.has(to) ? `import of ${to}, which is not there` : null;
  };
  const imports = files.flatMap(importsOf).flatMap((one) => {
    const message = problem(one);
    return message === null ? [] : [{ path: one.from, line: one.line, message }];
  });
  const globs = files.flatMap((file) => {
    const found: Violation[] = [];
    new Visitor({
      CallExpression: (node) => {
        const called = file.text.slice(node.callee.start, node.callee.end);
        const argument = node.arguments[0];
        if (called !== 'import.meta.glob' || argument === undefined) return;
        const pattern = file.text.slice(argument.start, argument.end);
        if (/\.(ts|tsx|mjs)\b|\*['"`\]]/.test(pattern))
          found.push(at(file, node.start, `import.meta.glob of code: ${pattern}`));
      },
    }).visit(file.syntax.program);
    return found;
  });
  return [...imports, ...globs];
};

function directionProblem({ from, to, specifier, isType }: Import): string | null {
  const layer = layerOf(from);
  if (layer === null) return 'a file that belongs to no layer';
  if (to === null) return null;
  if (!isFile(specifier)) {
    const name = packageOf(to);
    return PACKAGES[name]?.includes(layer) ? null : `${layer} must not import the package ${name}`;
  }
  if (!to.startsWith('src/')) return DATA.test(to) ? null : `src must not import ${to}`;
  const target = layerOf(to);
  if (target === null || target === layer || VOCABULARY.test(to)) return null;
  if (target === 'sim' && to !== DOOR && to !== ROBOTS_DOOR) return `${layer} must import the core through ${DOOR}`;
  if (target === 'sim' && isType) return null;
  return MAY_IMPORT[layer].includes(target) ? null : `${layer} must not import ${target}`;
}

/** Imports point inwards, never sideways; files lie where the layout has a place for them. */
export const direction: Rule = (files) => [
  ...under(files, 'src/')
    .filter((file) => layerOf(file.path) === null && !file.path.endsWith('.d.ts'))
    .map((file) => at(file, 0, 'src has no such layer')),
  ...under(files, 'src/')
    .filter((file) => layerOf(file.path) !== null)
    .flatMap(importsOf)
    .flatMap((one) => {
      const message = directionProblem(one);
      return message === null ? [] : [{ path: one.from, line: one.line, message }];
    }),
];

/** No file imports itself through others; imports of types count, since they tie files together for the reader. */
export const noCycles: Rule = (files) => {
  const edges = files.flatMap(importsOf).filter(({ to }) => to !== null && isCode(to));
  const next = new Map(files.map((file) => [file.path, edges.filter((edge) => edge.from === file.path)]));
  const reaches = (start: string, goal: string): boolean => {
    const seen = new Set([start]);
    const open = [start];
    for (let path = open.pop(); path !== undefined; path = open.pop()) {
      if (path === goal) return true;
      for (const { to } of next.get(path) ?? []) {
        if (to === null || seen.has(to)) continue;
        seen.add(to);
        open.push(to);
      }
    }
    return false;
  };
  return edges
    .filter(({ from, to }) => to !== null && reaches(to, from))
    .map(({ from, to, line }) => ({ path: from, line, message: `cycle through ${to}` }));
};

/** The core imports nothing outside itself and uses nothing that differs from run to run or from engine to engine. */
export const purity: Rule = (files) =>
  under(files, 'src/sim/').flatMap((file) => [
    ...importsOf(file)
      .filter(({ to }) => to === null || !to.startsWith('src/sim/'))
      .map(({ from, line, specifier }) => ({ path: from, line, message: `sim must not import ${specifier}` })),
    ...impureNodes(file).map(({ start, name }) => at(file, start, `sim must not use ${name}`)),
  ]);

export const MAX_LINES = 400;

/** Small files, one thing each. */
export const fileLength: Rule = (files) =>
  files.flatMap((file) => {
    const lines = file.text.replace(/\n$/, '').split('\n').length;
    return lines <= MAX_LINES ? [] : [{ path: file.path, line: MAX_LINES + 1, message: `${lines} lines` }];
  });

/** No way around the types: neither `any`, nor a cast through `unknown` in src/, nor a comment that mutes the compiler. */
export const noTypeEscape: Rule = (files) =>
  files.flatMap((file) => {
    const inSource = file.path.startsWith('src/');
    const found: Violation[] = [];
    new Visitor({
      TSAnyKeyword: (node) => found.push(at(file, node.start, 'any')),
      TSAsExpression: (node) => {
        const inner = node.expression;
        const twice = inner.type === 'TSAsExpression' && inner.typeAnnotation.type === 'TSUnknownKeyword';
        if (twice && inSource) found.push(at(file, node.start, 'cast through unknown'));
      },
    }).visit(file.syntax.program);
    const muting = inSource ? /@ts-(ignore|nocheck|expect-error)/ : /@ts-(ignore|nocheck)/;
    for (const comment of file.syntax.comments) {
      const match = muting.exec(comment.value);
      if (match !== null) found.push(at(file, comment.start, match[0]));
    }
    return found;
  });

const SUITES = ['test', 'it', 'describe', 'suite', 'bench'];
const DETOURS = ['skip', 'only', 'todo', 'skipIf', 'runIf', 'fails'];

/** `test.concurrent.skip` → 'test' */
function rootName(node: ESTree.Expression): string | null {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'MemberExpression') return rootName(node.object);
  return node.type === 'CallExpression' ? rootName(node.callee) : null;
}

/** Every test runs, always: no skip, only, todo and the like, as a chain, as an option, or asked for from inside. */
export const noSkippedTests: Rule = (files) =>
  under(files, 'tests/').flatMap((file) => {
    const found: Violation[] = [];
    new Visitor({
      MemberExpression: (node) => {
        if (node.property.type !== 'Identifier' || !DETOURS.includes(node.property.name)) return;
        const chained = SUITES.includes(rootName(node.object) ?? '');
        if (chained) found.push(at(file, node.property.start, node.property.name));
      },
      CallExpression: (node) => {
        const { callee } = node;
        const member = callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? callee : null;
        const asked = member?.property.type === 'Identifier' && member.property.name === 'skip';
        if (asked && !SUITES.includes(rootName(callee) ?? '')) found.push(at(file, node.start, 'skip()'));
        if (!SUITES.includes(rootName(callee) ?? '')) return;
        for (const argument of node.arguments) {
          if (argument.type !== 'ObjectExpression') continue;
          for (const property of argument.properties) {
            const key = property.type === 'Property' && property.key.type === 'Identifier' ? property.key.name : '';
            if (DETOURS.includes(key)) found.push(at(file, property.start, `option ${key}`));
          }
        }
      },
    }).visit(file.syntax.program);
    return found;
  });

/** What the player reads comes from src/text, by key; never from a literal in a screen or in the playfield. */
export const wordsByKey: Rule = (files) =>
  [...under(files, 'src/ui/'), ...under(files, 'src/playfield/')].flatMap((file) =>
    playerVisibleLiterals(file).map(({ start, text }) => at(file, start, `words in code: ${text.trim()}`)),
  );

/** What src/ exports is taken by another file: of the game, of the tools, or of the tests. */
export const usedExports: Rule = (files) => {
  const isTaken = takenFrom(files);
  return under(files, 'src/').flatMap((file) =>
    valuesOf(file)
      .filter(({ name }) => !isTaken(file.path, name))
      .map(({ name, start }) => at(file, start, `nobody takes ${name}`)),
  );
};

/**
 * What may name ids of data: robots, which are written for one level each and are part of its proof; and of the command
 * line, the bench and the validation, which measure certain cost models.
 */
const KNOWS_DATA = /^src\/(sim\/policies\/|cli\/(bench|validateRows)\.ts$)/;
/** Words are found by id, so a file of words has ids as its keys and may quote one. */
const WORDS = /^src\/text\/en\//;

/** Levels, modes, handlers and reasons are data: code that names one of them would be a level's own. */
export const idsInData: Rule = (files) =>
  under(files, 'src/')
    .filter(({ path }) => !KNOWS_DATA.test(path) && !WORDS.test(path))
    .flatMap((file) => {
      const found: Violation[] = [];
      const look = (node: { start: number }, id: unknown): void => {
        const kind = typeof id === 'string' ? FOREIGN.get(id) : undefined;
        if (kind !== undefined) found.push(at(file, node.start, `id of a ${kind}: ${id}`));
      };
      new Visitor({
        Literal: (node) => look(node, node.value),
        TemplateLiteral: (node) => look(node, node.expressions.length === 0 ? node.quasis[0]?.value.raw : null),
        Property: (node) => look(node.key, !node.shorthand && node.key.type === 'Identifier' ? node.key.name : null),
      }).visit(file.syntax.program);
      return found;
    });

/** By the name of its folder under fixtures/. */
export const RULES: Readonly<Record<string, Rule>> = {
  resolvable,
  direction,
  noCycles,
  purity,
  fileLength,
  noTypeEscape,
  noSkippedTests,
  wordsByKey,
  usedExports,
  idsInData,
};
