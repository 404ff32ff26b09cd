/** What is said of a guest's rows has to fit what it then carries out. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { loadLevel } from '../../src/levels/index.ts';
import { newWorld } from '../../src/session/log.ts';
import { parseRun } from '../../src/session/run.ts';
import { type Int, NONE, replay, rowInHand } from '../../src/sim/index.ts';

type Write = { row: Int; left: Int; request: Int };

/** Of a level's golden run: each write of a guest for a request, and what was said of it then. */
async function writesOf(level: string, id: string): Promise<Write[]> {
  const loaded = await loadLevel(level);
  const run = parseRun(readFileSync(`tests/replays/${level}.json`, 'utf8'));
  if (!loaded.ok || !run.ok) throw new Error('no level, or no run');
  const { file } = loaded.value;
  const world = newWorld(file, loaded.value, run.value.seed);
  if (!world.ok) throw new Error(world.code);
  const w = world.value;
  const g = file.setup.guests.findIndex((guest) => guest.id === id);
  const writes: Write[] = [];
  replay(w, run.value.log, w.setup.length, (event) => {
    if (event.type !== 'exitRaised' || event.reason !== 'ioWrite' || w.tasks[event.task]?.guest !== g) return;
    const said = rowInHand(w, g);
    writes.push({ row: said?.row ?? NONE, left: said?.left ?? NONE, request: w.tasks[event.task]?.request.n ?? NONE });
  });
  // what is served when the run ends is not written to its end
  const open = w.tasks.find(({ guest }) => guest === g)?.request.n;
  return writes.filter(({ request }) => request !== open);
}

it.each(['terminals', 'clerks'])('the row of %s is what they write for one request, to the last', async (id) => {
  const writes = await writesOf('04-trap-and-emulate', id);
  for (const [index, { row, left, request }] of writes.entries()) {
    const all = writes.filter((one) => one.request === request);
    const place = writes.slice(0, index + 1).filter((one) => one.request === request).length;
    expect({ index, row, left }).toEqual({
      index,
      row: all.length,
      left: all.length === 1 ? NONE : all.length - place,
    });
  }
  expect(new Set(writes.map(({ row }) => row))).toEqual(new Set([1, 5]));
});
