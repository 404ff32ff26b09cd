/**
 * Copper: reasons that are answered by themselves. A new wire is drawn from the glyph to its handler in 300 ms; each
 * time it fires, a pulse runs from the exit along the rail into it.
 */
import type { WireRow } from '../../session/layout.ts';
import { NONE } from '../../sim/types.ts';
import { MARBLE_KEY } from '../bake/glyphs.ts';
import type { Layer, Moment } from '../moment.ts';
import { breathe, clamp01, DRAW_COPPER, easeInOut } from '../motion.ts';
import type { Pen } from '../pen.ts';
import { glyphOf } from '../reasons.ts';

const PULSE = 420;
const MOST_PULSES = 24;

type Pulse = { row: number; fromX: number; at: number };

export function wires(pen: Pen): Layer {
  const drawn = new Map<string, number>();
  const fired = new Map<string, number>();
  const pulses: Pulse[] = [];
  let first = true;

  /** The rail runs along the landing place of exits; a trunk joins it to the rows. */
  const trunkX = (moment: Moment): number => moment.layout.main.left - 8;

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

  function drawRail(moment: Moment): void {
    const { layout, palette } = moment;
    if (!layout.parts.exits || drawn.size === 0) return;
    const x = trunkX(moment);
    const y = layout.parts.exits.rail;
    const last = layout.sockets[layout.sockets.length - 1];
    if (!last) return;
    pen.line(x, y, last.streamX, y, 1.4, palette.copper, 0.4);
    const edge = Math.max(...layout.parts.exits.rows.map(({ row }) => row.x + row.w));
    layout.parts.exits.rows.forEach((row, i) => {
      const reason = moment.view.parts.exits?.reasons[i];
      // of two columns only the outer one is joined: copper would cross the words of the other
      if (reason === undefined || !drawn.has(reason) || row.row.x + row.row.w < edge - 1) return;
      pen.line(row.row.x + row.row.w + 2, row.from.y, x, row.from.y, 1.4, palette.copper, 0.4);
      pen.line(x, row.from.y, x, y, 1.4, palette.copper, 0.4);
    });
    for (const socket of layout.sockets) pen.put('dot', socket.streamX, y, 0.75, palette.copper, 1.1);
  }

  function drawPulses(moment: Moment): void {
    const { layout, palette, time } = moment;
    if (!layout.parts.exits) return;
    const x = trunkX(moment);
    for (let i = pulses.length - 1; i >= 0; i--) {
      const pulse = pulses[i];
      const row = pulse && layout.parts.exits.rows[pulse.row];
      const t = pulse ? (time - pulse.at) / PULSE : 1;
      if (!pulse || !row || t >= 1) {
        pulses.splice(i, 1);
        continue;
      }
      const across = Math.abs(pulse.fromX - x);
      const down = Math.abs(row.from.y - layout.parts.exits.rail);
      const d = easeInOut(t) * (across + down + 12);
      const px = d < across ? pulse.fromX - d : d < across + down ? x : x - (d - across - down);
      const py =
        d < across
          ? layout.parts.exits.rail
          : d < across + down
            ? layout.parts.exits.rail + Math.sign(row.from.y - layout.parts.exits.rail) * (d - across)
            : row.from.y;
      pen.put('glow', px, py, 0.7, palette.copper, 0.32);
      pen.put('disc', px, py, 1, palette.yellow, 0.42);
    }
  }

  return {
    event(event, moment) {
      if (event.type !== 'exitRouted' || !drawn.has(event.reason)) return;
      fired.set(event.reason, moment.time);
      const pcpu = moment.vcpuOf(event.task)?.pcpu ?? NONE;
      const socket = pcpu === NONE ? undefined : moment.layout.sockets[pcpu];
      const row = moment.view.parts.exits?.reasons.indexOf(event.reason) ?? NONE;
      if (socket && row >= 0 && !moment.calm && pulses.length < MOST_PULSES)
        pulses.push({ row, fromX: socket.streamX, at: moment.time });
    },
    draw(moment) {
      const { layout, view } = moment;
      const { exits } = view.parts;
      if (!layout.parts.exits || !exits) return;
      for (const wire of exits.wires)
        if (!drawn.has(wire.reason)) drawn.set(wire.reason, first ? -DRAW_COPPER : moment.time);
      for (const reason of drawn.keys()) if (!exits.wires.some((wire) => wire.reason === reason)) drawn.delete(reason);
      first = false;
      drawRail(moment);
      layout.parts.exits.rows.forEach((row, i) => {
        const reason = exits.reasons[i];
        if (reason !== undefined) drawRow(row, reason, moment);
      });
      drawPulses(moment);
    },
  };
}
