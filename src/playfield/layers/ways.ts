/**
 * Ways to the drivers. Beside a hosted monitor every trap goes through the door between the worlds: it stands open while one
 * does, and a thread leads there from the processor. Above a bare-metal monitor a request goes to the driver domain's tower.
 */
import type { Point } from '../../session/layout.ts';
import { NONE } from '../../sim/types.ts';
import type { Layer, Moment } from '../moment.ts';
import type { Pen } from '../pen.ts';

/** ms for which the door is seen open after the last crossing */
const OPEN = 260;
const CROSSING: readonly string[] = ['exitEntry', 'backend', 'emulation', 'hostOs'];

export function ways(pen: Pen): Layer {
  const opened: number[] = [];

  function thread(from: Point, to: Point, tint: number, alpha: number): void {
    pen.line(from.x, from.y, from.x, to.y, 2, tint, alpha);
    pen.line(Math.min(from.x, to.x), to.y, Math.max(from.x, to.x), to.y, 2, tint, alpha);
    pen.put('disc', to.x, to.y, alpha, tint, 0.3);
  }

  function drawDoors({ view, layout, palette, time, colourOf }: Moment): void {
    for (const [m, { beside }] of layout.machines.entries()) {
      if (beside === null) continue;
      const { x, y, w, h } = beside.door;
      for (const pcpu of view.pcpus) {
        const socket = layout.sockets[pcpu.index];
        if (pcpu.machine !== m || socket === undefined || pcpu.guest === NONE || !CROSSING.includes(pcpu.mode))
          continue;
        opened[m] = time;
        thread({ x: socket.streamX, y: socket.held.from }, { x: x + w / 2, y: y + h / 2 }, colourOf(pcpu.guest), 0.85);
      }
      const t = (time - (opened[m] ?? -OPEN)) / OPEN;
      if (t < 1) pen.rect(x + w / 2 - 5, y + 2, 10, h - 4, palette.yellow, 0.8 * (1 - t));
    }
  }

  function drawRequests({ view, layout, palette, colourOf }: Moment): void {
    for (const guest of view.guests) {
      if (!guest.serves) continue;
      const domain = layout.towers[guest.index];
      if (!domain) continue;
      for (const other of view.guests) {
        const tower = layout.towers[other.index];
        const waits = other.vcpus.some(({ block }) => block === 'called');
        if (!tower || tower.machine !== domain.machine || !waits) continue;
        const machine = layout.machines[domain.machine];
        const ring = machine?.rings.find((one) => one.guest === other.index)?.at;
        const channel = machine?.channel ?? null;
        if (ring === undefined || channel === null) continue;
        const tint = colourOf(other.index);
        const to = channel.door.x + channel.door.w / 2;
        pen.put('disc', ring.x, ring.y, 0.95, tint, 0.5);
        pen.line(ring.x, ring.y, ring.x, channel.y, 3, tint, 0.85);
        pen.line(ring.x, channel.y, to, channel.y, 3, tint, 0.85);
        pen.rect(to - 5, channel.door.y + 2, 10, channel.door.h - 4, palette.yellow, 0.6);
      }
    }
  }

  return {
    draw(moment) {
      if (moment.view.parts.hosts === null) return;
      drawDoors(moment);
      drawRequests(moment);
    },
  };
}
