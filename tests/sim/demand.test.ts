/**
 * Demand is a function of the seed and of ordinals alone: what the player or the technique does may change when
 * something is asked for, never what. Only therefore may runs be compared.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPolling } from '../../src/sim/access.ts';
import { advance, apply, nextSlot, type Setup, type Workload, type World } from '../../src/sim/index.ts';
import { NEVER, NONE, OPS } from '../../src/sim/types.ts';
import { PLATFORMS, type Platform } from './machines.ts';
import { commandOf, type Move, plays } from './plays.ts';
import { made, setups, setupsOn } from './worlds.ts';

/** So many that what is compared is surely enough to count, whatever is drawn: of 150, sleeps were now and then too few. */
const RUNS = { numRuns: 300 };
/** Found that what a restart drops was not counted as drawn: another phase came next. */
const RESTARTED = -363137079;
const UNTIL = 600_000;

/** What was drawn, by whose draw it is: 'arrival g0 3' → the cycle, 'burst 1 7' → its length, operation and count. */
type Drawn = Map<string, string>;

/** The requests of guests that are there without anybody's leave: nobody can keep them from arriving. */
const isOpen = (w: World, g: number): boolean => w.setup.guests[g]?.enters === undefined;

/** What a guest writes into a ring of its own accord, and when, its technique decides. */
const hasArrivals = (w: World, g: number): boolean => w.program.guests[g]?.arrivals !== null;

/** Since when a vCPU looks for work before it sleeps; its sleep was drawn then. */
type Looking = Map<number, number>;

function lookingOf(w: World, looking: Looking): void {
  for (const [t, { block }] of w.tasks.entries()) {
    if (isPolling(w, t)) {
      if (!looking.has(t)) looking.set(t, w.now);
    } else if (block !== 'halt') looking.delete(t);
  }
}

/** Writes down what has been drawn since the last look. Draws are seen in the cycle in which they are made. */
function look(w: World, drawn: Drawn, looking: Looking): void {
  lookingOf(w, looking);
  const note = (key: string, what: string): void => {
    if (!drawn.has(key)) drawn.set(key, what);
  };
  for (const [g, { arrived }] of w.guests.entries())
    if (arrived > 0 && isOpen(w, g) && hasArrivals(w, g)) note(`arrival ${g} ${arrived}`, `at ${w.now}`);
  for (const [t, task] of w.tasks.entries()) {
    const { guest, aside, request, drawn: ordinals } = task;
    if (guest === NONE) continue;
    if (request.at !== NEVER && task.op !== NONE && isOpen(w, guest))
      note(`request ${guest} ${request.n} ${request.rounds}`, itemOf(task));
    const own = aside ?? (request.at === NEVER && task.op !== NONE ? task : null);
    if (own !== null && ordinals.burst > 0) note(`burst ${t} ${ordinals.burst}`, itemOf(own));
    const wakes = w.queue.time[w.program.slots.task + t] ?? NEVER;
    if (task.block === 'halt' && wakes !== NEVER && ordinals.sleep > 0)
      note(`sleep ${t} ${ordinals.sleep}`, `${wakes - (looking.get(t) ?? w.now)}`);
  }
}

const itemOf = ({ burst, op, count }: { burst: number; op: number; count: number }): string =>
  `${burst}, then ${count} × ${OPS[op]}`;

/** Runs a world from event to event and writes down all that it draws. */
function demandOf(w: World, moves: readonly Move[] = []): Drawn {
  const drawn: Drawn = new Map();
  const looking: Looking = new Map();
  const run = (until: number): void => {
    while (w.now < until && w.status === 'running') {
      advance(w, Math.min(until, Math.max(w.now, w.queue.time[nextSlot(w.queue)] ?? until)));
      look(w, drawn, looking);
    }
  };
  advance(w, 0);
  look(w, drawn, looking);
  for (const move of moves) {
    run(Math.min(UNTIL, w.now + move.after));
    apply(w, commandOf(w, move));
    look(w, drawn, looking);
  }
  run(UNTIL);
  return drawn;
}

/** Holds both against each other where they come equally far, and counts what could be compared, by kind. */
function agree(a: Drawn, b: Drawn, compared: Record<string, number>): void {
  for (const [key, what] of a) {
    const other = b.get(key);
    if (other === undefined) continue;
    expect(other, key).toBe(what);
    const kind = key.slice(0, key.indexOf(' '));
    compared[kind] = (compared[kind] ?? 0) + 1;
  }
}

const KINDS = ['arrival', 'request', 'burst', 'sleep'];
function expectMany(compared: Record<string, number>, least: number): void {
  for (const kind of KINDS) expect(compared[kind] ?? 0, kind).toBeGreaterThan(least);
}

describe('demand', () => {
  it('is the same whatever the player does', () => {
    const compared: Record<string, number> = {};
    fc.assert(
      fc.property(setups, plays, (setup, moves) => {
        agree(demandOf(made(setup)), demandOf(made(setup), moves), compared);
      }),
      RUNS,
    );
    expectMany(compared, 100);
  });

  const everywhere = [
    ...PLATFORMS.map((platform) => ({ costs: platform.costs, platform, runs: RUNS })),
    ...PLATFORMS.filter(({ costs }) => costs === 'p4-2005').map((platform) => ({
      costs: 'p4-2005, with restarts',
      platform,
      runs: { ...RUNS, seed: RESTARTED },
    })),
  ];
  it.each(everywhere)('is the same whatever the technique on $costs', ({ platform, runs }) => {
    const compared: Record<string, number> = {};
    fc.assert(
      fc.property(setupsOn(platform), fc.nat(), fc.nat(), plays, (drawn, one, other, moves) => {
        const setup = forAll(platform, drawn);
        const modes = [...platform.modes, ...platform.openModes];
        const under = (n: number): World => made({ ...setup, guests: allUnder(setup, modes[n % modes.length] ?? '') });
        agree(demandOf(under(one)), demandOf(under(one + 1 + (other % (modes.length - 1))), moves), compared);
      }),
      runs,
    );
    expectMany(compared, 100);
  });
});

const allUnder = (setup: Setup, mode: string): Setup['guests'] => setup.guests.map((guest) => ({ ...guest, mode }));

/** The setup with guests that can run under any technique: with a kernel that can be changed, and without ports. */
function forAll(platform: Platform, setup: Setup): Setup {
  return {
    ...setup,
    guests: setup.guests.map((guest) => ({ ...guest, kernel: 'open', workload: possible(platform, guest.workload) })),
    days: (setup.days ?? []).map((day) =>
      Object.fromEntries(Object.entries(day).map(([id, workload]) => [id, possible(platform, workload)])),
    ),
  };
}

function possible({ refused }: Platform, workload: Workload): Workload {
  if ('script' in workload)
    return { ...workload, script: workload.script.filter((item) => !('op' in item) || !refused.includes(item.op)) };
  const none = Object.fromEntries(refused.map((op) => [op, 0]));
  return { ...workload, phases: workload.phases.map((phase) => ({ ...phase, ops: { ...phase.ops, ...none } })) };
}
