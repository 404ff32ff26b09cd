import { describe, expect, it } from 'vitest';
import {
  advance,
  apply,
  can,
  type GuestSpec,
  isPaid,
  metric,
  quote,
  type ScriptItem,
  type Setup,
  type SimEvent,
  type Site,
  siteOf,
  trapping,
  type World,
  watchedOf,
  writing,
} from '../../../src/sim/index.ts';
import { fixed, made, price, setupOf, spent } from './translator.ts';

const FAR = 5_000_000;
const LENGTH = 5;
const FUSE = 152_000;

const guest = (id: string, script: ScriptItem[], loop = false): GuestSpec => ({
  id,
  kernel: 'open',
  vcpus: 1,
  weight: 256,
  mode: 'leakyTrap',
  machine: 'm',
  footprint: 0,
  boot: 1000,
  code: [{ id: 'code', blocks: 12, instructions: fixed(LENGTH) }],
  workload: { script, loop },
});
const worldOf = (guests: GuestSpec[], knobs: Setup['knobs'] = {}): World =>
  made(setupOf(guests, knobs, { tunables: [] }));

const item = (op: 'popFlags' | 'readState', site: number, count = 1): ScriptItem => ({ op, site, count });
const burst = (cycles: number): ScriptItem => ({ burst: cycles });

const at = (w: World, site: number, g = 0): Site => {
  const found = siteOf(w, g, site);
  if (found === null) throw new Error(`site ${site} has never run`);
  return found;
};
function treat(w: World, site: number, how: string, events: SimEvent[] = []): void {
  const verdict = apply(w, { do: 'treat', guest: 0, site, how }, (event) => events.push(event));
  if (!verdict.ok) throw new Error(verdict.code);
}

describe('a sensitive instruction', () => {
  it('runs in silence where it is left, at its native price, and is counted', () => {
    const w = worldOf([guest('g', [item('readState', 3, 7), burst(100)])]);
    advance(w, FAR);
    expect(spent(w, 'guestKernel')).toBe(7 * price('readState'));
    expect(metric(w, 'violations')?.value).toBe(7);
    expect(at(w, 3)).toMatchObject({ leak: 'tells', how: 'left', runs: 7, silent: 7, trapped: 0 });
  });

  it('costs the published trap at every run once it is patched, and is not counted any more', () => {
    const script = [item('readState', 3), burst(50_000), item('readState', 3, 4), burst(100)];
    const w = worldOf([guest('g', script)]);
    advance(w, 20_000);
    treat(w, 3, 'patched');
    const before = spent(w, 'exitEntry') + spent(w, 'emulation');
    advance(w, 200_000);
    // Adams and Agesen, section 3.3: 2,030 cycles; the halt at the end of the script leaves and enters once more
    const halting = price('exit');
    expect(spent(w, 'exitEntry') + spent(w, 'emulation') - before - halting).toBe(4 * 2030);
    expect(metric(w, 'violations')?.value).toBe(1);
  });

  it('pays for the whole block once when it is translated, at the run that comes next, and 216 from then on', () => {
    const script = [item('popFlags', 2), burst(50_000), item('popFlags', 2, 3), burst(50_000), item('popFlags', 2, 4)];
    const w = worldOf([guest('g', script)]);
    advance(w, 20_000);
    treat(w, 2, 'translated');
    expect(spent(w, 'translation')).toBe(0);
    expect(at(w, 2).written).toBe(false);
    advance(w, FAR);
    expect(spent(w, 'translation')).toBe(LENGTH * 2300);
    expect(spent(w, 'emulation')).toBe(7 * 216);
    expect(at(w, 2)).toMatchObject({ written: true, runs: 8, silent: 1 });
  });

  it('that happens nowhere in particular leaks, and can be treated by nobody', () => {
    const w = worldOf([guest('g', [{ op: 'popFlags', count: 2 }, burst(100)])], { 'leak.fuse': FUSE });
    advance(w, FAR);
    expect(metric(w, 'violations')?.value).toBe(2);
    expect(metric(w, 'reboots')?.value).toBe(0);
    expect(watchedOf(w, 0).every((one) => one === null)).toBe(true);
  });
});

