import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedModels } from '../../../src/levels/costs/shipped.ts';
import {
  advance,
  apply,
  can,
  copy,
  createWorld,
  fingerprint,
  type GuestSpec,
  type Int,
  isInside,
  knockRate,
  latelyAt,
  linesLeft,
  metric,
  NONE,
  queueFor,
  queueOf,
  quote,
  type ScriptItem,
  type Setup,
  type SimEvent,
  totals,
  type World,
} from '../../../src/sim/index.ts';
import { CATEGORIES } from '../../../src/sim/types.ts';

const MODEL = shippedModels().find(({ model }) => model.id === 'p3-2001')?.model;
if (MODEL === undefined) throw new Error('no such model');
const cost = (id: string): Int => MODEL.costs[id]?.cycles ?? Number.NaN;
const LINES = Object.fromEntries((MODEL.cards ?? []).map(({ id, lines }) => [id, lines]));
const CROSSING = cost('ws.out') + cost('ws.back');
/** an access that the monitor answers, and one that crosses */
const NEAR = cost('port') + cost('port.monitor');
const FAR = cost('port') + CROSSING + cost('port.app');
const SEND = cost('port') + cost('send.monitor') + CROSSING + cost('send.app');
const DONE = cost('send.done');
const LONG = 40_000_000;

const guest = (id: string, script: ScriptItem[], loop = false): GuestSpec => ({
  id,
  kernel: 'linux',
  vcpus: 1,
  weight: 256,
  mode: 'hostedMonitor',
  machine: 'pc',
  footprint: 0,
  boot: 1000,
  workload: { script: [...script, { sleep: LONG }], loop },
});

function setupOf(guests: GuestSpec[], knobs: Record<string, Int> = {}, pcpus = 1): Setup {
  return {
    seed: 1,
    length: LONG,
    machines: [
      {
        id: 'pc',
        costs: 'p3-2001',
        pcpus,
        features: [],
        devices: [{ id: 'disk', kind: 'disk', channels: 1, service: { kind: 'fixed', cost: 'disk.read' } }],
        host: 'hostOs',
      },
    ],
    kernels: [{ id: 'linux', family: 'linux', closed: false, portLines: 0 }],
    guests,
    rules: [],
    scheduler: { kind: 'dispatcher', slice: 0 },
    knobs: { 'card.lately': 1_000_000, ...knobs },
    tunables: [{ knob: 'card.combine', values: [0, 1, 2], per: 'guest' }],
    verbs: ['house', 'knob', 'place'],
    goals: [],
    maxReboots: 9,
  };
}

function worldOf(guests: GuestSpec[], knobs: Record<string, Int> = {}, pcpus = 1): World {
  const created = createWorld(setupOf(guests, knobs, pcpus), [MODEL as NonNullable<typeof MODEL>]);
  if (!created.ok) throw new Error(`${created.code} at ${created.path}`);
  return created.world;
}

const spent = (w: World): Int =>
  ['guestKernel', 'exitEntry', 'emulation', 'backend'].reduce(
    (sum, name) => sum + (totals(w)[CATEGORIES.indexOf(name as (typeof CATEGORIES)[number])] ?? 0),
    0,
  );
/** what one guest's script takes, beside its halt at the end and whatever models were carried for it */
function taken(w: World): Int {
  advance(w, LONG / 2);
  return spent(w) - cost('exit') - (metric(w, 'cardMoves')?.value ?? 0) * cost('card.carry');
}
const house = (w: World, card: string, inside = true): void => {
  expect(apply(w, { do: 'house', card, inside }).ok).toBe(true);
};
const combine = (w: World, g: Int, value: Int): void => {
  expect(apply(w, { do: 'setKnob', knob: 'card.combine', guest: g, value }).ok).toBe(true);
};
const heard = (w: World, until: Int): SimEvent[] => {
  const events: SimEvent[] = [];
  advance(w, until, (event) => events.push(event));
  return events;
};
const packets = (n: Int): ScriptItem[] => Array.from({ length: n }, () => ({ op: 'packetOut' as const }));

