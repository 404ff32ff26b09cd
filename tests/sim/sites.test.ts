/** Where operations happen, and of what kind they are: demand like any other, a matter of the seed and of ordinals. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance, apply, createWorld, nextSlot, type Phase, type Setup, type World } from '../../src/sim/index.ts';
import { NEVER, NONE, OPS } from '../../src/sim/types.ts';
import { fixed, guest, KNOBS, MODEL, made, setupOf } from './mechanisms/translator.ts';

const CODE = [
  { id: 'first', blocks: 4, instructions: fixed(3) },
  { id: 'many', blocks: 24, instructions: { kind: 'uniform' as const, mean: 6, deck: 8 } },
];
type Drawn = { site: number; marked: number; count: number; op: string };

/** Every item that the first vCPU draws, by its ordinal; `between` is called at every event. */
function drawn(w: World, until: number, between: () => void = () => undefined): Map<number, Drawn> {
  const out = new Map<number, Drawn>();
  const look = (): void => {
    const task = w.tasks[0];
    if (task === undefined || task.op === NONE || out.has(task.drawn.op)) return;
    out.set(task.drawn.op, { site: task.site, marked: task.marked, count: task.count, op: OPS[task.op] ?? '' });
  };
  advance(w, 0);
  look();
  while (w.now < until) {
    advance(w, Math.min(until, w.queue.time[nextSlot(w.queue)] ?? NEVER));
    look();
    between();
  }
  return out;
}
const visiting = (sites: NonNullable<Phase['sites']>, more: Partial<Phase> = {}): Phase => ({
  burst: fixed(500),
  ops: { kernelCode: 1 },
  sites,
  ...more,
});
const worldOf = (phases: Phase[], more: Partial<Setup> = {}, loop = false): World =>
  made(setupOf([guest('g', { phases, loop }, { code: CODE })], {}, more));
const sitesOf = (w: World, until = 3_000_000): number[] => [...drawn(w, until).values()].map(({ site }) => site);

