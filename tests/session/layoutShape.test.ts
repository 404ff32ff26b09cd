import { describe, expect, it } from 'vitest';
import { layout } from '../../src/session/layout.ts';
import { CARRIER, NO_TOWER, OUTSIDE, shapeOf } from '../../src/session/layout-shape.ts';
import type { GuestView, View } from '../../src/session/view-model.ts';
import { NONE } from '../../src/sim/types.ts';
import { device, guest, machine, pcpu, view } from '../playfield/builders.ts';

type Stage = GuestView['stage'];

/** A newcomer that has the first lot, the second, … or none. */
const applicant = (index: number, stage: Stage, lot: number): GuestView =>
  guest(index, `applicant-${index}`, { role: 'applicant', stage, present: stage !== 'off' && stage !== 'gone', lot });

/** Six tenants that stay, and then those that come and go. */
const tenants = (...stages: Stage[]): View =>
  view({
    machines: [machine('sharedKernel')],
    guests: [
      ...Array.from({ length: 6 }, (_, i) => guest(i, `tenant-${i}`)),
      ...stages.map((stage, i) => applicant(6 + i, stage, stage === 'off' || stage === 'asking' ? NONE : i)),
    ],
    pcpus: [pcpu(0), pcpu(1)],
  });

const slots = (one: View): number[] => shapeOf(one).slotOf.slice(6);

