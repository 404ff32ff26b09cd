import { describe, expect, test } from 'vitest';
import { patienceThen, points } from '../../src/session/patience.ts';
import { optionsOf, quoted } from '../../src/session/quotes.ts';
import { advance, apply, fingerprint, NONE, patienceAt, type World } from '../../src/sim/index.ts';
import { worldOf } from './stage.ts';

function started(): World {
  const w = worldOf();
  advance(w, 0);
  return w;
}

function untilExit(w: World, task: number): void {
  apply(w, { do: 'place', task, pcpu: 0 });
  for (let i = 0; i < 500 && w.tasks[task]?.exit?.handler !== NONE; i++)
    advance(w, w.now + 2000, undefined, 'decision');
}

describe('a quote', () => {
  test('of placing is the switch and the cold cache, to the cycle', () => {
    const w = started();
    const { total, parts } = quoted(w, { do: 'place', task: 0, pcpu: 0 });
    expect(parts.map((part) => part.as)).toEqual(['switch', 'warmUp']);
    expect(total).toBe(parts.reduce((sum, part) => sum + part.cycles, 0));
    apply(w, { do: 'place', task: 0, pcpu: 0 });
    expect(w.pcpus[0]?.until).toBe(parts[0]?.cycles);
    expect(w.tasks[0]?.debt).toBe(parts[1]?.cycles);
  });

  test('says whom the time costs patience, and what being taken off costs', () => {
    const w = started();
    apply(w, { do: 'place', task: 0, pcpu: 0 });
    advance(w, 20_000);
    const { total, effects } = quoted(w, { do: 'place', task: 2, pcpu: 0 });
    const of = (guest: number) => effects.find((effect) => effect.guest === guest)?.points ?? 0;
    const now = (guest: number) => points(w, guest, patienceAt(w, guest, w.now));
    expect(of(2)).toBe(points(w, 2, patienceThen(w, 2, w.now + total)) - now(2));
    expect(of(2)).toBeLessThan(0);
    expect(of(0)).toBeLessThanOrEqual(0);
    expect(effects.map((effect) => effect.points)).toEqual(
      effects.map((effect) => effect.points).sort((a, b) => a - b),
    );
  });

  test('of parking is what it costs to bring in whoever comes next', () => {
    const w = started();
    untilExit(w, 1);
    apply(w, { do: 'place', task: 0, pcpu: 1 });
    const next = w.tasks.findIndex((task) => task.state === 'ready');
    expect(quoted(w, { do: 'park', pcpu: 0 }), 'nobody comes by himself here').toMatchObject({ total: 0, parts: [] });
    apply(w, { do: 'deck', pcpu: 0, task: next });
    const brought = quoted(w, { do: 'park', pcpu: 0 });
    expect(brought).toMatchObject({ holdsPcpu: true, parts: [{ as: 'switch' }, { as: 'warmUp' }] });
    expect(apply(w, { do: 'park', pcpu: 0 })).toMatchObject({ ok: true });
    expect(w.pcpus[0]?.task).toBe(next);
    expect(w.pcpus[0]?.until).toBe(w.now + (brought.parts[0]?.cycles ?? 0));
  });

  test('changes nothing', () => {
    const w = started();
    untilExit(w, 1);
    const print = fingerprint(w);
    quoted(w, { do: 'place', task: 2, pcpu: 1 });
    optionsOf(w, 1);
    expect(fingerprint(w)).toBe(print);
  });
});

describe('the ways to answer an exit', () => {
  test('are all handlers: legal ones first, cheapest first, the others with their reason', () => {
    const w = started();
    untilExit(w, 1);
    const options = optionsOf(w, 1);
    expect(options[0]).toMatchObject({ handler: 'emulator', verdict: { ok: true } });
    const legal = options.filter((option) => option.verdict.ok);
    expect(options.slice(0, legal.length)).toEqual(legal);
    expect(legal.map((option) => option.cycles)).toEqual(legal.map((option) => option.cycles).sort((a, b) => a - b));
    for (const { verdict } of options.slice(legal.length))
      expect(verdict).toMatchObject({ ok: false, code: expect.any(String) });
  });

  test('cost what they say', () => {
    const w = started();
    untilExit(w, 1);
    const [option] = optionsOf(w, 1);
    const { exit } = w.tasks[1] ?? {};
    const at = w.now;
    apply(w, { do: 'route', task: 1, exit: exit?.n ?? 0, handler: option?.handler ?? '' });
    let done = 0;
    advance(w, at + 100_000, (event) => {
      if (event.type === 'exitDone' && done === 0) done = event.at;
    });
    expect(done - at).toBe(option?.cycles);
  });

  test('are none for a vCPU that holds no open exit', () => {
    const w = started();
    expect(optionsOf(w, 0)).toEqual([]);
    expect(optionsOf(w, 99)).toEqual([]);
  });
});

test('patience foreseen is patience as it comes, when nothing happens', () => {
  const w = started();
  for (const at of [1000, 5000, 40_000]) {
    const foreseen = w.guests.map((_, g) => patienceThen(w, g, at));
    const later = worldOf();
    advance(later, at);
    expect(foreseen).toEqual(later.guests.map((_, g) => patienceAt(later, g, at)));
  }
});
