/**
 * Under one kernel many tenants change places many times a second: too fast to follow chip by chip. So each tenant's
 * stream into the kernel moves as fast as its share of the machine, each pCPU's stream out of it as its useful work,
 * and the chip in a socket shows by its colours who has had this pCPU lately.
 */
import type { Rect } from '../../session/layout.ts';
import type { PcpuView } from '../../session/view-model.ts';
import { NONE } from '../../sim/types.ts';
import { CHIP } from '../bake/chips.ts';
import type { Colour } from '../colours.ts';
import type { Layer, Moment } from '../moment.ts';
import { approach } from '../motion.ts';
import type { Pen } from '../pen.ts';

const SPACING = 17;
/** design pixels per second of play at exactly the fair share, or with a pCPU that does nothing but useful work */
const SPEED = 70;
const MOST_SPEED = 190;
/** how much of a stream shows behind words */
const HINT = 0.3;
/** ms in which half of what a pCPU did is forgotten */
const MEMORY = 900;

type Flow = { strength: number; phase: number };

export function kernelFlows(pen: Pen): Layer {
  const guests = new Map<number, Flow>();
  const pcpus = new Map<number, Flow>();
  let lastBeat = 0;

  /** From `dimFrom` on the stream is only hinted at: words stand in front of it there. */
  function drawFlow(
    flow: Flow,
    x: number,
    top: number,
    bottom: number,
    line: Colour,
    tint: Colour,
    dimFrom = bottom,
  ): void {
    const seen = Math.min(1, flow.strength * 1.4);
    pen.rect(x - 4, top, 8, dimFrom - top, tint, 0.12 * seen);
    pen.rect(x - 1, top, 2, dimFrom - top, line, 0.25 + 0.55 * seen);
    pen.rect(x - 1, dimFrom, 2, bottom - dimFrom, line, HINT);
    for (let y = top + 6 + flow.phase; y < bottom - 4; y += SPACING) {
      const ends = Math.min(1, (y - top) / 12, (bottom - y) / 12);
      pen.put('chevron', x, y, seen * ends * (y > dimFrom ? HINT : 1), tint, 1, 1, Math.PI / 2);
    }
  }

  function flowOf(flows: Map<number, Flow>, index: number, goal: number, beats: number, dt: number): Flow {
    const flow = flows.get(index) ?? { strength: goal, phase: 0 };
    flows.set(index, flow);
    flow.strength = approach(flow.strength, goal, dt, 160);
    flow.phase = (flow.phase + Math.min(MOST_SPEED, SPEED * flow.strength) * beats) % SPACING;
    return flow;
  }

  return {
    draw(moment) {
      const beats = Math.min(0.2, Math.max(0, moment.beat - lastBeat));
      lastBeat = moment.beat;
      const { view, layout, palette, dt } = moment;
      for (const guest of view.guests) {
        const place = layout.towers[guest.index];
        const slab = layout.machines[place?.machine ?? 0]?.middle;
        if (!place || !slab || !guest.present || !moment.crowdedAt(place.machine)) continue;
        // a second row of towers stands in the way: its own streams are enough
        const { x, y } = place.stem;
        if (layout.towers.some((other) => other && other.rect.y > y - 2 && Math.abs(other.stem.x - x) < 2)) continue;
        const rate = guest.stage === 'up' ? guest.share.useful / Math.max(1, guest.share.fairCpu) : 0;
        const flow = flowOf(guests, guest.index, rate, beats, dt);
        drawFlow(
          flow,
          place.stem.x,
          place.stem.y,
          slab.y + slab.h,
          moment.colourOf(guest.index),
          palette.green,
          slab.y + 2,
        );
      }
      for (const pcpu of view.pcpus) {
        const socket = layout.sockets[pcpu.index];
        const slab = socket && layout.machines[socket.machine]?.middle;
        if (!socket || !slab || !moment.crowdedAt(socket.machine)) continue;
        const flow = flowOf(pcpus, pcpu.index, pcpu.recent.useful / 10_000, beats, dt);
        drawFlow(flow, socket.streamX, slab.y + slab.h, socket.rect.y - 6, palette.line, palette.green);
      }
    },
  };
}

/** The chip in each socket, striped by who has used the pCPU lately. */
export function occupants(pen: Pen): Layer {
  const used = new Map<number, number[]>();

  /** Shares of the guests, and at the end that of nobody. */
  function sharesOf(pcpu: PcpuView, n: number, moment: Moment): number[] {
    const shares = used.get(pcpu.index) ?? Array.from({ length: n + 1 }, (_, i) => (i === n ? 1 : 0));
    used.set(pcpu.index, shares);
    const now = pcpu.guest === NONE ? n : pcpu.guest;
    for (let i = 0; i <= n; i++) shares[i] = approach(shares[i] ?? 0, i === now ? 1 : 0, moment.moved, MEMORY);
    return shares;
  }

  function drawStripes(chip: Rect, shares: readonly number[], moment: Moment): void {
    const inset = 3;
    const width = chip.w - 2 * inset;
    let x = chip.x + inset;
    shares.forEach((share, guest) => {
      const w = share * width;
      if (guest < shares.length - 1 && w > 0.6) {
        pen.rect(x, chip.y + inset, w - 0.6, chip.h - 2 * inset, moment.colourOf(guest), 0.95);
      }
      x += w;
    });
  }

  return {
    draw(moment) {
      const { view, layout, palette } = moment;
      for (const pcpu of view.pcpus) {
        const place = layout.sockets[pcpu.index];
        if (!place || !pcpu.on || !moment.crowdedAt(pcpu.machine)) continue;
        const { chip } = place;
        pen.put(
          'chip.open',
          chip.x + chip.w / 2,
          chip.y + chip.h / 2,
          1,
          palette.edge,
          chip.w / CHIP.w,
          chip.h / CHIP.h,
        );
        drawStripes(chip, sharesOf(pcpu, view.guests.length, moment), moment);
      }
    },
  };
}
