/**
 * The same shape of work on the npm package simjs: n guests that take turns on p processors of one facility and sleep now
 * and then. One event is one completed use of the facility or one timer. simjs knows no costs, ledgers, switches or exits,
 * so per event it does less than our core.
 */
import { createRequire } from 'node:module';
import type { Bench } from '../src/cli/bench.ts';
import { draw } from '../src/sim/index.ts';

type Request = { done(callback: () => void): Request };
type Entity = { useFacility(facility: unknown, cycles: number): Request; setTimer(cycles: number): Request };
type SimJs = {
  Sim: new () => { addEntity(entity: unknown): void; simulate(until: number): void };
  Entity: new () => Entity;
  Facility: new (name: string, discipline: number, servers: number) => unknown;
};

const FIRST_COME = 1;
const BURST = 8_000;
const SLEEP = 20_000;

/** The package is made for browsers and hangs itself onto `window`, once. */
function loaded(): SimJs {
  const page = globalThis as unknown as { window?: { Sim?: SimJs } };
  page.window ??= {};
  createRequire(import.meta.url)('simjs');
  if (page.window.Sim === undefined) throw new Error('simjs has put nothing on window');
  return page.window.Sim;
}

/** One fresh run of `cycles`: events and milliseconds. */
function run(guests: number, pcpus: number, cycles: number): { events: number; took: number } {
  const { Sim, Entity, Facility } = loaded();
  let events = 0;
  const facility = new Facility('pCPUs', FIRST_COME, pcpus);
  class Guest extends Entity {
    n = 0;
    start(): void {
      this.useFacility(facility, (draw(3, this.n++) >>> 18) + BURST / 2).done(() => {
        events++;
        if (draw(5, this.n) % 15 === 0)
          this.setTimer((draw(7, this.n) >>> 17) + SLEEP / 2).done(() => {
            events++;
            this.start();
          });
        else this.start();
      });
    }
  }
  const sim = new Sim();
  for (let g = 0; g < guests; g++) sim.addEntity(Guest);
  const from = performance.now();
  sim.simulate(cycles);
  return { events, took: performance.now() - from };
}

/** Events per second over a run of at least half a second, best of three. */
export function simjsBench(guests: number, pcpus: number): Bench {
  let cycles = 10_000_000;
  while (run(guests, pcpus, cycles).took < 500) cycles *= 2;
  let best = { events: 0, perSecond: 0 };
  for (let round = 0; round < 3; round++) {
    const { events, took } = run(guests, pcpus, cycles);
    const perSecond = Math.round((1000 * events) / took);
    if (perSecond > best.perSecond) best = { events, perSecond };
  }
  return { name: 'simjs', guests, pcpus, events: best.events, eventsPerSecond: best.perSecond };
}
