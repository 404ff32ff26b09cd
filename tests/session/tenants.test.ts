import { describe, expect, test } from 'vitest';
import { loadLevel } from '../../src/levels/index.ts';
import { layout } from '../../src/session/layout.ts';
import { badgeOf, GUEST_COLOURS } from '../../src/session/view-model.ts';
import { NONE } from '../../src/sim/types.ts';
import { sessionOf } from './stage.ts';

const loaded = await loadLevel('14-containers');
if (!loaded.ok) throw new Error(loaded.code);
const level = loaded.value;

describe('a tenant that is let in', () => {
  test('starts from then on, for as long as its kind of start takes', () => {
    const session = sessionOf({}, level.file, level);
    const asking = () => session.view().guests.find((guest) => guest.stage === 'asking');
    session.play();
    for (let i = 0; i < 1000 && asking() === undefined; i++) session.frame(i * 50);
    const tenant = asking();
    if (tenant === undefined) throw new Error('nobody asks to enter');
    expect(tenant.starts).toBeNull();
    const command = { do: 'admit', guest: tenant.index, mode: 'hardwareAssisted2' } as const;
    const price = session.quote(command).total;
    expect(session.command(command)).toEqual({ ok: true });
    const { now, guests } = session.view();
    expect(price).toBeGreaterThan(0);
    expect(guests[tenant.index]).toMatchObject({ stage: 'starting', starts: { since: now, until: now + price } });
  });
});

describe('however many tenants there are', () => {
  const session = sessionOf({}, level.file, level);
  const residents = session.view().guests.filter(({ role }) => role !== 'applicant').length;
  const crowd = (count: number) => {
    const view = session.view();
    const [first] = view.guests;
    if (first === undefined) throw new Error('nobody');
    const guests = Array.from({ length: count }, (_, index) => {
      const own = view.guests[index] ?? first;
      const lot = own.role === 'applicant' ? index - residents : NONE;
      return { ...own, index, present: true, stage: 'up' as const, lot };
    });
    return { ...view, guests };
  };

  test('up to a dozen, each has its name and its patience in the picture', () => {
    for (let count = 1; count <= 12; count++) {
      const { towers } = layout(crowd(count));
      for (const tower of towers) {
        expect(tower?.name.w, `${count} tenants`).toBeGreaterThan(40);
        expect(tower?.patience.w, `${count} tenants`).toBeGreaterThan(20);
      }
    }
  });

  test('a seat stays its guest’s when somebody else leaves, so that a key does', () => {
    const view = crowd(10);
    const seats = (list: typeof view.guests) => layout({ ...view, guests: list }).towers.map((tower) => tower?.seat);
    const before = seats(view.guests);
    const gone = view.guests.findIndex(({ role }) => role === 'applicant');
    const after = seats(view.guests.map((guest) => (guest.index === gone ? { ...guest, present: false } : guest)));
    expect(new Set(before).size).toBe(before.length);
    view.guests.forEach((_, g) => {
      if (g !== gone) expect(after[g]).toBe(before[g]);
    });
  });
});

test('no two of 64 guests look alike', () => {
  const looks = Array.from({ length: 64 }, (_, index) => `${badgeOf(index)} ${index % GUEST_COLOURS}`);
  expect(new Set(looks).size).toBe(64);
});

test('the run queue is read over a stretch, so that its words do not flicker', () => {
  const session = sessionOf({}, level.file, level);
  session.play();
  const second = level.file.playSecondNs * 2.4;
  const seen: { at: number; waiting: number }[] = [];
  const amiss: number[] = [];
  for (let i = 0; i < 600; i++) {
    session.frame(i * 50);
    const { parts, now } = session.view();
    if (parts.runQueue === null) throw new Error('nothing is shared');
    const { waiting, mean, pressure } = parts.runQueue;
    seen.push({ at: now, waiting: waiting.length * 10_000 });
    // the queue may grow meanwhile: what is said now is true of the stretch that it was read over
    const from = (Math.floor(now / second) - 5) * second;
    const read = seen.filter(({ at }) => at > from);
    if (now > 0) amiss.push(read.reduce((sum, one) => sum + one.waiting, 0) / read.length - mean);
    expect(pressure).toBeLessThanOrEqual(10_000 + Math.ceil(mean / session.view().pcpus.length));
  }
  const average = amiss.reduce((sum, one) => sum + one, 0) / amiss.length;
  expect(Math.abs(average), 'it is true on average').toBeLessThan(2000);
});
