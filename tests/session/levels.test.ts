/** Every level that exists, played by its reference robot through the session's parts. */
import { describe, expect, test } from 'vitest';
import { LEVEL_IDS, loadLevel } from '../../src/levels/index.ts';
import { catalogueOf } from '../../src/session/catalogue.ts';
import { playSeconds } from '../../src/session/clock.ts';
import { createHistory } from '../../src/session/history.ts';
import { newWorld, runOf, simulate, verify } from '../../src/session/log.ts';
import { timelineOf } from '../../src/session/past/bars.ts';
import { parseRun, runText } from '../../src/session/run.ts';
import { ledgerView, viewOf } from '../../src/session/view.ts';
import { CATEGORIES, copy, fingerprint, stars, wasted } from '../../src/sim/index.ts';
import { POLICIES, playRobot } from '../../src/sim/policies/index.ts';

async function stageOf(id: string) {
  const level = await loadLevel(id);
  if (!level.ok) throw new Error(`${id}: ${level.code} at ${level.path}`);
  const { file, ...data } = level.value;
  const created = newWorld(file, data, 1);
  if (!created.ok) throw new Error(`${id}: ${created.code} at ${created.path}`);
  const second = playSeconds(1, file.playSecondNs, created.value.program.hz);
  const policy = POLICIES[file.robots.reference.policy];
  if (!policy) throw new Error(`${id}: no policy ${file.robots.reference.policy}`);
  const world = copy(created.value);
  const { log } = playRobot(world, policy, file.robots.reference, second);
  return { file, data, start: created.value, second, log, world };
}

describe.each([...LEVEL_IDS])('%s', async (id) => {
  const { file, data, start, second, log, world } = await stageOf(id);

  test('its robot’s run is a file that verifies', () => {
    const again = simulate(file, data, 1, log);
    if (!again.ok) throw new Error(`${again.code} at ${again.path}`);
    expect(fingerprint(again.value.world)).toBe(fingerprint(world));
    const read = parseRun(runText(runOf(file, data, 1, log, again.value.marks)));
    if (!read.ok) throw new Error(`${read.code} at ${read.path}`);
    expect(verify(read.value, file, data).is).toBe('verified');
  });

  test('views, timeline and rewind agree with the world all along', () => {
    const catalogue = catalogueOf(file, data.models);
    const history = createHistory({
      create: () => copy(start),
      second,
      heard: () => undefined,
      left: () => undefined,
    });
    const look = () =>
      viewOf({ file, w: history.world, past: history.past, catalogue, now: history.world.now, next: null });
    const prints: [number, string][] = [];
    let given = 0;
    for (let t = 0; history.world.status === 'running'; t += second) {
      for (; (log[given]?.at ?? Number.POSITIVE_INFINITY) <= t; given++) {
        const entry = log[given];
        if (!entry) break;
        history.advance(entry.at);
        expect(history.give(entry.c).ok).toBe(true);
      }
      history.advance(Math.max(t, history.world.now));
      const view = look();
      expect(view.stars).toBe(stars(history.world));
      for (const exit of view.parts.exits?.open ?? []) expect(view.guests[exit.guest]?.present).toBe(true);
      prints.push([history.world.now, fingerprint(history.world)]);
    }
    expect(fingerprint(history.world)).toBe(fingerprint(world));
    const bars = timelineOf(history.past.bars, history.world);
    const ledger = ledgerView(history.world);
    const taxes = world.program.modes.filter(({ tax, kernelTax }) => tax + kernelTax > 0);
    const taxed = new Set(taxes.map(({ taxCategory }) => CATEGORIES[taxCategory]));
    for (const category of CATEGORIES) {
      // a stretch of a burst is divided: cold cache, nested paging or an interpreter take their part of it
      if (category === 'warmUp' || category === 'guestUser' || taxed.has(category)) continue;
      const drawn = bars.filter((bar) => bar.category === category).reduce((sum, bar) => sum + bar.to - bar.from, 0);
      // what a restart threw away was drawn as work when it was done
      const again = category === 'boot' ? wasted(history.world) : 0;
      expect({ category, cycles: drawn + again }).toEqual({ category, cycles: ledger[category] });
    }
    const asked = new Set(log.map(({ at }) => at));
    for (const [at, print] of prints.filter(([at]) => !asked.has(at)).slice(0, 20)) {
      history.goTo(at);
      expect(fingerprint(history.world)).toBe(print);
    }
  });

  test('the verbs lead somewhere: what can be wired is raised, and what is taught is in the view', () => {
    const catalogue = catalogueOf(file, data.models);
    const raised = new Set<string>();
    world.exits.forEach((row) => {
      row.forEach((count, reason) => {
        if (count > 0) raised.add(world.program.reasons[reason] ?? '');
      });
    });
    for (const reason of raised) expect(catalogue.reasons).toContain(reason);
    if (file.setup.verbs.includes('rule')) expect(catalogue.reasons.length).toBeGreaterThan(0);
  });
});
