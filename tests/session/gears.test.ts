/** Levers as they are seen: what a guest has done lately, how fast that is, what comes; and where all that is drawn. */
import { describe, expect, test } from 'vitest';
import { loadLevel } from '../../src/levels/index.ts';
import type { Session } from '../../src/session/index.ts';
import { gearOf, layout, type Rect } from '../../src/session/layout.ts';
import { find } from '../../src/session/situations.ts';
import type { GearView } from '../../src/session/view-model.ts';
import { NEVER } from '../../src/sim/types.ts';
import { sessionOf } from './stage.ts';

const BT = 'binaryTranslation';
const HW = 'hardwareAssisted1';
const loaded = await loadLevel('10-vt-x-and-amd-v');
if (!loaded.ok) throw new Error(loaded.code);
const { file } = loaded.value;
const data = loaded.value;

/** seconds of play of a session without a tutorial, in which `at` happens meanwhile */
function playedFor(seconds: number, at: Readonly<Record<number, (session: Session) => void>> = {}): Session {
  const session = sessionOf({}, file, data);
  for (let second = 0; second < seconds; second++) {
    at[second]?.(session);
    for (let t = 0; t <= 1000; t += 100) session.frame(second * 1000 + t);
  }
  return session;
}
const gear = (session: Session, guest: number): GearView => {
  const found = session.view().parts.modes?.gears.find((one) => one.guest === guest);
  if (found === undefined) throw new Error(`no gear of guest ${guest}`);
  return found;
};
const [XP, WEB] = [0, 1];
const pull = (session: Session): void => {
  if (!session.command({ do: 'setMode', guest: XP, mode: HW }).ok) throw new Error('the lever is stuck');
};

describe('a lever', () => {
  test('shows nothing that has not been done: at first there are no blocks, and no speed', () => {
    expect(gear(playedFor(0), XP)).toMatchObject({ mode: BT, chosen: BT, changing: false, blocks: null, speed: null });
  });

  test('shows what its guest does: who boots changes mappings, who serves pages calls', () => {
    const session = playedFor(6);
    const { blocks: boots } = gear(session, XP);
    const { blocks: calls } = gear(session, WEB);
    expect(boots?.mapping).toBeGreaterThan(2 * (boots?.calls ?? 0));
    expect(calls).toMatchObject({ mapping: 0, faults: 0 });
    expect(calls?.calls).toBeGreaterThan(200);
  });

  test('lets the speed fall as soon as the new engine runs, and not before', () => {
    const before = gear(playedFor(6), XP).speed ?? 0;
    const changing = gear(playedFor(7, { 6: pull }), XP);
    expect(before).toBeGreaterThan(6500);
    const then = gear(playedFor(9, { 6: pull }), XP);
    expect(then).toMatchObject({ mode: HW, changing: false });
    expect(then.speed).toBeLessThan(4500);
    if (changing.mode === BT) expect(changing.speed).toBeGreaterThan(6500);
  });

  test('has a price on either way', () => {
    expect(gear(playedFor(1), XP).modes).toMatchObject([
      { id: BT, price: 9_200 },
      { id: HW, price: 8_627 },
    ]);
  });

  test('tells after how long a pull has paid for itself, and when it never does', () => {
    const session = playedFor(6);
    const inHardware = (guest: number) => gear(session, guest).modes.find(({ id }) => id === HW)?.pays;
    expect(gear(playedFor(0), XP).modes.map(({ pays }) => pays)).toEqual([null, null]);
    expect(inHardware(XP)).toBe(NEVER);
    expect(inHardware(WEB)).toBeGreaterThan(8_627);
    expect(inHardware(WEB)).toBeLessThan(4 * 8_627);
  });

  test('knows what came yesterday: the phases of the level, the present one shrinking', () => {
    const [present, next] = gear(playedFor(6), XP).ahead;
    expect(present?.lasts).toBe(34_000);
    expect(present?.left).toBeLessThan(34_000 - 20_000);
    expect(present?.blocks.mapping).toBeGreaterThan(400);
    expect(next?.blocks).toMatchObject({ mapping: 0, faults: 0 });
  });
});

describe('the tutorial finds', () => {
  const asked = (session: Session, situation: Parameters<typeof find>[0]) => find(situation, session.view(), file);

  test('whose lever stands where, and who is on the way', () => {
    const still = playedFor(6);
    expect(asked(still, { lever: BT, guest: 'web' })).toMatchObject({ guest: WEB });
    expect(asked(still, { lever: HW })).toBeNull();
    expect(asked(still, { changing: true })).toBeNull();
    const moved = playedFor(9, { 6: pull });
    expect(asked(moved, { lever: HW })).toMatchObject({ guest: XP });
  });

  test('who leans to calls under the translator', () => {
    expect(asked(playedFor(6), { leans: 'calls', under: BT })).toMatchObject({ guest: WEB });
    expect(asked(playedFor(6), { leans: 'mapping', under: HW })).toBeNull();
  });

  test('whether who was taken over last is slow or fast', () => {
    expect(asked(playedFor(6), { slow: 5000 })).toBeNull();
    expect(asked(playedFor(9, { 6: pull }), { slow: 5000 })).toMatchObject({ guest: XP });
    expect(asked(playedFor(9, { 6: pull }), { fast: 9000 })).toBeNull();
  });

  test('who turns soon', () => {
    expect(asked(playedFor(6), { turns: 1_000 })).toBeNull();
    expect(asked(playedFor(6), { turns: 80_000 })).toMatchObject({ guest: XP });
  });
});

test('all of it stands in its tower, above the chip, and nothing covers anything', () => {
  for (const tower of layout(playedFor(3).view()).towers) {
    const place = tower && gearOf(tower);
    if (!tower || !place) throw new Error('a tower without a lever');
    const [dock] = tower.docks;
    const all: Rect[] = [tower.state, place.lever, place.speed, ...place.rows, place.strip ?? place.lever];
    for (const { x, y, w, h } of all) {
      expect(x).toBeGreaterThanOrEqual(tower.rect.x);
      expect(x + w).toBeLessThanOrEqual(tower.windows.x);
      expect(y + h).toBeLessThanOrEqual(dock?.y ?? 0);
      expect(h).toBeGreaterThan(0);
    }
    const rows = [tower.state, place.lever, place.speed, ...place.rows];
    rows.slice(1).forEach((row, i) => {
      expect(row.y).toBeGreaterThanOrEqual((rows[i]?.y ?? 0) + (rows[i]?.h ?? 0));
    });
    expect(place.lever.h).toBeGreaterThanOrEqual(24);
    expect(place.rows).toHaveLength(3);
  }
});

test('what a pull takes stands where neither the speed nor the lever is', () => {
  const { towers } = layout(playedFor(1).view());
  const place = towers[XP] == null ? null : gearOf(towers[XP]);
  if (place === null) throw new Error('no lever');
  const apart = (a: Rect, b: Rect): boolean =>
    a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y;
  for (const other of [place.reading, place.lever, place.speed]) expect(apart(place.quote, other)).toBe(true);
  // in the smallest window the picture has three quarters of its size
  expect(0.75 * place.lever.h).toBeGreaterThanOrEqual(24);
});
