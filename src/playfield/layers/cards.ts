/**
 * Emulated cards, in the two worlds: a card stands where its model is, its outline where it might be. Each knock of a
 * volley flies from the guest's column to the card and back; what has to leave the monitor goes through the door. Below
 * its tower each guest has its last volley as a row: a short bar for a knock that the monitor answered, a tall one for one
 * that crossed.
 */
import { knobRow, rowSpan } from '../../session/knobRows.ts';
import type { CardSeat, Layout, Point, Rect } from '../../session/layout.ts';
import type { CardView, VolleyView } from '../../session/parts/cards.ts';
import type { Int } from '../../sim/index.ts';
import { NONE } from '../../sim/types.ts';
import { cardKey, outlineKey } from '../bake/boxes.ts';
import { DEVICE_KEY } from '../bake/icons.ts';
import type { Colour } from '../colours.ts';
import type { Layer, Moment } from '../moment.ts';
import { clamp01, easeOut, lerp } from '../motion.ts';
import type { Pen } from '../pen.ts';

/** how long a knock is seen, and a card travels, ms; at most so many knocks at once */
const KNOCK = 300;
const MOVE = 420;
const MOST = 32;
/** rows below a tower: its last volley, and what it has put off */
const VOLLEY_ROW = 1;
const SENDS_ROW = 2;
const BAR = { w: 4, tall: 17, short: 7 } as const;
const SLOT = 12;

type Flash = { way: readonly Point[]; at: number; crosses: boolean; large: boolean };

const middleOf = ({ x, y, w, h }: Rect): Point => ({ x: x + w / 2, y: y + h / 2 });

const far = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

/** A part of the way along several legs. */
function along(way: readonly Point[], part: number): Point {
  const legs = way.slice(1).map((to, k) => ({ from: way[k] ?? to, to, length: far(way[k] ?? to, to) }));
  let left = part * legs.reduce((sum, { length }) => sum + length, 0);
  for (const { from, to, length } of legs) {
    if (left <= length)
      return length === 0 ? to : { x: lerp(from.x, to.x, left / length), y: lerp(from.y, to.y, left / length) };
    left -= length;
  }
  return way.at(-1) ?? { x: 0, y: 0 };
}

/** From a lane to the edge of a card above or below it, where its sign is. */
const entering = (seat: Rect, y: number): Point[] => {
  const x = seat.x + 20;
  return [
    { x, y },
    { x, y: seat.y + seat.h / 2 < y ? seat.y + seat.h : seat.y },
  ];
};

