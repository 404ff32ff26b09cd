import { describe, expect, it } from 'vitest';
import {
  advance,
  apply,
  can,
  createWorld,
  type GuestSpec,
  type Id,
  metric,
  quote,
  type Setup,
  type World,
} from '../../../src/sim/index.ts';
import { cpu, house, MODEL, MS, requests, setupOf, tenant } from './house.ts';

const START = {
  container: MODEL.costs['start.container']?.cycles ?? 0,
  hardwareAssisted2: MODEL.costs['start.vm']?.cycles ?? 0,
};
const applicant = (
  id: Id,
  enters: Partial<NonNullable<GuestSpec['enters']>> = {},
  spec: Partial<GuestSpec> = {},
): GuestSpec => tenant(id, { role: 'applicant', enters: { at: 0, stay: 2_000 * MS, risk: 0, ...enters }, ...spec });
const [RESIDENT, APPLICANT] = [0, 1];

/** A house with one resident, before whose door somebody stands. */
function door(spec: GuestSpec = applicant('newcomer'), more: Partial<Setup> = {}): World {
  const w = house([tenant('resident', { workload: requests(1, 1, MS / 4, 'syscall', 10) }), spec], more);
  advance(w, 0);
  return w;
}

describe('at the door', () => {
  const windows = { kernel: 'windows', mode: 'hardwareAssisted2' };
  const answers: [string, GuestSpec, Id, string | null][] = [
    ['Linux may come in as a container', applicant('a'), 'container', null],
    ['or as a machine', applicant('a'), 'hardwareAssisted2', null],
    ['Windows has no kernel here to be a container of', applicant('a', {}, windows), 'container', 'needsOwnKernel'],
    ['so it needs a machine', applicant('a', {}, windows), 'hardwareAssisted2', null],
    ['nobody comes in without start-up and isolation, as a mere process', applicant('a'), 'native', 'noSuchMode'],
    ['nor under a technique that there is not', applicant('a'), 'magic', 'noSuchMode'],
  ];
  it.each(answers)('%s', (_, spec, mode, code) => {
    const verdict = can(door(spec), { do: 'admit', guest: APPLICANT, mode });
    expect(verdict).toMatchObject(code === null ? { ok: true } : { ok: false, code });
  });

  it('a machine without second-level paging has no virtual machines to give', () => {
    const { machines } = setupOf([]);
    const [machine] = machines;
    if (machine === undefined) throw new Error('no machine');
    const w = door(applicant('a'), { machines: [{ ...machine, features: ['kernel.linux', 'vt-x'] }] });
    expect(can(w, { do: 'admit', guest: APPLICANT, mode: 'hardwareAssisted2' })).toMatchObject({
      code: 'missingFeature',
    });
  });

  it('residents do not ask', () => {
    expect(can(door(), { do: 'refuse', guest: RESIDENT })).toMatchObject({ ok: false, code: 'notAsking' });
  });

  it('who gets no answer goes away, and who is refused at once', () => {
    const w = door();
    advance(w, 49 * MS);
    expect(w.guests[APPLICANT]?.stage).toBe('asking');
    advance(w, 50 * MS);
    expect(w.guests[APPLICANT]?.stage).toBe('gone');
    const other = door();
    apply(other, { do: 'refuse', guest: APPLICANT });
    expect(other.guests[APPLICANT]?.stage).toBe('gone');
  });
});

