/** What a goal shows as measured has been measured. */
import { expect, test } from 'vitest';
import { goalView } from '../../src/session/view/goals.ts';
import { metric, type World } from '../../src/sim/index.ts';
import { HANDLERS } from './lines/level04.ts';
import { levelHistory } from './stage.ts';

test.each([
  ['04-trap-and-emulate', 'prompt'],
  ['12-drivers-for-the-closed', 'brisk'],
] as const)('%s: how long an answer takes shows from the first answer on, not before', async (id, goalId) => {
  const seen = new Set<string>();
  const look = (w: World): void => {
    const goal = w.setup.goals.find((one) => one.id === goalId);
    if (goal === undefined) throw new Error(goalId);
    const [asked, served] = [metric(w, goal.metric, goal.of)?.samples ?? 0, metric(w, 'served', goal.of)?.value ?? 0];
    const { value } = goalView(w, goal);
    if (served > 0) expect(value).toBe(metric(w, goal.metric, goal.of)?.value);
    else expect(value).toBeNull();
    if (asked > 0) seen.add(served > 0 ? 'answered' : 'open');
  };
  await levelHistory(id, 40, ({ world, give }, second) => {
    look(world);
    if (second > 0 || !world.setup.verbs.includes('rule')) return;
    for (const [reason, handler] of Object.entries({ ...HANDLERS, ioWrite: 'deviceModel' }))
      give({ do: 'setRule', rule: { reason, guest: '*', handler }, on: true });
  });
  expect([...seen].sort()).toEqual(['answered', 'open']);
});