describe('a volley', () => {
  it('of twelve knocks crosses twelve times where the model is in user space', () => {
    const w = worldOf([guest('a', packets(1))]);
    const knocks = heard(w, LONG / 2).filter((event) => event.type === 'cardKnocked');
    expect(knocks.map(({ crosses }) => crosses)).toEqual(new Array(12).fill(true));
    expect(w.kept.volleys?.[0]).toMatchObject({ n: 12, of: 12, crossed: 2 ** 12 - 1 });
    expect(taken(w)).toBe(8 * FAR + SEND + DONE);
  });

  it('… and four times where it is in the monitor, which is what was published', () => {
    const w = worldOf([guest('a', packets(1))]);
    house(w, 'nic');
    expect(taken(w)).toBe(8 * NEAR + SEND + DONE);
    expect(w.kept.volleys?.[0]).toMatchObject({ n: 12, of: 12, crossed: 0b1111_0000_0000 });
    // 31.63 + 3 × 16.35 + 8 × 1.36 µs
    expect((8 * NEAR + SEND + DONE) / 733).toBeCloseTo(91.56, 1);
  });

  it.each([
    ['disk', 'blockRead', 7, 1],
    ['console', 'portIn', 2, 0],
    ['console', 'portOut', 4, 0],
    ['timer', 'setTimer', 3, 0],
  ] as const)('at the %s: of %s, %i knocks latch and %i reach', (card, op, latching, reaching) => {
    const outside = taken(worldOf([guest('a', [{ op }])]));
    const w = worldOf([guest('a', [{ op }])]);
    house(w, card);
    expect([outside, taken(w)]).toEqual([(latching + reaching) * FAR, latching * NEAR + reaching * FAR]);
  });
});

describe('a model that is moved', () => {
  it('is carried for each guest at its next entry, once, and its price is known', () => {
    const script: ScriptItem[] = [{ burst: 200_000 }, { op: 'setTimer' }, { burst: 500_000 }, { op: 'setTimer' }];
    const w = worldOf([guest('a', script), guest('b', script)], {}, 2);
    advance(w, 100_000);
    expect(quote(w, { do: 'house', card: 'timer', inside: true }).total).toBe(2 * cost('card.carry'));
    house(w, 'timer');
    advance(w, LONG / 2);
    // the first set of the timer had no entry before it
    expect(spent(w)).toBe(2 * (6 * NEAR + cost('card.carry') + cost('exit')));
  });

  it('and moved back before anybody noticed costs nothing', () => {
    const w = worldOf([guest('a', [{ burst: 200_000 }, { op: 'setTimer' }])]);
    advance(w, 100_000);
    house(w, 'timer');
    house(w, 'timer', false);
    advance(w, LONG / 2);
    expect(spent(w) - cost('exit')).toBe(3 * FAR);
  });

  it('needs room: others have to make it', () => {
    const w = worldOf([guest('a', [...packets(1), { op: 'setTimer' }])], { 'card.room': 1700 });
    house(w, 'nic');
    expect(can(w, { do: 'house', card: 'timer', inside: true })).toMatchObject({ ok: false, code: 'monitorFull' });
    expect(can(w, { do: 'house', card: 'timer', inside: true, instead: ['timer'] })).toMatchObject({
      code: 'noSuchCard',
    });
    expect(apply(w, { do: 'house', card: 'timer', inside: true, instead: ['nic'] }).ok).toBe(true);
    expect([isInside(w, 0), linesLeft(w, 0)]).toEqual([false, 1700 - (LINES.timer ?? 0)]);
    expect(metric(w, 'cardLinesMost')?.value).toBe(LINES.nic);
    expect(metric(w, 'cardMoves')?.value).toBe(3);
  });

  it.each([
    [{ do: 'house', card: 'tape', inside: true }, 'noSuchCard'],
    [{ do: 'house', card: 'nic', inside: false }, 'cardStands'],
    [{ do: 'house', card: 'nic', inside: true, machine: 7 }, 'noSuchCard'],
  ] as const)('%o is refused: %s', (command, code) => {
    expect(can(worldOf([guest('a', packets(1))]), command)).toMatchObject({ ok: false, code });
  });
});