describe.each(['container', 'hardwareAssisted2'] as const)('a newcomer as %s', (mode) => {
  it('is up after what its technique takes to start, and its stay runs from when it was let in', () => {
    const w = door();
    advance(w, 10 * MS);
    expect(quote(w, { do: 'admit', guest: APPLICANT, mode }).total).toBe(START[mode]);
    apply(w, { do: 'admit', guest: APPLICANT, mode });
    advance(w, 10 * MS + START[mode] - 1);
    expect(w.guests[APPLICANT]?.stage).toBe('starting');
    expect(cpu(w, APPLICANT)).toBe(0);
    advance(w, 10 * MS + START[mode]);
    expect(w.guests[APPLICANT]?.stage).toBe('up');
    advance(w, 2_010 * MS - 1);
    expect(w.guests[APPLICANT]?.stage).toBe('up');
    advance(w, 2_010 * MS);
    expect(w.guests[APPLICANT]?.stage).toBe('gone');
    const hosted = Math.floor((10_000 * (2_000 * MS - START[mode])) / (2_000 * MS));
    expect(metric(w, 'hostedShare')?.value).toBe(hosted);
  });

  it('who wants less time than it takes to start gets none', () => {
    const w = door(applicant('hasty', { stay: START[mode] - MS }));
    apply(w, { do: 'admit', guest: APPLICANT, mode });
    advance(w, START[mode] + 2 * MS);
    expect(w.guests[APPLICANT]?.stage).toBe('gone');
    expect(metric(w, 'hostedShare')?.value).toBe(0);
  });
});

describe('a panic', () => {
  /** a house in which the newcomer's kernel panics within moments of its start */
  function panicked(mode: Id): World {
    const w = house([
      tenant('web', { workload: requests(1, 1, MS / 4, 'syscall', 10) }),
      applicant('risky', { risk: MS, stay: 5_000 * MS }),
      tenant('vm', { mode: 'hardwareAssisted2' }),
    ]);
    advance(w, 0);
    apply(w, { do: 'admit', guest: APPLICANT, mode });
    const start = START[mode as keyof typeof START];
    advance(w, start + 20 * MS);
    return w;
  }

  it.each([
    [
      'in a container takes every container with it, and what they were doing',
      'container',
      ['booting', 'booting', 'up'],
      true,
    ],
    ['in a virtual machine is its own', 'hardwareAssisted2', ['up', 'booting', 'up'], false],
  ] as const)('%s', (_, mode, stages, loses) => {
    const w = panicked(mode);
    expect(w.kept.panics).toBe(1);
    expect(w.guests.map(({ stage }) => stage)).toEqual(stages);
    expect((w.guests[RESIDENT]?.dropped ?? 0) > 0).toBe(loses);
    const answer = metric(w, 'answerP99', 'web')?.value ?? 0;
    // what was lost has taken the whole run so far
    if (loses) expect(answer).toBeGreaterThanOrEqual(Math.floor((w.now / w.program.hz) * 1e9));
    else expect(answer).toBeLessThan(1e7);
  });

  it('comes once; after the restart everybody is up again', () => {
    const w = panicked('container');
    advance(w, w.now + 2 * START.container + 100 * MS);
    expect(w.kept.panics).toBe(1);
    expect(w.guests.map(({ stage }) => stage)).toEqual(['up', 'up', 'up']);
    expect(w.guests.map(({ reboots }) => reboots)).toEqual([0, 0, 0]);
  });

  it('of a tenant without risk never comes', () => {
    const w = door(applicant('trusted', { risk: 0, stay: 9_000 * MS }));
    apply(w, { do: 'admit', guest: APPLICANT, mode: 'container' });
    advance(w, 9_000 * MS);
    expect(w.kept.panics).toBe(0);
  });
});

describe('who comes when', () => {
  const times = (seed: number, dealt: boolean): number[] => {
    const guests = Array.from({ length: 6 }, (_, n) => applicant(`a${n}`, { at: n * MS }));
    const created = createWorld({ ...setupOf(guests), seed, admission: { modes: ['container'], dealt } }, [MODEL]);
    if (!created.ok) throw new Error(created.code);
    return created.world.setup.guests.map(({ enters }) => enters?.at ?? -1);
  };
  const given = [0, 1, 2, 3, 4, 5].map((n) => n * MS);

  it('is the level’s to say, or the seed’s to deal', () => {
    expect(times(1, false)).toEqual(given);
    const orders = [1, 2, 3, 4, 5].map((seed) => times(seed, true));
    for (const order of orders) expect([...order].sort((a, b) => a - b)).toEqual(given);
    expect(new Set(orders.map(String)).size).toBeGreaterThan(1);
    expect(times(3, true)).toEqual(orders[2]);
  });
});
