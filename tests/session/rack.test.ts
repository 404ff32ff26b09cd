/** A rack: answers keep their numbers while hosts are installed, whoever falls is named, and a new try begins outside. */
import { expect, test } from 'vitest';
import { loadLevel } from '../../src/levels/index.ts';
import type { Id, Int } from '../../src/sim/index.ts';
import { sessionOf } from './stage.ts';

const loaded = await loadLevel('24-integrated-solutions');
if (!loaded.ok) throw new Error(loaded.code);
const level = loaded.value;
const SECOND = 3_600_000_000;
const [A, B, C] = [0, 1, 2];

type Rack = ReturnType<typeof sessionOf>;
const rack = (): Rack => sessionOf({ seed: 1 }, level.file, level);
function until(session: Rack, is: () => boolean): void {
  const from = session.view().now / SECOND;
  session.play();
  for (let t = 0; !is(); t += 20) {
    if (t > 150_000) throw new Error(`nothing since ${from} s`);
    session.frame(from * 1000 + t);
  }
}
const install = (session: Rack, machine: Int, platform: Id): boolean =>
  session.command({ do: 'setPlatform', machine, platform }).ok;
const asked = (session: Rack): boolean => session.view().parts.walls?.card != null;

test('answers keep their numbers while a host is installed', () => {
  const session = rack();
  install(session, B, 'kvmLxc');
  install(session, C, 'xen');
  until(session, () => asked(session));
  const numbers = (): Record<string, number> => {
    const { ways = [], refusal = -1 } = session.view().parts.walls?.card ?? {};
    return { ...Object.fromEntries(ways.map(({ machine, mode, place }) => [`${machine} ${mode}`, place])), refusal };
  };
  const before = numbers();
  expect(before).toEqual({
    [`${A} pvh`]: 0,
    [`${A} hvmDrivers`]: 1,
    [`${B} container`]: 2,
    [`${B} virtualMachine`]: 3,
    [`${C} pvh`]: 4,
    [`${C} hvmDrivers`]: 5,
    refusal: 6,
  });
  expect(install(session, C, 'kvm')).toBe(true);
  const { [`${C} pvh`]: first, [`${C} hvmDrivers`]: _, ...others } = before;
  expect(numbers()).toEqual({ ...others, [`${C} virtualMachine`]: first });
  const why = session
    .view()
    .parts.walls?.card?.ways.filter(({ machine }) => machine === C)
    .map((way) => way.why);
  expect(why).toEqual(['installing']);
});

test('whoever a break-out brought down is named when it is told', () => {
  const session = rack();
  install(session, B, 'kvmLxc');
  const told: Int[][] = [];
  session.listen((event) => {
    if (event.type !== 'brokeOut' || event.reached === 0) return;
    const out = session.view().parts.walls?.out;
    expect(out?.at).toBe(event.at);
    expect(out?.felled).toHaveLength(event.reached);
    told.push([...(out?.felled ?? [])]);
  });
  until(session, () => {
    const card = session.view().parts.walls?.card;
    // everybody into containers, beside each other
    const way = card?.ways.find(({ machine, mode, why }) => machine === B && mode === 'container' && why === null);
    if (card != null && way !== undefined)
      session.command({ do: 'admit', guest: card.guest, mode: way.mode, machine: B });
    return told.length > 0 || session.outcome() !== null;
  });
  expect(told.length).toBeGreaterThan(0);
});

test('a new try begins outside', () => {
  const session = rack();
  expect(session.view().parts.platforms?.whole).toBe(false);
  session.restart();
  expect(session.view().parts.platforms?.whole).toBe(true);
});
