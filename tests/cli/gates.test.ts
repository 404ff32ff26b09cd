import { describe, expect, test } from 'vitest';
import type { Gate, Table } from '../../src/cli/gates.ts';
import { LEVEL_IDS, loadLevel } from '../../src/levels/index.ts';
import { firstLevel, refusal, scratch, sim } from './program.ts';

const { write } = scratch();
const GATES = 'reference naive idle hurry hurryShare lock1 lock2 spam1 spam2 density twoSides slow2 slow4 slow3stars';

async function gatesOf(level: string, seeds = '1'): Promise<{ status: number; table: Table }> {
  const { status, out, err } = await sim('gates', level, '--json', '--seeds', seeds);
  expect(err).toBe('');
  return { status, table: JSON.parse(out) as Table };
}

const gateOf = (table: Table, name: string): Gate | undefined => table.gates.find((gate) => gate.gate === name);

describe('gates', () => {
  test('--json is the table, and the status says whether all hold', async () => {
    const { status, table } = await gatesOf('1', '2');
    expect(table).toMatchObject({ level: '01-host-and-guest', seeds: 2 });
    expect(table.gates.map((gate) => gate.gate).join(' ')).toBe(GATES);
    expect(table.rows).toHaveLength(11);
    for (const { measured, least = measured, most = measured, holds } of table.gates)
      expect(holds).toBe(measured >= least && measured <= most);
    expect(status).toBe(table.gates.every((gate) => gate.holds) ? 0 : 1);
    const text = await sim('gates', '1', '--seeds', '2');
    expect(text.status).toBe(status);
    expect(text.out.split('\n')[0]).toBe('01-host-and-guest, 2 seeds');
  });

  test('--from says which seed is the first', async () => {
    const { out } = await sim('gates', '1', '--json', '--seeds', '1', '--from', '1007');
    const { table } = await gatesOf('1', '1');
    expect(JSON.parse(out)).toMatchObject({ level: table.level, seeds: 1 });
    expect(JSON.parse(out)).not.toEqual(table);
    expect(await sim('gates', '1', '--from=-1')).toEqual(refusal('-1: not a whole number from 0 to 1000000000'));
  });

  test('fail for a level whose reference has nothing to decide', async () => {
    const { robots, ...file } = firstLevel();
    const { status, table } = await gatesOf(
      write('one.json', { ...file, robots: { ...robots, reference: robots.naive } }),
    );
    expect(table.rows[2]?.choices).toEqual({});
    expect(gateOf(table, 'twoSides')).toMatchObject({ measured: 1, most: 0.85, holds: false });
    expect(status).toBe(1);
  });

  test.each(['0', '10001', '-1', 'many'])('%s seeds are refused', async (seeds) => {
    expect(await sim('gates', '1', `--seeds=${seeds}`)).toEqual(
      refusal(`${seeds}: not a whole number from 1 to 10000`),
    );
  });
});

describe('density', () => {
  const { work: _, ...file } = firstLevel();
  test.each([
    ['hands', { ...file, work: 'hands' }, { least: 0.25, most: 0.45 }],
    ['diagnosis', { ...file, work: 'diagnosis' }, { least: 0.12, most: 0.25 }],
    ['nothing', file, { least: 0.25, most: 0.45 }],
  ])('a level that says %s is held to its range', async (name, level, bounds) => {
    const { table } = await gatesOf(write(`${name}.json`, level));
    expect(gateOf(table, 'density')).toMatchObject(bounds);
  });

  test('every level of the game says what work it is', async () => {
    for (const id of LEVEL_IDS) {
      const level = await loadLevel(id);
      expect(level.ok && level.value.file.work, id).toMatch(/^(hands|diagnosis)$/);
    }
  });
});
