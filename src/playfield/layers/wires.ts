/**
 * The monitor as a machine. Copper: reasons that are answered by themselves, drawn from the glyph to the box that answers
 * them, the thicker the more flows; in a guest's colour and with its badge, an exception for that guest; dashed, what was
 * answered by hand. Each exit's glyph runs from its pCPU into its box. The bar in a box is its share of the machine's time.
 */
import type { Rect, WireRow } from '../../session/layout.ts';
import { exceptionPlace } from '../../session/parts/exits.ts';
import { NONE } from '../../sim/types.ts';
import { BADGE_KEY } from '../bake/badges.ts';
import { cardKey, outlineKey } from '../bake/boxes.ts';
import { MARBLE_KEY } from '../bake/glyphs.ts';
import type { Colour } from '../colours.ts';
import type { Layer, Moment } from '../moment.ts';
import { breathe, clamp01, DRAW_COPPER, easeInOut } from '../motion.ts';
import type { Pen } from '../pen.ts';
import { glyphOf } from '../reasons.ts';

const PULSE = 420;
const MOST_PULSES = 24;

type Pulse = { key: string; box: number; fromX: number; at: number };

/** thickness of a lead, design pixels: at least, per exit of the last seconds, and at most on top */
const THIN = 1.4;
const PER_EXIT = 0.7;
const MOST_WEIGHT = 8;
/** where leads turn, left of the boxes */
const LEAD = 26;
const LEAD_GAP = 13;
/** the share of the machine at which a box's bar is full, basis points */
const FULL_SHARE = 2000;

