/**
 * The ledger's sum alone proves little: an interval booked to the wrong category keeps it exact. Here every category is
 * held against counters that are kept elsewhere: Σ step executions × cost, bursts drawn, switches made.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance, CATEGORIES, type Category, ledger, type SimEvent, type World } from '../../src/sim/index.ts';
import { RUN } from '../../src/sim/program.ts';
import { made, setups } from './worlds.ts';

/** Categories that only steps of paths are booked to. */
const STEPPED: Category[] = ['exitEntry', 'translation', 'shadowPaging', 'hypercall', 'backend', 'guestKernel'];

/** The categories that each cost is booked to, by the program's paths and handlers. */
function categoriesOf(w: World): Map<number, Set<number>> {
  const by = new Map<number, Set<number>>();
  for (const { steps } of [...w.program.paths, ...w.program.handlers])
    for (const step of steps)
      if (step.kind === RUN) by.set(step.arg, (by.get(step.arg) ?? new Set()).add(step.category));
  return by;
}

/** Cycles that the steps opened so far claim, by category. A category that shares a cost with another is left out. */
function claimed(w: World): Map<number, number> {
  const by = categoriesOf(w);
  const sums = new Map<number, number>();
  for (const [cost, [only]] of by)
    if (only !== undefined) sums.set(only, (sums.get(only) ?? 0) + (w.stepCycles[cost] ?? 0));
  for (const categories of by.values())
    if (categories.size > 1) for (const category of categories) sums.delete(category);
  return sums;
}

const priceOn = (w: World, p: number): number => w.program.machines[w.pcpus[p]?.machine ?? 0]?.switchCost ?? 0;
const dearest = (w: World): number => Math.max(...w.program.machines.map(({ switchCost }) => switchCost));

describe('each category', () => {
  it('holds what the steps of its own cost, not a cycle more or less', () => {
    let checked = 0;
    fc.assert(
      fc.property(setups, (drawn) => {
        // patience without end: a restart cuts a step short, and then its claim is larger than what was booked
        const setup = { ...drawn, guests: drawn.guests.map(({ goal: _goal, ...guest }) => guest) };
        const w = made(setup);
        advance(w, 1_500_000);
        const sums = claimed(w);
        const rows = ledger(w).byPcpu;
        for (const name of STEPPED) {
          const category = CATEGORIES.indexOf(name);
          const claim = sums.get(category);
          if (claim === undefined) continue;
          const booked = rows.reduce((sum, row) => sum + (row[category] ?? 0), 0);
          const ahead = w.pcpus.reduce(
            (sum, pcpu) => sum + (pcpu.interval === 'step' && pcpu.mode === category ? pcpu.until - w.now : 0),
            0,
          );
          expect(booked + ahead, name).toBe(claim);
          if (booked > 0) checked++;
        }
      }),
      { numRuns: 80 },
    );
    expect(checked).toBeGreaterThan(50);
  });

  it('of the guest is exactly the work of its bursts', () => {
    fc.assert(
      fc.property(setups, (setup) => {
        const w = made({ ...setup, guests: setup.guests.map((guest) => ({ ...guest, mode: 'native' })) });
        advance(w, 1_200_000);
        const rows = ledger(w).byGuest;
        const user = CATEGORIES.indexOf('guestUser');
        for (const [g, guest] of setup.guests.entries()) {
          const own = w.tasks.filter((task) => task.guest === g);
          const drawn = own.reduce((sum, task) => sum + task.demand, 0);
          const left = own.reduce((sum, task) => sum + task.burst + (task.aside?.burst ?? 0), 0);
          // what is in the open interval is not settled: it is in the ledger and still in `left`
          const open = w.pcpus
            .filter((pcpu) => pcpu.guest === g)
            .map(({ interval, since }) =>
              interval === 'burst' ? w.now - since : interval === 'warm' ? Math.floor((w.now - since) / 2) : 0,
            )
            .reduce((sum: number, cycles) => sum + cycles, 0);
          const restarted = (w.guests[g]?.reboots ?? 0) > 0;
          const { num, den } = w.program.machines[w.guests[g]?.machine ?? 0]?.clock ?? { num: 1, den: 1 };
          const booked = rows[g]?.[user] ?? 0;
          if (restarted) continue;
          if (num === den) expect(booked, guest.id).toBe(drawn - left + open);
          else {
            // another clock: every part of a burst is rounded by less than one instruction
            const parts = w.handled;
            expect(Math.abs(((booked - open) * num) / den - (drawn - left)), guest.id).toBeLessThanOrEqual(parts);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('of switching counts every switch at its price', () => {
    fc.assert(
      fc.property(setups, (setup) => {
        const w = made(setup);
        let expected = 0;
        const last = new Map<number, number>();
        advance(w, 1_000_000, (event: SimEvent) => {
          if (event.type !== 'taskPlaced') return;
          if (last.get(event.pcpu) !== event.task) expected += priceOn(w, event.pcpu);
          last.set(event.pcpu, event.task);
        });
        const column = CATEGORIES.indexOf('switch');
        const booked = ledger(w).byPcpu.reduce((sum, row) => sum + (row[column] ?? 0), 0);
        // what a sleep takes on its way through the scheduler is booked as one, too
        const trips = claimed(w).get(column) ?? 0;
        const ahead = w.pcpus.reduce((sum, { mode, until }) => sum + (mode === column ? until - w.now : 0), 0);
        const cutShort = expected + trips - booked - ahead;
        // a switch is cut short only by a restart, and by no more than its price
        expect(cutShort).toBeGreaterThanOrEqual(0);
        const restarts = w.guests.reduce((sum, guest) => sum + guest.reboots, 0);
        const longest = dearest(w) + (trips > 0 ? Math.max(...w.stepCycles) : 0);
        expect(cutShort).toBeLessThanOrEqual(longest * restarts * 2);
      }),
      { numRuns: 60 },
    );
  });
});