export function cards(pen: Pen): Layer {
  const flashes: Flash[] = [];
  /** by card: on which side it was drawn last, and since when it is on its way to the other */
  const sides = new Map<Int, { inside: boolean; at: number }>();

  function add(flash: Flash): void {
    flashes.push(flash);
    if (flashes.length > MOST) flashes.shift();
  }

  function drawCard(card: CardView, seat: CardSeat, c: Int, moment: Moment): void {
    const { palette, time, calm } = moment;
    const [home, other] = card.inside ? [seat.inside, seat.outside] : [seat.outside, seat.inside];
    const side = sides.get(c);
    if (side === undefined || side.inside !== card.inside)
      sides.set(c, { inside: card.inside, at: side === undefined ? -MOVE : time });
    const away = middleOf(other);
    pen.put(outlineKey(other), away.x, away.y, 0.3, palette.line);
    pen.put(DEVICE_KEY[card.kind], away.x, away.y, 0.16, palette.muted, 0.8);
    const { x: toX, y: toY } = middleOf(home);
    const way = calm ? 1 : easeOut(clamp01((time - (sides.get(c)?.at ?? 0)) / MOVE));
    const [x, y] = [lerp(away.x, toX, way), lerp(away.y, toY, way)];
    const isHot = card.heat > 5000;
    const edge: Colour = card.inside ? palette.green : isHot ? palette.orange : palette.edge;
    pen.put(cardKey(home), x, y, 0.96, card.inside ? palette.lit : palette.panel);
    pen.put(outlineKey(home), x, y, card.inside || isHot ? 0.95 : 0.7, edge);
    const left = x - home.w / 2;
    pen.put(DEVICE_KEY[card.kind], left + 20, y - 5, 1, card.inside ? palette.green : palette.sky, 0.72);
    const bar: Rect = { x: left + 8, y: y + home.h / 2 - 9, w: home.w - 16, h: 4 };
    pen.rect(bar.x, bar.y, bar.w, bar.h, palette.faint, 1);
    pen.rect(bar.x, bar.y, (bar.w * card.heat) / 10_000, bar.h, card.inside ? palette.green : palette.orange, 1);
  }

  function drawVolley(volley: VolleyView, row: Rect, { palette }: Moment): void {
    const pitch = Math.min(11, (row.w - 8) / Math.max(1, volley.of));
    for (let i = 0; i < volley.of; i++) {
      const crossed = ((volley.crossed >> i) & 1) === 1;
      const is = i < volley.n;
      const h = is && crossed ? BAR.tall : BAR.short;
      const tint = !is ? palette.line : crossed ? palette.red : palette.green;
      pen.rect(row.x + 4 + i * pitch, row.y + row.h / 2 + BAR.tall / 2 - h, BAR.w, h, tint, is ? 1 : 0.7);
    }
  }

  function drawSends({ n, room }: { n: Int; room: Int }, row: Rect, { palette }: Moment): void {
    for (let i = 0; i < room; i++) {
      const [x, y] = [row.x + 10 + i * SLOT, row.y + row.h / 2];
      pen.put('ring', x, y, 0.8, palette.line, 0.6);
      if (i < n) pen.put('disc', x, y, 1, palette.sky, 0.5);
    }
  }

  function drawFlashes({ time, palette, calm }: Moment): void {
    for (let i = flashes.length - 1; i >= 0; i--) {
      const flash = flashes[i];
      const t = flash === undefined ? 1 : (time - flash.at) / KNOCK;
      if (flash === undefined || t >= 1) {
        flashes.splice(i, 1);
        continue;
      }
      const { way, crosses, large } = flash;
      const tint = large ? palette.sky : crosses ? palette.red : palette.green;
      const alpha = (1 - t) * (crosses ? 0.7 : 0.5);
      for (let k = 1; k < way.length; k++) {
        const [a, b] = [way[k - 1], way[k]];
        if (a !== undefined && b !== undefined) pen.line(a.x, a.y, b.x, b.y, large ? 3 : 2, tint, alpha);
      }
      // there and back
      const at = along(way, calm ? 1 : t < 0.5 ? 2 * t : 2 - 2 * t);
      pen.put('dot', at.x, at.y, 1 - 0.4 * t, tint, large ? 3.4 : crosses ? 2.6 : 2);
    }
  }

  /** Where a pCPU's column meets the lane of the monitor. */
  const columnOf = ({ sockets, parts }: Layout, pcpu: Int): Point | null => {
    const socket = sockets[pcpu];
    const lane = parts.cards?.lanes.inside;
    return socket === undefined || lane === undefined ? null : { x: socket.streamX, y: lane.y };
  };

  /** From a column by way of the lanes through the door, on to a card there, or straight to the drivers. */
  function beyond(
    from: Point,
    { door, lanes, drivers }: NonNullable<Layout['parts']['cards']>,
    seat: Rect | null,
  ): Point[] {
    const { inside, outside } = lanes;
    const way = [from, inside, { x: inside.x, y: door.y }, door];
    if (seat === null) {
      const middle = middleOf(drivers);
      return [...way, { x: middle.x, y: door.y }, middle];
    }
    return [...way, { x: outside.x, y: door.y }, outside, ...entering(seat, outside.y)];
  }

  return {
    event(event, moment) {
      const place = moment.layout.parts.cards;
      if (place === null) return;
      if (event.type === 'cardKnocked') {
        const from = columnOf(moment.layout, moment.vcpuOf(event.task)?.pcpu ?? NONE);
        const c = moment.view.parts.cards?.cards.findIndex(({ id }) => id === event.card) ?? NONE;
        const seat = place.seats[c];
        if (from === null || seat === undefined) return;
        const isIn = moment.view.parts.cards?.cards[c]?.inside === true;
        // what reaches for the device goes past its model, to the host's drivers
        const { crosses } = event;
        const way = crosses
          ? beyond(from, place, isIn ? null : seat.outside)
          : [from, ...entering(seat.inside, from.y)];
        add({ way, at: moment.time, crosses, large: false });
      }
      if (event.type === 'latchDrained') {
        const from = columnOf(moment.layout, event.pcpu);
        if (from !== null) add({ way: beyond(from, place, null), at: moment.time, crosses: true, large: true });
      }
    },
    draw(moment) {
      const all = moment.view.parts.cards;
      const place = moment.layout.parts.cards;
      if (all === null || place === null) return;
      all.cards.forEach((card, c) => {
        const seat = place.seats[c];
        if (seat !== undefined) drawCard(card, seat, c, moment);
      });
      for (const guest of moment.view.guests) {
        const tower = moment.layout.towers[guest.index];
        const middle = tower && moment.layout.machines[tower.machine]?.middle;
        if (!tower || !middle || !guest.present) continue;
        const volley = all.volleys[guest.index] ?? null;
        const sends = all.sends[guest.index] ?? null;
        const span = rowSpan(tower.rect);
        if (volley !== null) drawVolley(volley, { ...span, ...knobRow(middle, VOLLEY_ROW) }, moment);
        if (sends !== null && (sends.combines || sends.n > 0))
          drawSends(sends, { ...span, ...knobRow(middle, SENDS_ROW) }, moment);
      }
      drawFlashes(moment);
    },
  };
}