describe('a lost interrupt flag', () => {
  const script = [item('popFlags', 1), burst(90_000)];

  it('hangs its guest when the fuse is burnt, counted from the first run in silence', () => {
    const w = worldOf([guest('g', script, true)], { 'leak.fuse': FUSE });
    const events: SimEvent[] = [];
    advance(w, FAR / 10, (event) => events.push(event));
    const [hung] = events.filter((event) => event.type === 'flagHung');
    const [leaked] = events.filter((event) => event.type === 'leaked');
    expect(hung?.at).toBe((leaked?.at ?? 0) + FUSE);
    expect(hung).toMatchObject({ guest: 0, site: 1, since: leaked?.at });
    expect(w.guests[0]?.reboots).toBeGreaterThan(0);
    expect(w.cause).toMatchObject({ guest: 0, waiting: 'flag' });
  });

  it.each(['patched', 'translated', 'left'])('is put right by whoever has its site %s in time', (how) => {
    const w = worldOf([guest('g', script)], { 'leak.fuse': FUSE });
    advance(w, 100_000);
    if (how === 'left') treat(w, 1, 'patched');
    treat(w, 1, how);
    advance(w, FAR);
    expect(w.guests[0]?.reboots).toBe(0);
  });

  it('hangs nobody where a level has no fuse, and what tells hangs nobody', () => {
    const none = worldOf([guest('g', script, true)]);
    const tells = worldOf([guest('g', [item('readState', 1), burst(9000)], true)], { 'leak.fuse': FUSE });
    for (const w of [none, tells]) {
      advance(w, FAR / 4);
      expect(w.guests[0]?.reboots).toBe(0);
    }
  });

  it('is forgotten with all patches and translations when the kernel is loaded anew', () => {
    const w = worldOf([guest('g', [item('popFlags', 1), item('popFlags', 4), burst(60_000)], true)], {
      'leak.fuse': FUSE,
    });
    advance(w, 20_000);
    treat(w, 4, 'translated');
    while (w.guests[0]?.reboots === 0) advance(w, w.now + 1000);
    expect(at(w, 4)).toMatchObject({ how: 'left', written: false, trapped: 0 });
    expect(at(w, 4).runs).toBeGreaterThan(0);
  });
});

describe('whoever treats a site', () => {
  const w = worldOf([guest('g', [item('popFlags', 1), burst(30_000)], true)]);
  advance(w, 20_000);

  it('is told the price of a translation, and that a patch has none of its own', () => {
    expect(quote(w, { do: 'treat', guest: 0, site: 1, how: 'translated' }).total).toBe(LENGTH * 2300);
    expect(quote(w, { do: 'treat', guest: 0, site: 1, how: 'patched' }).total).toBe(0);
  });

  it.each([
    ['noSuchGuest', { guest: 7, site: 1, how: 'patched' }],
    ['noSuchSite', { guest: 0, site: 5, how: 'patched' }],
    ['noSuchSite', { guest: 0, site: 1, how: 'mended' }],
    ['siteStands', { guest: 0, site: 1, how: 'left' }],
  ])('is refused with %s', (code, words) => {
    expect(can(w, { do: 'treat', ...words })).toMatchObject({ ok: false, code });
  });

  it('cannot undo a translation', () => {
    treat(w, 1, 'translated');
    advance(w, 90_000);
    expect(can(w, { do: 'treat', guest: 0, site: 1, how: 'patched' })).toMatchObject({
      ok: false,
      code: 'siteWritten',
    });
  });
});

describe('the rule of renting and buying', () => {
  /** What so many runs cost beyond 216 each: patched until `after` traps, translated from then on. */
  function overhead(w: World, runs: number, after: number): number {
    const traps = Math.min(runs, after);
    return traps * trapping(w, 0) + (runs > after ? writing(w, 0, LENGTH) : 0);
  }

  it('never pays more than twice the best and one trap', () => {
    const w = worldOf([guest('g', [item('popFlags', 1), burst(100)])]);
    const rule = Math.ceil(writing(w, 0, LENGTH) / trapping(w, 0));
    expect(rule).toBe(7);
    for (const runs of [1, 3, 6, 7, 8, 15, 100, 10_000]) {
      const best = Math.min(overhead(w, runs, runs), overhead(w, runs, 0));
      expect(overhead(w, runs, rule)).toBeLessThanOrEqual(2 * best + trapping(w, 0));
    }
  });

  it('is told when it is time, once', () => {
    const w = worldOf([guest('g', [item('popFlags', 1), burst(3000)], true)]);
    const events: SimEvent[] = [];
    advance(w, 12_000);
    treat(w, 1, 'patched');
    advance(w, 200_000, (event) => events.push(event));
    expect(events.filter(({ type }) => type === 'sitePaid')).toHaveLength(1);
    expect(isPaid(w, 0, at(w, 1))).toBe(true);
  });
});

describe('the sites that are watched', () => {
  const visits = (n: number): ScriptItem[] => Array.from({ length: n }, (_, site) => item('readState', site));

  it('are those that ran last, each in its place', () => {
    const w = worldOf([guest('g', [...visits(5), burst(50_000), item('readState', 7), burst(100)])]);
    advance(w, 20_000);
    expect(watchedOf(w, 0).map((one) => one?.site)).toEqual([0, 1, 2, 3, 4]);
    advance(w, FAR);
    expect(watchedOf(w, 0).map((one) => one?.site)).toEqual([7, 1, 2, 3, 4]);
  });

  it('never lose one whose flag is lost to one that only tells', () => {
    const w = worldOf([guest('g', [item('popFlags', 11), ...visits(9), burst(100)])], { 'leak.fuse': FUSE });
    advance(w, 100_000);
    expect(watchedOf(w, 0).map((one) => one?.site)).toContain(11);
  });
});