export function wires(pen: Pen): Layer {
  const drawn = new Map<string, number>();
  const fired = new Map<string, number>();
  const pulses: Pulse[] = [];
  /** by box: when an exit ran into it last */
  const served = new Map<number, number>();
  let first = true;

  function drawRow(row: WireRow, reason: string, moment: Moment): void {
    const { palette, view, time } = moment;
    const wired = drawn.get(reason);
    const offered = view.parts.exits?.offer?.reason === reason;
    pen.put(
      MARBLE_KEY[glyphOf(reason)],
      row.glyph.x,
      row.glyph.y,
      wired === undefined && !offered ? 0.75 : 1,
      undefined,
      1.15,
    );
    if (wired === undefined) {
      const tint = offered ? palette.copper : palette.line;
      const alpha = offered ? 0.5 + 0.5 * breathe(time, 900) : 0.9;
      for (let x = row.from.x + 3; x < row.to.x; x += 9) pen.put('dash', x, row.from.y, alpha, tint, 0.8);
      return;
    }
    const t = moment.calm ? 1 : clamp01((time - wired) / DRAW_COPPER);
    const end = row.from.x + (row.to.x - row.from.x - 4) * t;
    const glowing = clamp01(1 - (time - (fired.get(reason) ?? -1e9)) / 320);
    pen.line(row.from.x, row.from.y, end, row.from.y, 2.6, palette.copper);
    if (glowing > 0) pen.line(row.from.x, row.from.y, end, row.from.y, 5, palette.yellow, glowing * 0.6);
    if (t >= 1) pen.put('arrow', row.to.x - 4, row.to.y, 1, palette.copper, 0.85);
    else pen.put('spark', end, row.from.y, 1, palette.yellow, 1.2);
  }

  /** Copper from a row to the box that answers it, thicker the more flows; each line turns at a height of its own. */
  function drawLead(row: WireRow, box: Rect, order: number, weight: number, tint: Colour, alpha: number): void {
    const x0 = row.row.x + row.row.w + 4;
    const turn = box.x - LEAD - order * LEAD_GAP;
    const y0 = row.from.y;
    const y1 = box.y + box.h / 2;
    const width = THIN + Math.min(MOST_WEIGHT, weight * PER_EXIT);
    if (Math.abs(y1 - y0) < 1) pen.line(x0, y0, box.x, y0, width, tint, alpha);
    else {
      pen.line(x0, y0, turn, y0, width, tint, alpha);
      pen.line(turn, y0, turn, y1, width, tint, alpha);
      pen.line(turn, y1, box.x, y1, width, tint, alpha);
    }
    pen.put('arrow', box.x - 3, y1, alpha, tint, 0.7);
  }

  /** What flowed by hand into a box lately: dashes, in the colour of the player's own attention, that turn as copper does. */
  function drawByHand(row: WireRow, box: Rect, order: number, moment: Moment): void {
    const x0 = row.row.x + row.row.w + 6;
    const turn = box.x - LEAD - order * LEAD_GAP;
    const y0 = row.from.y;
    const y1 = box.y + box.h / 2;
    const dash = (x: number, y: number): void => pen.put('dash', x, y, 0.7, moment.palette.yellow, 0.8);
    for (let x = x0; x < box.x - 6; x += 10) dash(x, x < turn ? y0 : y1);
    for (let y = Math.min(y0, y1) + 5; y < Math.max(y0, y1); y += 10)
      pen.rect(turn - 1, y - 2, 2, 4, moment.palette.yellow, 0.7);
  }

  function drawFlow(row: WireRow, reason: string, order: number, moment: Moment): void {
    const { view, layout, palette } = moment;
    const { exits } = view.parts;
    const boxes = layout.parts.exits?.boxes ?? [];
    if (!exits || boxes.length === 0) return;
    const boxOf = (handler: string): number => exits.boxes.findIndex(({ handlers }) => handlers.includes(handler));
    const lately = (box: number, mine: (guest: number) => boolean): number =>
      exits.flows.reduce(
        (sum, flow) => (flow.reason === reason && flow.box === box && mine(flow.guest) ? sum + flow.lately : sum),
        0,
      );
    const own = exits.exceptions.filter((one) => one.reason === reason);
    const wire = exits.wires.find((one) => one.reason === reason);
    const main = wire === undefined ? NONE : boxOf(wire.handler);
    const rect = boxes[main]?.rect;
    if (rect && drawn.has(reason))
      drawLead(
        row,
        rect,
        order,
        lately(main, (g) => !own.some(({ guest }) => guest === g)),
        palette.copper,
        0.85,
      );
    own.forEach(({ guest, handler }, i) => {
      const box = boxOf(handler);
      const to = boxes[box]?.rect;
      const badge = view.guests[guest]?.badge;
      if (!to || badge === undefined) return;
      const { rect: place, dy } = exceptionPlace(row, i);
      const line = { ...row, from: { x: row.from.x, y: row.from.y + dy } };
      const shifted = { ...to, y: to.y + dy };
      drawLead(
        line,
        shifted,
        order + 5 + i,
        lately(box, (g) => g === guest),
        moment.colourOf(guest),
        0.95,
      );
      pen.put(BADGE_KEY[badge], place.x + place.w / 2, line.from.y, 1, moment.colourOf(guest), 0.62);
    });
    if (wire !== undefined) return;
    boxes.forEach((place, box) => {
      const hands = exits.flows.some(
        (flow) => flow.reason === reason && flow.box === box && flow.byHand > 0 && flow.lately > 0,
      );
      if (hands) drawByHand(row, place.rect, order, moment);
    });
  }

  function drawBoxes(moment: Moment): void {
    const { layout, palette, view, time } = moment;
    const { exits } = view.parts;
    layout.parts.exits?.boxes.forEach(({ rect }, i) => {
      const box = exits?.boxes[i];
      if (!box) return;
      const used = exits?.wires.some(({ handler }) => box.handlers.includes(handler)) ?? false;
      const glow = clamp01(1 - (time - (served.get(i) ?? -1e9)) / 420);
      pen.put(cardKey(rect), rect.x + rect.w / 2, rect.y + rect.h / 2, 0.95, palette.panel);
      pen.put(outlineKey(rect), rect.x + rect.w / 2, rect.y + rect.h / 2, 0.9, used ? palette.copper : palette.edge);
      if (glow > 0) pen.put(outlineKey(rect), rect.x + rect.w / 2, rect.y + rect.h / 2, glow, palette.yellow);
      // of the machine's time, its part: a full bar is a fifth
      const part = Math.min(1, box.share / FULL_SHARE);
      pen.rect(rect.x + 3, rect.y + rect.h - 3, (rect.w - 6) * part, 2, palette.orange, 0.95);
    });
  }

  /** Where an exit's glyph runs: along the rail to the side of the boxes, up or down, and in. */
  function drawPulses(moment: Moment): void {
    const { layout, time } = moment;
    const place = layout.parts.exits;
    if (!place) return;
    for (let i = pulses.length - 1; i >= 0; i--) {
      const pulse = pulses[i];
      const rect = pulse && place.boxes[pulse.box]?.rect;
      const t = pulse ? (time - pulse.at) / PULSE : 1;
      if (!pulse || !rect || t >= 1) {
        if (pulse && rect) served.set(pulse.box, time);
        pulses.splice(i, 1);
        continue;
      }
      const edge = pulse.fromX < rect.x + rect.w / 2 ? rect.x - 6 : rect.x + rect.w + 6;
      const y1 = rect.y + rect.h / 2;
      const across = Math.abs(pulse.fromX - edge);
      const down = Math.abs(y1 - place.rail);
      const d = easeInOut(t) * (across + down);
      const x = pulse.fromX + Math.sign(edge - pulse.fromX) * Math.min(d, across);
      const y = place.rail + Math.sign(y1 - place.rail) * Math.max(0, d - across);
      pen.put(pulse.key, x, y, 1, undefined, 0.85);
    }
  }

  return {
    event(event, moment) {
      if (event.type !== 'exitRouted') return;
      if (drawn.has(event.reason)) fired.set(event.reason, moment.time);
      const pcpu = moment.vcpuOf(event.task)?.pcpu ?? NONE;
      const socket = pcpu === NONE ? undefined : moment.layout.sockets[pcpu];
      const box = moment.view.parts.exits?.boxes.findIndex(({ handlers }) => handlers.includes(event.handler)) ?? NONE;
      if (box < 0) return;
      if (moment.calm) served.set(box, moment.time);
      else if (socket && pulses.length < MOST_PULSES)
        pulses.push({ key: MARBLE_KEY[glyphOf(event.reason)], box, fromX: socket.streamX, at: moment.time });
    },
    draw(moment) {
      const { layout, view } = moment;
      const { exits } = view.parts;
      if (!layout.parts.exits || !exits) return;
      for (const wire of exits.wires)
        if (!drawn.has(wire.reason)) drawn.set(wire.reason, first ? -DRAW_COPPER : moment.time);
      for (const reason of drawn.keys()) if (!exits.wires.some((wire) => wire.reason === reason)) drawn.delete(reason);
      first = false;
      const { rows } = layout.parts.exits;
      rows.forEach((row, i) => {
        const reason = exits.reasons[i];
        if (reason !== undefined) drawRow(row, reason, moment);
      });
      // the question of a held exit lies where the boxes stand
      if (moment.target?.exit !== undefined) return;
      rows.forEach((row, i) => {
        const reason = exits.reasons[i];
        if (reason !== undefined) drawFlow(row, reason, i, moment);
      });
      drawBoxes(moment);
      drawPulses(moment);
    },
  };
}
