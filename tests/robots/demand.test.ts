/**
 * Nobody runs out of work: whoever halts in a level will wake, by its own timer or by a request that is still to come. A
 * driver domain has no work of its own: it wakes when somebody asks its service.
 */
import { describe, expect, it } from 'vitest';
import { runRobot } from '../../src/cli/robots.ts';
import { LEVEL_IDS, loadLevel } from '../../src/levels/index.ts';
import type { World } from '../../src/sim/index.ts';
import { NEVER } from '../../src/sim/types.ts';

const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);

/** Guests of which a vCPU has halted, and nothing will ever wake it. */
const asleep = (w: World): string[] =>
  w.tasks.flatMap(({ state, block, guest }, t) => {
    const spec = w.setup.guests[guest];
    const timer = w.queue.time[w.program.slots.task + t] ?? NEVER;
    const halted = state === 'blocked' && block === 'halt' && timer === NEVER;
    const serves = (w.setup.services ?? []).some((service) => service.guest === spec?.id);
    return halted && spec !== undefined && !serves && !('arrivals' in spec.workload) ? [spec.id] : [];
  });

describe.each([...LEVEL_IDS])('%s', (id) => {
  it('leaves no guest asleep for good, whoever plays', async () => {
    const loaded = await loadLevel(id);
    if (!loaded.ok) throw new Error(`${loaded.code} at ${loaded.path}`);
    for (const seed of SEEDS) {
      for (const robot of [loaded.value.file.robots.reference, loaded.value.file.robots.naive]) {
        const { world } = runRobot(loaded.value, seed, robot);
        expect(asleep(world), `seed ${seed}, ${robot.policy}`).toEqual([]);
      }
    }
  }, 300_000);
});
