/**
 * A cost model may grow without changing a run: rows, operations, handlers, queues and modes that a level never comes to
 * change no fingerprint, and no identity, so that no replay, result or golden file is lost.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadLevel } from '../../src/levels/index.ts';
import { verify } from '../../src/session/log.ts';
import { parseRun } from '../../src/session/run.ts';
import { type CostModel, MECHANISMS, METHODS, OPS, type Run } from '../../src/sim/index.ts';

const folder = new URL('../replays/', import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith('.json'));

async function read(name: string) {
  const run = parseRun(readFileSync(new URL(name, folder), 'utf8'));
  const level = run.ok ? await loadLevel(run.value.level) : run;
  if (!run.ok || !level.ok) throw new Error(`${name} cannot be read`);
  return { run: run.value, level: level.value };
}

/** every name that some mechanism gives to something, so that all of them are mentioned by rows that nobody reaches */
const named = (kind: 'effects' | 'waits'): string[] => MECHANISMS.flatMap((one) => Object.keys(one[kind] ?? {}));

/** Before and after everything that a model has, things that no guest of it will ever come to. */
function grown(model: CostModel): CostModel {
  const unused = { cycles: 12_345, basis: { assumed: 'nobody pays it' } };
  const steps = [
    { run: 'unused.first', as: 'emulation' as const },
    ...named('effects').map((effect) => ({ effect, arg: 'unused' })),
    ...named('waits').map((wait) => ({ wait })),
    { decide: 'unused' },
  ];
  const idle = METHODS.find((method) => !Object.keys(model.paths).some((place) => place.endsWith(`.${method}`)));
  if (idle === undefined) throw new Error('no method is left that this model does not use');
  const ops = Object.fromEntries(OPS.map((op) => [op, [{ steps }]]));
  const mode = { cpu: idle, memory: idle, device: idle, irq: idle, platform: idle };
  const handler = { reasons: ['unused'], steps, concurrency: 1, codeLines: 9, tier: 'ring-1' as const };
  // an operation that the model does not know yet, under every method that it has
  const wider = Object.fromEntries(
    Object.entries(model.paths).map(([place, rows]) => [place, { attack: [{ steps }], ...rows }]),
  );
  return {
    ...model,
    costs: { 'unused.first': unused, ...model.costs, 'unused.last': unused },
    native: { attack: 'unused.first', ...model.native },
    paths: { [`cpu.${idle}`]: ops, [`memory.${idle}`]: ops, ...wider, [`device.${idle}`]: ops },
    modes: { unusedFirst: mode, ...model.modes, unusedLast: mode },
    handlers: [{ ...handler, id: 'unusedFirst' }, ...model.handlers, { ...handler, id: 'unusedLast' }],
    queues: [
      { id: 'unused', room: 3, crossing: 'unused.first', body: 'unused.last', as: 'backend', drained: 'full' },
      ...(model.queues ?? []),
    ],
  };
}

const recorded = (run: Run): string[] => run.marks.map(([, print]) => print);

describe('what nobody reaches', () => {
  it.each(files)('changes no fingerprint of %s, and not what it is a run of', async (name) => {
    const { run, level } = await read(name);
    const models = level.models.map(grown);
    expect(models).not.toEqual(level.models);
    expect(recorded(run).length).toBeGreaterThan(10);
    expect(verify(run, level.file, { ...level, models })).toMatchObject({ is: 'verified' });
  });

  it.each(files)('and what is reached does: a dearer switch makes another run of %s', async (name) => {
    const { run, level } = await read(name);
    const dearer = level.models.map((model) => ({
      ...model,
      costs: { ...model.costs, switch: { ...(model.costs.switch ?? { basis: { assumed: '' } }), cycles: 99_999 } },
    }));
    expect(verify(run, level.file, { ...level, models: dearer })).toEqual({ is: 'cannot', code: 'otherData' });
  });
});
