/** The tree of classifications: nothing is left out, nothing stands where it does not belong, and every branch has words. */
import { describe, expect, test } from 'vitest';
import { AXES, branchesOf, GIVEN } from '../../src/text/classification.ts';
import { createFormat } from '../../src/text/format.ts';
import { guideEntries } from '../../src/text/guideEntries.ts';
import { wholeText } from '../../src/text/whole.ts';
import { TREE } from '../../src/ui/guide/Tree.tsx';
import { figures } from './data.ts';

const text = wholeText('en');
const entries = guideEntries('en', figures, createFormat(text));
const of = (kind: string): string[] => entries.flatMap((entry) => (entry.kind === kind ? [entry.id] : []));
const leavesOf = (axis: (typeof AXES)[number]): string[] =>
  branchesOf(axis, entries).flatMap(({ leaves }) => leaves.map(({ id }) => id));

describe('the tree of classifications', () => {
  test('every technique gives its guests one thing, and none is forgotten', () => {
    expect(leavesOf('given').sort()).toEqual(of('technique').sort());
    expect(branchesOf('given', entries).map(({ id }) => id)).toEqual([...GIVEN]);
  });

  test('every platform is an integrated solution', () => {
    expect(leavesOf('integrated')).toEqual(of('platform'));
  });

  test.each([
    ['given', 'full', 'binary-translation'],
    ['given', 'full', 'trap-and-emulate'],
    ['given', 'para', 'paravirtualization'],
    ['given', 'spectrum', 'pvh'],
    ['given', 'spectrum', 'pv-on-hvm'],
    ['given', 'os', 'containers'],
    ['given', 'partial', 'partial-virtualization'],
    ['type', '1', 'paravirtualization'],
    ['type', '2', 'user-mode-kernel'],
    ['boundary', 'application', 'language-machine'],
    ['boundary', 'environment', 'containers'],
    ['boundary', 'os', 'nested-paging'],
    ['side', 'guest', 'guest'],
    ['integrated', '', 'proxmox-ve'],
  ] as const)('by %s, %s: %s', (axis, branch, id) => {
    const found = branchesOf(axis, entries).filter(({ leaves }) => leaves.some((leaf) => leaf.id === id));
    expect(found.map((one) => one.id)).toContain(branch);
    if (axis !== 'boundary') expect(found).toHaveLength(1);
  });

  test('what can be of both types stands under neither', () => {
    expect(leavesOf('type')).not.toContain('hardware-assisted');
  });

  test('every axis and every branch has words', () => {
    const keys = AXES.flatMap((axis) => [
      `guide.tree.${axis}`,
      ...branchesOf(axis, entries).flatMap(({ id }) => (id === '' ? [] : [`guide.tree.${axis}.${id}`])),
    ]);
    expect(keys.filter((key) => !text.exists(key))).toEqual([]);
  });

  test('its own address is that of no entry', () => {
    expect(entries.map(({ id }) => id)).not.toContain(TREE);
  });

  test('without entries there is no tree', () => {
    expect(AXES.flatMap((axis) => branchesOf(axis, []))).toEqual([]);
  });
});
