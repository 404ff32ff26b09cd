/** How the course rises: the table, and the one that is kept in the repository. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { curveText } from '../../src/cli/curve.ts';
import { gates } from '../../src/cli/gates.ts';
import { LEVEL_IDS, loadLevel } from '../../src/levels/index.ts';

const cellsOf = (row: string): string[] =>
  row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

test('a level is a row, with what each robot won and the gates that are missed', async () => {
  const level = await loadLevel('01-host-and-guest');
  if (!level.ok) throw new Error(`${level.code} at ${level.path}`);
  const table = gates(level.value, [1, 2]);
  const [first, , head, , row, ...rest] = curveText([table]).split('\n');
  expect(first).toContain('of 2 ');
  expect(rest).toEqual([]);
  const cells = cellsOf(row ?? '');
  expect(cells).toHaveLength(cellsOf(head ?? '').length);
  const [, quick, second] = cells;
  expect([quick, second]).toEqual([table.rows[1]?.stars.join(' / '), table.rows[2]?.stars.join(' / ')]);
  expect(cells.at(-1)).toBe(
    table.gates
      .filter(({ holds }) => !holds)
      .map(({ gate }) => gate)
      .join(', ') || '–',
  );
});

test('the table that is kept has every level, in the order of the course', () => {
  const rows = readFileSync('levels/curve.md', 'utf8')
    .split('\n')
    .filter((line) => /^\| \d\d-/.test(line));
  expect(rows.map((row) => cellsOf(row)[0])).toEqual([...LEVEL_IDS]);
});