describe('the shape of the picture', () => {
  it('gives every guest a tower, also those that have not risen yet', () => {
    const before = view({ guests: [guest(0, 'ledger'), guest(1, 'terminals', { present: false, stage: 'off' })] });
    const after = view({ guests: [guest(0, 'ledger'), guest(1, 'terminals')] });
    expect(layout(before).towers[0]?.rect).toEqual(layout(after).towers[0]?.rect);
  });

  it('keeps the towers of tenants in their places while others come and go', () => {
    const stay = [
      tenants('off', 'off', 'off'),
      tenants('asking', 'off', 'off'),
      tenants('up', 'asking', 'off'),
      tenants('gone', 'up', 'up'),
    ];
    const first = layout(tenants('off', 'off', 'off')).towers.slice(0, 6);
    for (const one of stay) expect(layout(one).towers.slice(0, 6)).toEqual(first);
  });

  it('lets those who ask stand outside, and the admitted at their lots', () => {
    expect(slots(tenants('asking', 'off', 'off'))).toEqual([OUTSIDE, NO_TOWER, NO_TOWER]);
    expect(slots(tenants('up', 'asking', 'off'))).toEqual([6, OUTSIDE, NO_TOWER]);
    expect(slots(tenants('starting', 'booting', 'off'))).toEqual([6, 7, NO_TOWER]);
    expect(slots(tenants('gone', 'up', 'up'))).toEqual([NO_TOWER, 7, 8]);
  });

  it('gives few that may come places beside the residents, and many a row of their own from the beginning', () => {
    expect(layout(tenants('off', 'off')).towers[0]?.form).toBe('narrow');
    const many = tenants('off', 'off', 'off', 'off', 'off', 'off', 'off');
    const some = tenants('up', 'up', 'up', 'off', 'off', 'off', 'off');
    expect(layout(many).towers[0]?.form).toBe('short');
    const [resident] = layout(some).towers;
    const row = layout(some).towers.slice(6, 9);
    for (const tower of row) expect(tower?.rect.y).toBeGreaterThan(resident?.rect.y ?? 0);
    expect(row[0]?.rect.x).toBe(resident?.rect.x);
  });

  it('moves nobody up to where twice as many are in as live there', () => {
    const still = layout(tenants(...Array<Stage>(13).fill('off'))).towers.slice(0, 6);
    const full = layout(tenants(...Array<Stage>(6).fill('up'), ...Array<Stage>(7).fill('off'))).towers.slice(0, 6);
    expect(full).toEqual(still);
  });

  it('keeps the meter and the state of tenants in two rows: then it matters most whose they are', () => {
    const [short] = layout(tenants('up', 'up', 'up', 'up', 'up', 'up')).towers;
    expect(short?.meter?.bar.h).toBeGreaterThanOrEqual(12);
    expect(short?.name.w).toBeGreaterThan(80);
    expect(short?.state.w).toBeGreaterThan(40);
    const rows = [short?.state, short?.meter?.bar, short?.docks[0], short?.windows];
    const feet = rows.map((rect) => (rect?.y ?? 0) + (rect?.h ?? 0));
    for (const [n, foot] of feet.slice(0, -1).entries()) expect(rows[n + 1]?.y).toBeGreaterThanOrEqual(foot);
    expect(feet.at(-1)).toBeLessThanOrEqual((short?.rect.y ?? 0) + (short?.rect.h ?? 0));
  });

  it('takes the bands of a machine as they are, whether or not anything stops in them', () => {
    const [quiet] = shapeOf(view({ guests: [guest(0, 'ledger')] })).machines;
    const [busy] = shapeOf(
      view({ guests: [guest(0, 'ledger')], parts: { exits: { reasons: ['privileged'] } } }),
    ).machines;
    expect(quiet?.bands).toEqual(busy?.bands);
  });

  it('seats the guests of a guest side by side, before the others, and driver domains last', () => {
    const shape = shapeOf(
      view({
        guests: [
          guest(0, 'dom0', { serves: true }),
          guest(1, 'ledger'),
          guest(2, 'turtle'),
          guest(3, 'web', { under: 2 }),
          guest(4, 'mail', { under: 2 }),
        ],
      }),
    );
    expect(shape.slotOf).toEqual([3, 2, CARRIER, 0, 1]);
    expect(shape.machines[0]).toMatchObject({ slots: 4, domains: 1 });
  });

  it('knows whose each socket and device is', () => {
    const { machines } = shapeOf(
      view({
        machines: [machine('monitor'), machine('sharedKernel')],
        guests: [guest(0, 'ledger'), guest(1, 'web', { machine: 1 })],
        pcpus: [pcpu(0), pcpu(1, { machine: 1 }), pcpu(2, { machine: 1 })],
        parts: { devices: { all: [device('disk', 'disk', { machine: 1 })] } },
      }),
    );
    expect(machines.map(({ pcpus, devices, slots }) => ({ pcpus, devices, slots }))).toEqual([
      { pcpus: [0], devices: [], slots: 1 },
      { pcpus: [1, 2], devices: [0], slots: 1 },
    ]);
  });

  it('is asked again in each frame, and answers with the same layout until the shape changes', () => {
    const one = layout(tenants('off'));
    expect(layout({ ...tenants('off'), now: 1234 })).toBe(one);
    expect(layout(tenants('asking'))).not.toBe(one);
  });

  it('gives hosts beside a mixer as many places as they have processors, and one more', () => {
    const hosted = (stages: Stage[], on: number[]): View => {
      const one = view({
        machines: [machine('monitor'), machine('monitor')],
        guests: stages.map((stage, i) => ({ ...applicant(i, stage, i), machine: on[i] ?? 0 })),
        pcpus: [0, 1, 2, 3, 4, 5].map((i) => ({ ...pcpu(i), machine: i < 4 ? 0 : 1 })),
      });
      return { ...one, parts: { ...one.parts, mixer: { mixers: [] } as never } };
    };
    const all = hosted(['up', 'up', 'up', 'up', 'up', 'up'], [0, 0, 0, 0, 1, 1]);
    const fewer = hosted(['up', 'gone', 'up', 'gone', 'up', 'gone'], [0, 0, 0, 0, 1, 1]);
    expect(shapeOf(all).machines.map((one) => one.slots)).toEqual([5, 3]);
    expect(shapeOf(all).slotOf).toEqual([0, 1, 2, 3, 1, 2]);
    expect(shapeOf(fewer).machines.map((one) => one.slots)).toEqual([5, 3]);
    expect(shapeOf(fewer).slotOf).toEqual([0, NO_TOWER, 2, NO_TOWER, 1, NO_TOWER]);
    // whose lots are for the same place stand side by side
    expect(shapeOf(hosted(['up', 'gone', 'gone', 'up'], [1, 0, 0, 1])).slotOf).toEqual([0, NO_TOWER, NO_TOWER, 1]);
    for (const tower of layout(all).towers) expect(tower?.form).toBe('narrow');
  });
});