describe('sites', () => {
  it('are those of the pool, pools following each other', () => {
    const sites = sitesOf(worldOf([visiting({ kernelCode: { pool: 'many', draw: 'uniform' } })]));
    expect(sites.length).toBeGreaterThan(200);
    expect(new Set(sites)).toEqual(new Set(Array.from({ length: 24 }, (_, n) => 4 + n)));
  });

  it('are each as often where they are dealt, and one after the other in a sweep', () => {
    const dealt = sitesOf(worldOf([visiting({ kernelCode: { pool: 'many', draw: 'dealt' } })]));
    for (let deck = 0; deck < 5; deck++) {
      const hand = dealt.slice(24 * deck, 24 * deck + 24);
      expect(new Set(hand).size, `deck ${deck}`).toBe(24);
    }
    const sweep = sitesOf(worldOf([visiting({ kernelCode: { pool: 'first', draw: 'sweep' } })]));
    expect(sweep.slice(0, 6)).toEqual([0, 1, 2, 3, 0, 1]);
  });

  it('are others whenever such a phase comes again, until all parts have had their turn', () => {
    const own = { kernelCode: { pool: 'many', draw: 'dealt' as const, parts: 3 } };
    const phases = [
      visiting(own, { until: 20_000 }),
      visiting({ kernelCode: { pool: 'first', draw: 'dealt' } }, { until: 40_000 }),
      visiting(own, { until: 60_000 }),
    ];
    const sites = sitesOf(worldOf(phases, {}, true), 9_000_000);
    // 40 items of each phase: which eighth of the pool, or the other pool
    const parts = Array.from({ length: 6 }, (_, n) => {
      const found = new Set(
        sites.slice(40 * n, 40 * n + 40).map((site) => (site < 4 ? 'first' : Math.floor((site - 4) / 8))),
      );
      return [...found];
    });
    expect(parts).toEqual([[0], ['first'], [1], [2], ['first'], [0]]);
  });

  it('have blocks of 1 to 12 instructions, the same on the same seed', () => {
    const code = (seed: number): readonly number[] => worldOf([visiting({})], { seed }).program.guests[0]?.code ?? [];
    expect(code(1)).toHaveLength(28);
    expect(code(1).slice(0, 4)).toEqual([3, 3, 3, 3]);
    expect(Math.min(...code(1))).toBeGreaterThanOrEqual(1);
    expect(Math.max(...code(1))).toBeLessThanOrEqual(12);
    expect(code(1)).toEqual(code(1));
    expect(code(2)).not.toEqual(code(1));
  });

  it('mark as many as is to be expected', () => {
    const marks = (count: number, markedBp: number): number[] => {
      const phase = visiting(
        { store: { pool: 'first', draw: 'uniform', markedBp } },
        { ops: { store: 1 }, count: { store: count } },
      );
      return [...drawn(worldOf([phase]), 30_000_000).values()].map(({ marked }) => marked);
    };
    expect(new Set(marks(12, 6000))).toEqual(new Set([7, 8]));
    expect(new Set(marks(5, 0))).toEqual(new Set([0]));
    expect(new Set(marks(5, 10_000))).toEqual(new Set([5]));
    const rare = marks(16, 100);
    expect(rare.length).toBeGreaterThan(1000);
    expect(rare.reduce((sum, n) => sum + n, 0) / rare.length).toBeCloseTo(0.16, 1);
  });

  it('are the same whatever the player does, and whatever the technique', () => {
    const phases = [
      visiting(
        {
          kernelCode: { pool: 'many', draw: 'dealt', parts: 2 },
          store: { pool: 'first', draw: 'uniform', markedBp: 3000 },
        },
        { ops: { kernelCode: 2, store: 1 }, count: { kernelCode: 6, store: 8 }, dealt: true },
      ),
    ];
    const alone = drawn(worldOf(phases), 2_000_000);
    const native = drawn(made(setupOf([guest('g', { phases }, { code: CODE, mode: 'native' })])), 2_000_000);
    const move = fc.record({
      knob: fc.constantFrom(...Object.values(KNOBS)),
      pick: fc.nat(),
      after: fc.integer({ min: 1, max: 40 }),
    });
    let compared = 0;
    const agree = (one: Map<number, Drawn>): void => {
      for (const [n, item] of one) {
        const other = alone.get(n);
        if (other === undefined) continue;
        expect(item, `item ${n}`).toEqual(other);
        compared++;
      }
    };
    agree(native);
    expect(compared).toBeGreaterThan(20);
    fc.assert(
      fc.property(fc.array(move, { minLength: 1, maxLength: 30 }), (moves) => {
        const w = worldOf(phases);
        let wait = 0;
        let next = 0;
        agree(
          drawn(w, 2_000_000, () => {
            const chosen = moves[next % moves.length];
            if (chosen === undefined || ++wait < chosen.after) return;
            wait = 0;
            next++;
            const value = chosen.knob.values[chosen.pick % chosen.knob.values.length] ?? 0;
            apply(w, { do: 'setKnob', knob: chosen.knob.knob, guest: 0, value });
          }),
        );
      }),
      { numRuns: 40 },
    );
  });

  const refused: [string, NonNullable<Phase['sites']>, string][] = [
    ['no such pool', { kernelCode: { pool: 'none', draw: 'dealt' } }, 'noSuchPool'],
    ['parts that do not divide the pool', { kernelCode: { pool: 'many', draw: 'dealt', parts: 5 } }, 'outOfRange'],
    ['more than all', { store: { pool: 'many', draw: 'dealt', markedBp: 10_001 } }, 'outOfRange'],
  ];
  it.each(refused)('are refused: %s', (_, sites, code) => {
    const setup = setupOf([guest('g', { phases: [visiting(sites)] }, { code: CODE })]);
    expect(createWorld(setup, [MODEL])).toMatchObject({ ok: false, code });
  });
  it('are refused in pools that nobody could draw from', () => {
    const bad = (code: Setup['guests'][number]['code']) =>
      createWorld(setupOf([guest('g', { phases: [visiting({})] }, code === undefined ? {} : { code })]), [MODEL]);
    expect(bad([{ id: 'a', blocks: 0, instructions: fixed(3) }])).toMatchObject({ code: 'outOfRange' });
    expect(bad([{ id: 'a', blocks: 2000, instructions: fixed(3) }])).toMatchObject({ code: 'outOfRange' });
    expect(bad([{ id: 'a', blocks: 2, instructions: fixed(13) }])).toMatchObject({ code: 'outOfRange' });
    expect(
      bad([
        { id: 'a', blocks: 2, instructions: fixed(3) },
        { id: 'a', blocks: 2, instructions: fixed(3) },
      ]),
    ).toMatchObject({ code: 'duplicateId' });
  });
});
