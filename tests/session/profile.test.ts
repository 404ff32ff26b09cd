import { expect, test } from 'vitest';
import { loadLevel } from '../../src/levels/index.ts';
import { sessionOf } from './stage.ts';

const loaded = await loadLevel('08-hypercalls');
if (!loaded.ok) throw new Error(loaded.code);
const level = loaded.value;

test('exits never take more than all of a kernel’s time, however long one lasts', () => {
  const session = sessionOf({}, level.file, level);
  let most = 0;
  for (let t = 0; t < 60_000; t += 100) {
    session.frame(t);
    const view = session.view();
    for (const kernel of view.parts.porting?.kernels ?? [])
      most = Math.max(
        most,
        kernel.long.reduce((sum, { cycles }) => sum + cycles, 0),
      );
    const ready = view.guests.flatMap(({ vcpus }) => vcpus).find(({ state }) => state === 'ready');
    const free = view.pcpus.find(({ interval }) => interval === 'idle');
    if (ready !== undefined && free !== undefined) session.command({ do: 'place', task: ready.task, pcpu: free.index });
  }
  expect(most).toBeGreaterThan(0);
  expect(most).toBeLessThanOrEqual(10_000);
});