describe('sends that are combined', () => {
  const HELD = 9 * cost('port') + 8 * cost('port.monitor') + cost('send.monitor');

  it('cross three at a time, and what tells that they are out comes once', () => {
    const w = worldOf([guest('a', packets(3))]);
    house(w, 'nic');
    combine(w, 0, 2);
    const drained = heard(w, LONG / 2).filter((event) => event.type === 'latchDrained');
    expect(drained).toMatchObject([{ n: 3, saved: 2 * cost('send.crossing') }]);
    expect(taken(w)).toBe(3 * HELD + cost('send.crossing') + 3 * cost('send.app'));
  });

  it('are taken along by whatever crosses', () => {
    const w = worldOf([guest('a', [...packets(2), { op: 'portIn' }])]);
    house(w, 'nic');
    combine(w, 0, 2);
    const drained = heard(w, LONG / 2).filter((event) => event.type === 'latchDrained');
    expect(drained).toMatchObject([{ n: 2, saved: 2 * cost('send.crossing') }]);
    expect(taken(w)).toBe(2 * HELD + 2 * FAR + 2 * cost('send.app') + DONE);
  });

  it('wait for the tick when nobody crosses, and each guest has a queue of its own', () => {
    const w = worldOf([guest('a', packets(1)), guest('b', [...packets(1), { op: 'portIn' }])]);
    house(w, 'nic');
    combine(w, 0, 2);
    combine(w, 1, 2);
    const lying = (g: Int): Int => queueOf(w, queueFor(w, g, 'sends')).requests.length;
    advance(w, 400_000);
    expect([lying(0), lying(1)]).toEqual([1, 0]);
    advance(w, 400_000 + cost('tick'));
    expect(lying(0)).toBe(0);
  });

  it('if busy: the first goes, those that follow closely are held', () => {
    const w = worldOf([guest('a', [...packets(3), { burst: 1_000_000 }, ...packets(1)])], { 'card.closely': 200_000 });
    house(w, 'nic');
    combine(w, 0, 1);
    const sent = heard(w, LONG / 2).flatMap((event) => (event.type === 'requestLatched' ? [event.n] : []));
    expect(sent).toEqual([1, 2]);
  });

  it('change nothing where the model is in user space', () => {
    const w = worldOf([guest('a', packets(2))]);
    combine(w, 0, 2);
    expect(taken(w)).toBe(2 * (8 * FAR + SEND + DONE));
  });
});

const item = fc.oneof(
  fc.record({ burst: fc.integer({ min: 1, max: 60_000 }) }),
  fc.constantFrom<ScriptItem>(
    { op: 'packetOut' },
    { op: 'blockRead' },
    { op: 'blockWrite' },
    { op: 'portIn' },
    { op: 'portOut' },
    { op: 'setTimer' },
  ),
);
const act = fc.record({
  after: fc.integer({ min: 1, max: 400_000 }),
  card: fc.constantFrom('nic', 'disk', 'console', 'timer'),
  inside: fc.boolean(),
  guest: fc.integer({ min: 0, max: 1 }),
  value: fc.integer({ min: 0, max: 2 }),
});

describe('whatever is done', () => {
  it('every packet goes out once, room is kept, and looking changes nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(item, { maxLength: 14 }), { minLength: 2, maxLength: 2 }),
        fc.array(act, { maxLength: 12 }),
        fc.integer({ min: 1, max: 2 }),
        (scripts, acts, pcpus) => {
          const guests = scripts.map((script, i) => guest(`g${i}`, script));
          // every card is one that somebody may talk to
          const all = [
            ...guests,
            guest('all', [...packets(1), { op: 'blockRead' }, { op: 'portIn' }, { op: 'setTimer' }]),
          ];
          const w = worldOf(all, { 'card.room': 2000, 'card.closely': 100_000 }, pcpus);
          for (const { after, card, inside, guest: g, value } of acts) {
            advance(w, w.now + after);
            apply(w, { do: 'house', card, inside });
            apply(w, { do: 'setKnob', knob: 'card.combine', guest: g, value });
            const before = fingerprint(w);
            for (const c of w.program.cards.keys())
              expect(latelyAt(w, c, 0) + knockRate(w, c, 0)).toBeGreaterThanOrEqual(0);
            expect(linesLeft(w, 0)).toBeGreaterThanOrEqual(0);
            expect(fingerprint(copy(w))).toBe(before);
          }
          advance(w, LONG - 1);
          for (const { requests, drainer } of w.kept.queues ?? [])
            expect([requests.length, drainer]).toEqual([0, NONE]);
          for (const { due } of w.kept.cards ?? []) expect(due.length).toBe(3);
          expect(w.status).toBe('running');
        },
      ),
      { numRuns: 60 },
    );
  });
});
