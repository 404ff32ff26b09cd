import { describe, expect, it } from 'vitest';
import { Cast } from '../../src/playfield/cast.ts';
import { fitPicture } from '../../src/playfield/fit.ts';
import { TRAVEL } from '../../src/playfield/motion.ts';
import { glyphOf } from '../../src/playfield/reasons.ts';
import { layout } from '../../src/session/layout.ts';
import { exit, guest, pcpu, vcpu, view } from './builders.ts';

const machine = (chip: ReturnType<typeof vcpu>, exits: ReturnType<typeof exit>[] = []) =>
  view({ guests: [guest(0, 'ledger', { vcpus: [chip] })], pcpus: [pcpu(0)], parts: { exits: { open: exits } } });

const corner = (cast: Cast): { x: number; y: number } => {
  const chip = cast.chip(0);
  if (!chip) throw new Error('the chip is nowhere');
  return { x: chip.x, y: chip.y };
};

describe('the cast', () => {
  it('moves a chip from its dock to the socket in one journey', () => {
    const cast = new Cast();
    const home = machine(vcpu(0, 0));
    const places = layout(home);
    const dock = places.towers[0]?.docks[0];
    const socket = places.sockets[0]?.chip;
    cast.update(home, places, 0, false);
    expect(corner(cast)).toEqual({ x: dock?.x, y: dock?.y });
    const placed = machine(vcpu(0, 0, { state: 'running', place: 'socket', pcpu: 0 }));
    cast.update(placed, places, 1000, false);
    expect(corner(cast)).toEqual({ x: dock?.x, y: dock?.y });
    cast.update(placed, places, 1000 + TRAVEL / 2, false);
    expect(corner(cast).y).toBeGreaterThan(dock?.y ?? 0);
    expect(corner(cast).y).toBeLessThan(socket?.y ?? 0);
    cast.update(placed, places, 1000 + TRAVEL, false);
    expect(corner(cast)).toEqual({ x: socket?.x, y: socket?.y });
  });

  it('goes there at once where motion is reduced', () => {
    const cast = new Cast();
    const places = layout(machine(vcpu(0, 0)));
    cast.update(machine(vcpu(0, 0)), places, 0, true);
    cast.update(machine(vcpu(0, 0, { place: 'socket', pcpu: 0 })), places, 1, true);
    expect(corner(cast)).toEqual({ x: places.sockets[0]?.chip.x, y: places.sockets[0]?.chip.y });
  });

  it('lifts a chip into the band for an exit that waits, not for one that is served at once', () => {
    for (const waiting of [true, false]) {
      const cast = new Cast();
      const held = exit(0, 'ioRead', { pcpu: 0, waiting, handler: waiting ? null : 'deviceModel' });
      const now = machine(vcpu(0, 0, { state: 'exited', place: 'band', pcpu: 0, exit: held }), [held]);
      const places = layout(now);
      cast.update(now, places, 0, false);
      cast.update(now, places, 20, false);
      expect(cast.chip(0)?.home).toBe(waiting ? 'band' : 'socket');
      cast.update(now, places, 400, false);
      expect(cast.chip(0)?.home).toBe('band');
    }
  });

  it('lets an exit fall to its socket, and forgets it when it is gone', () => {
    const cast = new Cast();
    const held = exit(0, 'fault', { pcpu: 0 });
    const now = machine(vcpu(0, 0, { place: 'band', pcpu: 0, exit: held }), [held]);
    const places = layout(now);
    cast.update(now, places, 0, false);
    cast.update(now, places, 60, false);
    expect(cast.exit(0)?.way).toBeGreaterThan(0);
    expect(cast.exit(0)?.at).toEqual(places.sockets[0]?.held.exit);
    cast.update(machine(vcpu(0, 0)), places, 80, false);
    expect(cast.exit(0)).toBeUndefined();
  });
});

describe('the fit of the picture', () => {
  it.each([
    [1280, 720, 1, { scale: 1, x: 0, y: 0 }],
    [2560, 1440, 1, { scale: 2, x: 0, y: 0 }],
    [960, 540, 3, { scale: 2.25, x: 0, y: 0 }],
    [1000, 1000, 1, { scale: 1000 / 1280, x: 0, y: 219 }],
    [2000, 720, 2, { scale: 2, x: 720, y: 0 }],
  ] as const)('%d × %d at %d', (width, height, dpr, expected) => {
    expect(fitPicture(width, height, dpr)).toEqual({ width: width * dpr, height: height * dpr, ...expected });
  });
});

describe('glyphs', () => {
  it('know the reasons of the cost models, and fall back on the operation', () => {
    expect(
      ['privileged', 'pageTable', 'fault', 'ioRead', 'ioWrite', 'hypercall'].map((reason) => glyphOf(reason)),
    ).toEqual(['instruction', 'mapping', 'exception', 'read', 'write', 'call']);
    expect(glyphOf('somethingNew', 'packetOut')).toBe('write');
    expect(glyphOf('somethingNew')).toBe('other');
  });
});
