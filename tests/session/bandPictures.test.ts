import { describe, expect, it } from 'vitest';
import { layoutOf, PICTURE, type Rect, TARGET } from '../../src/session/layout.ts';
import { shapeOf } from '../../src/session/layout-shape.ts';
import { BAND_SAMPLE_NAMES, BAND_SAMPLES } from '../playfield/bandSamples.ts';
import { collisions, inside, layersOf, overlap, socketParts, standing, targetsOf, towerParts } from './pictures.ts';

const WHOLE: Rect = { x: 0, y: 0, ...PICTURE };
/** Least height of a line of 13 px type, and of two; least width of a name. Design pixels. */
const LINE = 18;
const NAME = 48;

const outside = (parts: readonly { name: string; rect: Rect }[], area: Rect): string[] =>
  parts.filter(({ rect }) => rect.w > 0 && !inside(rect, area)).map(({ name }) => name);

describe.each(BAND_SAMPLE_NAMES)('the picture of %s', (name) => {
  const layout = layoutOf(shapeOf(BAND_SAMPLES[name]()));
  const bands = layout.machines.flatMap((machine) => machine.bands);

  it('has nothing that covers anything else, and all of it is in the picture', () => {
    const parts = standing(layout);
    expect(collisions(parts)).toEqual([]);
    expect(outside(parts, WHOLE)).toEqual([]);
  });

  it('has its towers’ and sockets’ parts in them, side by side', () => {
    for (const tower of layout.towers) {
      if (tower === null) throw new Error('every guest of a sample has a tower');
      expect(collisions(towerParts(tower))).toEqual([]);
      expect(outside(towerParts(tower), tower.rect)).toEqual([]);
    }
    for (const socket of layout.sockets) {
      expect(collisions(socketParts(socket))).toEqual([]);
      expect(outside(socketParts(socket), socket.rect)).toEqual([]);
    }
  });

  it('lays bands one below the other', () => {
    for (const machine of layout.machines) {
      const layers = layersOf(machine).filter(({ name }) => name !== 'guests' && name !== 'hardware');
      expect(collisions(layers)).toEqual([]);
      expect(outside(layers, machine.area)).toEqual([]);
    }
  });

  it('keeps every guest above the monitor, and every pCPU below', () => {
    layout.machines.forEach((machine, m) => {
      const { y, h } = machine.middle;
      for (const tower of layout.towers)
        if (tower?.machine === m) expect(tower.rect.y + tower.rect.h).toBeLessThanOrEqual(y);
      for (const socket of layout.sockets)
        if (socket.machine === m) expect(socket.rect.y).toBeGreaterThanOrEqual(y + h);
    });
  });

  it('has machines beside each other, with what is theirs inside', () => {
    expect(collisions(layout.machines.map(({ area }, m) => ({ name: `machine ${m}`, rect: area })))).toEqual([]);
    for (const { machine, rect } of [
      ...layout.sockets,
      ...layout.devices,
      ...layout.towers.flatMap((one) => one ?? []),
    ])
      expect(inside(rect, layout.machines[machine]?.area ?? WHOLE)).toBe(true);
  });

  it('has room for words and for fingers', () => {
    const small = targetsOf(layout).filter(({ rect }) => rect.w < TARGET || rect.h < TARGET);
    expect(small).toEqual([]);
    const lines = bands.flatMap(({ kind, words }) => (words === null ? [] : [{ kind, ...words }]));
    expect(lines.filter(({ rect, flat }) => rect.h < (flat ? LINE : 2 * LINE) || rect.w < 90)).toEqual([]);
    const named = layout.towers.flatMap((tower) => (tower === null || tower.form === 'dense' ? [] : [tower]));
    expect(named.filter((tower) => tower.name.w < NAME || tower.name.h < LINE)).toEqual([]);
  });

  it('has slots on its shelf, each for itself', () => {
    for (const { shelf } of layout.machines) {
      if (shelf === null) continue;
      const slots = shelf.slots.map((rect, i) => ({ name: `slot ${i}`, rect }));
      expect(collisions(slots)).toEqual([]);
      expect(outside(slots, shelf.rect)).toEqual([]);
      expect(slots.filter(({ rect }) => rect.w < 4 || rect.h < 6)).toEqual([]);
    }
  });
});

describe('the pictures', () => {
  const layout = (name: keyof typeof BAND_SAMPLES) => layoutOf(shapeOf(BAND_SAMPLES[name]()));

  it('give a translation cache as many slots as it has room for blocks', () => {
    expect(layout('translator').machines[0]?.shelf?.slots).toHaveLength(24);
    expect(layout('translator-by-hand').machines[0]?.shelf?.slots).toHaveLength(64);
    expect(layout('trap').machines[0]?.shelf).toBeNull();
  });

  it('have a ring for each guest that a driver domain serves, and its door between them', () => {
    const { machines, towers } = layout('driver-domain');
    const channel = machines[0]?.channel;
    expect(machines[0]?.rings.map(({ guest }) => guest)).toEqual([0, 1, 2]);
    const domain = towers[3]?.rect;
    expect(channel?.door.x).toBeGreaterThan((towers[2]?.rect.x ?? 0) + (towers[2]?.rect.w ?? 0));
    expect(channel?.door.x).toBeLessThan(domain?.x ?? 0);
  });

  it('put a host system beside the monitor, at its height, with a door between them and its devices below', () => {
    const { machines, devices } = layout('hosted');
    const beside = machines[0]?.beside;
    const monitor = machines[0]?.bands.find(({ kind }) => kind === 'monitor')?.rect;
    if (!beside || !monitor) throw new Error('a hosted machine has both');
    expect([beside.kernel.y, beside.kernel.h]).toEqual([monitor.y, monitor.h]);
    expect(overlap(beside.kernel, monitor)).toBe(false);
    expect(beside.door.x).toBeGreaterThanOrEqual(monitor.x + monitor.w);
    expect(beside.apps.y + beside.apps.h).toBeLessThan(beside.kernel.y);
    for (const { rect } of devices) expect(rect.x).toBeGreaterThanOrEqual(beside.kernel.x);
  });

  it('lay a hypervisor that is a guest under its guests, and not under the others', () => {
    const { towers } = layout('nested');
    const [inner, web, mail, ledger] = towers.map((tower) => tower?.rect);
    if (!inner || !web || !mail || !ledger) throw new Error('all four have towers');
    for (const guest of [web, mail]) {
      expect(guest.y + guest.h).toBeLessThanOrEqual(inner.y);
      expect(guest.x >= inner.x && guest.x + guest.w <= inner.x + inner.w).toBe(true);
    }
    expect(ledger.x).toBeGreaterThan(inner.x + inner.w);
    expect(ledger.y + ledger.h).toBeGreaterThan(inner.y);
  });

  it('have one mill per pCPU beside its column', () => {
    const { machines, sockets } = layout('interpreter');
    expect(machines[0]?.mills).toHaveLength(sockets.length);
    machines[0]?.mills.forEach((mill, i) => {
      expect(mill.x + mill.w).toBeLessThan(sockets[i]?.streamX ?? 0);
    });
  });
});
