/**
 * The mills of an interpreter at work. What is interpreted leaves the column, falls drop by drop into the funnel, and comes
 * back below, done; what needs no interpreter flows on past it through an open shaft. Where everything is interpreted the
 * shaft is shut. The wheels turn as much of the time as the mill takes.
 */
import type { MachinePlace, Rect } from '../../session/layout.ts';
import type { ModesView } from '../../session/view-model.ts';
import { NONE } from '../../sim/types.ts';
import { type MillParts, millParts, TOOTH, WHEEL_KEY } from '../bake/mills.ts';
import type { Layer, Moment } from '../moment.ts';
import { approach, easeIn, lerp } from '../motion.ts';
import type { Pen } from '../pen.ts';

type Mill = ModesView['mills'][number];

/** half the width of the shaft, design pixels */
const SHAFT = 11;
/** ms in which a busy mill turns by one tooth, and in which a drop goes all the way */
const TURN = 240;
const WAY = 1500;
/** drops on their way */
const DROPS = 8;
/** part of the way on which a drop is still raw */
const RAW = 0.62;
/** ms in which half of a change is shown */
const HALF = 120;

/** ms for which a leak is seen */
const LEAK = 1400;

/** of one pCPU: how busy its mill is shown, how far its wheels and its drops are, how open the shaft is */
type Shown = { busy: number; turned: number; fallen: number; open: number };

export function mills(pen: Pen): Layer {
  const shown = new Map<number, Shown>();
  /** by pCPU, when something leaked there last */
  const leaks = new Map<number, number>();

  function drawShaft(x: number, band: Rect, own: Shown, { palette }: Moment): void {
    const top = band.y + 2;
    const h = band.h - 4;
    const shut = 1 - own.open;
    pen.rect(x - SHAFT, top, 2 * SHAFT, h, palette.ground, 0.94 * shut);
    pen.rect(x - SHAFT, top, 2 * SHAFT * shut, 4, palette.grey, 0.9);
    for (const side of [-SHAFT, SHAFT]) pen.rect(x + side - 0.75, top, 1.5, h, palette.green, 0.7 * own.open);
  }

  /** A drop on its way: from the column into the funnel, between the wheels, and back. */
  function drawDrop(part: number, x: number, band: Rect, mill: MillParts, alpha: number, { palette }: Moment): void {
    if (part < RAW) {
      const way = part / RAW;
      const across = Math.min(1, way * 1.6);
      const y = lerp(band.y + 6, mill.mouth + 8, easeIn(way));
      pen.rect(lerp(x, mill.x, across) - 3, y - 3, 6, 6, palette.orange, alpha * Math.min(1, way * 5));
      return;
    }
    const way = (part - RAW) / (1 - RAW);
    const y = lerp(mill.foot, band.y + band.h - 6, way);
    pen.put('dot', lerp(mill.x, x, way), y, alpha * Math.min(1, (1 - way) * 4), palette.green, 0.8, 0.8);
  }

  /** What should have been milled falls past, red, and nothing stops it. */
  function drawLeak(index: number, x: number, band: Rect, { palette, time, calm }: Moment): void {
    const part = (time - (leaks.get(index) ?? Number.NEGATIVE_INFINITY)) / LEAK;
    if (part >= 1) return;
    const y = calm ? band.y + band.h / 2 : lerp(band.y + 4, band.y + band.h - 8, Math.min(1, part * 1.8));
    const alpha = Math.min(1, 2.2 * (1 - part));
    pen.put('glow', x, y, 0.8 * alpha, palette.red, 0.7);
    pen.rect(x - 6, y - 6, 12, 12, palette.red, alpha);
    pen.rect(x - SHAFT, band.y + 2, 2 * SHAFT, band.h - 4, palette.red, 0.22 * alpha);
  }

  function drawMill(index: number, x: number, rect: Rect, band: Rect, mill: Mill | undefined, moment: Moment): void {
    const { palette, dt, moved, calm } = moment;
    const own = shown.get(index) ?? { busy: 0, turned: 0, fallen: 0, open: 1 };
    shown.set(index, own);
    const isBusy = mill !== undefined && mill.guest !== NONE;
    own.busy = approach(own.busy, isBusy ? mill.busy / 10_000 : 0, dt, HALF);
    if (isBusy) own.open = approach(own.open, mill.past > 0 ? 1 : 0, dt, HALF);
    own.turned = (own.turned + (own.busy * moved) / TURN) % 1;
    own.fallen = (own.fallen + (own.busy * moved) / WAY) % 1;
    const parts = millParts(rect);
    drawShaft(x, band, own, moment);
    drawLeak(index, x, band, moment);
    const tint = own.busy > 0.05 ? palette.orange : palette.grey;
    for (const { x: at, y, scale, way } of parts.wheels) {
      const turn = (way * own.turned + (way < 0 ? 0.5 : 0)) * TOOTH;
      pen.put(WHEEL_KEY, at, y, 0.35 + 0.6 * own.busy, tint, scale, scale, calm ? 0 : turn);
    }
    if (own.busy < 0.05) return;
    const alpha = Math.min(1, own.busy * 1.4);
    for (let i = 0; i < DROPS; i++) drawDrop((own.fallen + i / DROPS) % 1, x, band, parts, alpha, moment);
  }

  return {
    event(event, { view, time }) {
      if (event.type !== 'leaked') return;
      const vcpu = view.guests[event.guest]?.vcpus.find(({ pcpu }) => pcpu !== NONE);
      if (vcpu !== undefined) leaks.set(vcpu.pcpu, time);
    },
    draw(moment) {
      const { layout, view } = moment;
      layout.machines.forEach((machine: MachinePlace, m) => {
        const band = machine.bands.find(({ kind }) => kind === 'interpreter')?.rect;
        if (band === undefined) return;
        const own = view.pcpus.filter((pcpu) => pcpu.machine === m);
        machine.mills.forEach((rect, i) => {
          const pcpu = own[i];
          const socket = pcpu && layout.sockets[pcpu.index];
          if (socket) drawMill(pcpu.index, socket.streamX, rect, band, view.parts.modes?.mills[pcpu.index], moment);
        });
      });
    },
  };
}
