/** What the core must not use, found in its syntax. */
import { type ESTree, Visitor } from 'vite';
import type { SourceFile } from './graph.ts';

/** Clocks, timers, chance, and all that knows the machine or the place it runs on. */
const FORBIDDEN = [
  'Date',
  'performance',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'requestAnimationFrame',
  'Intl',
  'Promise',
  'crypto',
  'console',
  'globalThis',
  'eval',
  'Function',
];

/** ECMAScript fixes these to the last bit; sin, exp, pow and the like it leaves to the engine. */
const EXACT = ['abs', 'ceil', 'clz32', 'floor', 'imul', 'max', 'min', 'round', 'sign', 'trunc'];

/** Powers of two are shifts, and powers of bigints are whole numbers; the rest is as inexact as Math.pow. */
function isExactPower({ left, right }: ESTree.BinaryExpression): boolean {
  const base = left.type === 'Literal' ? left.value : null;
  const exponent = right.type === 'Literal' ? right.value : null;
  if (typeof base === 'bigint' || typeof exponent === 'bigint') return true;
  return base === 2 && (typeof exponent !== 'number' || Number.isInteger(exponent));
}

export function impureNodes(file: SourceFile): { start: number; name: string }[] {
  const found: { start: number; name: string }[] = [];
  /** identifiers that are names of members, or a Math whose member was judged already */
  const settled = new Set<number>();
  new Visitor({
    MemberExpression: (node) => {
      const name = !node.computed && node.property.type === 'Identifier' ? node.property.name : null;
      if (name !== null) settled.add(node.property.start);
      if (name?.startsWith('toLocale')) found.push({ start: node.property.start, name });
      if (node.object.type !== 'Identifier' || node.object.name !== 'Math' || name === null) return;
      settled.add(node.object.start);
      if (!EXACT.includes(name)) found.push({ start: node.start, name: `Math.${name}` });
    },
    Property: (node) => {
      if (!node.computed && !node.shorthand) settled.add(node.key.start);
    },
    TSPropertySignature: (node) => {
      if (!node.computed) settled.add(node.key.start);
    },
    BinaryExpression: (node) => {
      if (node.operator === '**' && !isExactPower(node)) found.push({ start: node.start, name: '**' });
    },
    AssignmentExpression: (node) => {
      if (node.operator === '**=') found.push({ start: node.start, name: '**=' });
    },
    Identifier: (node) => {
      const suspect = FORBIDDEN.includes(node.name) || node.name === 'Math';
      if (suspect && !settled.has(node.start)) found.push({ start: node.start, name: node.name });
    },
    AwaitExpression: (node) => found.push({ start: node.start, name: 'await' }),
  }).visit(file.syntax.program);
  return found;
}
