/**
 * Boundaries as depths. Below each tower hang its walls, over the one floor on which all stand: a kernel of its own, a machine
 * of its own, and the host's kernel, which is the floor. What goes wrong falls from wall to wall and stays where one holds;
 * through the floor it runs to both sides and up to everybody.
 */
import type { Rect, TowerPlace } from '../../session/layout.ts';
import { type Behind, type Out, type PitPlace, shaftOf, WALL_WIDTH as WIDTH } from '../../session/parts/walls.ts';
import { NEVER, WALLS } from '../../sim/types.ts';
import { cardKey } from '../bake/boxes.ts';
import { type Colour, mix } from '../colours.ts';
import { type Layer, type Moment, progress } from '../moment.ts';
import { approach, breathe, clamp01, easeOut } from '../motion.ts';
import type { Pen } from '../pen.ts';

const PLATE = 9;
/** ms of a wall's breaking, and of a break-out's way through the floor */
const BREAKS = 700;
const SPREADS = 900;
const LASTS = 3200;
/** by how far the halves of a broken wall stand apart, design pixels, and how steep */
const APART = 9;
const TILT = 0.32;
/** ms in which half of a change of a bar is shown */
const HALF = 160;
const HIGH = 20;

const FLOOR = WALLS.length - 1;

/** Milliseconds of play since a time of the machine's: a picture is made anew when a tower goes, and has no memory of its own. */
const since = (at: number, { view, beatCycles }: Moment): number => ((view.now - at) / beatCycles) * 1000;

/** Where whoever is gone stood: places are as far apart as two towers of one row that still stand. */
function columnOf({ lot }: Out, { pit }: PitPlace, { layout, view }: Moment): number {
  const rows = layout.towers.flatMap((tower, guest) =>
    tower !== null && view.guests[guest]?.present === true ? [tower] : [],
  );
  const [one, other] = rows.filter(({ rect }) => rect.y === rows[0]?.rect.y);
  if (one === undefined || other === undefined) return pit.x + pit.w / 2;
  const seat = view.guests.filter(({ role }) => role !== 'applicant').length + lot;
  const apart = (other.stem.x - one.stem.x) / (other.seat - one.seat);
  return Math.min(pit.x + pit.w - WIDTH / 2, one.stem.x + (seat - one.seat) * apart);
}

export function walls(pen: Pen): Layer {
  /** A wall: whole, or in two halves that hang apart. */
  function plate(at: Rect, y: number, tint: Colour, broken: number, moment: Moment): void {
    const { palette, calm } = moment;
    const h = PLATE;
    if (broken <= 0) {
      pen.rect(at.x, y - h / 2, at.w, h, tint, 0.95);
      pen.rect(at.x, y - h / 2, at.w, 2, palette.text, 0.55);
      return;
    }
    const open = calm ? 1 : broken;
    const half = at.w / 2 - APART * open * 0.5;
    const drop = 7 * open;
    for (const side of [-1, 1]) {
      const inner = at.x + at.w / 2 + side * APART * open * 0.5;
      const outer = inner + side * half;
      const steep = TILT * open * half * 0.6;
      pen.line(outer, y, inner, y + drop * 0.4 + steep, h * 0.8, mix(tint, palette.red, 0.65), 0.9);
    }
  }

  /** How far the trouble has fallen: to the wall that holds, or through the floor. */
  function fall(at: Rect, from: number, to: number, moment: Moment): void {
    const x = at.x + at.w / 2;
    const { palette, time, calm } = moment;
    pen.rect(x - 1.5, from, 3, to - from, palette.red, 0.9);
    pen.put('glow', x, to - 4, calm ? 0.5 : 0.35 + 0.3 * breathe(time, 700), palette.red, 0.5);
  }

  function shaft(one: Behind, tower: TowerPlace, place: PitPlace, moment: Moment): void {
    const { palette, view } = moment;
    const at = shaftOf(place, tower);
    const own = moment.colourOf(one.guest);
    const up = view.guests[one.guest]?.stage === 'up';
    const x = at.x + at.w / 2;
    const floor = place.rows[FLOOR] ?? at.y + at.h;
    pen.rect(x - 1, at.y, 2, floor - at.y, own, up ? 0.75 : 0.3);
    pen.rect(at.x, at.y, at.w, floor - at.y, own, up ? 0.09 : 0.04);
    let end = at.y;
    one.walls.forEach((wall, n) => {
      const y = place.rows[WALLS.indexOf(wall)] ?? floor;
      const isLatest = n === one.broken - 1;
      const broken = n < one.broken ? (isLatest ? easeOut(clamp01(since(one.at, moment) / BREAKS)) : 1) : 0;
      const isNext = n === one.broken && one.broken > 0;
      const threatened = isNext && one.until !== NEVER && view.now < one.until;
      const tint = wall === 'host' ? palette.pink : wall === 'monitor' ? palette.sky : palette.green;
      plate(at, y, up ? tint : mix(tint, palette.panel, 0.55), broken, moment);
      if (threatened) {
        // for so long it may still break
        const left = 1 - progress(one.at, one.until, view.now);
        pen.rect(at.x, y - PLATE / 2 - 6, at.w * left, 3.5, palette.yellow, 1);
        pen.frame({ x: at.x - 2, y: y - PLATE / 2 - 2, w: at.w + 4, h: PLATE + 4 }, 1.4, palette.yellow, 0.9);
      }
      if (n < one.broken) end = place.rows[WALLS.indexOf(one.walls[n + 1] ?? 'host')] ?? floor;
    });
    if (one.broken > 0) fall(at, at.y, Math.min(end - PLATE / 2, floor), moment);
  }

  /** Through the floor: it runs to both sides, and up wherever somebody stands. */
  function spread(place: PitPlace, moment: Moment): void {
    const { palette, calm, layout, view } = moment;
    const out = view.parts.walls?.out ?? null;
    const t = out === null ? LASTS : since(out.at, moment);
    if (out === null || t >= LASTS) return;
    const { pit } = place;
    const x = columnOf(out, place, moment);
    const from = { x: x - WIDTH / 2, y: pit.y, w: WIDTH, h: pit.h };
    const gone = calm ? 1 : easeOut(clamp01(t / SPREADS));
    const fade = 1 - clamp01((t - SPREADS) / (LASTS - SPREADS));
    const left = x - (x - pit.x) * gone;
    const right = x + (pit.x + pit.w - x) * gone;
    const y = place.rows[FLOOR] ?? pit.y + pit.h;
    pen.rect(left, y - 5, right - left, 12, palette.red, 0.9 * fade);
    out.walls.forEach((wall) => {
      plate(from, place.rows[WALLS.indexOf(wall)] ?? y, palette.red, easeOut(clamp01(t / BREAKS)), moment);
    });
    pen.rect(x - 2, from.y, 4, y - from.y, palette.red, fade);
    pen.put('crack.wide', x, y, fade, palette.text, 0.6, 0.3);
    for (const { index, present } of view.guests) {
      const tower = layout.towers[index];
      if (!tower || !present) continue;
      const at = shaftOf(place, tower);
      const up = at.x + at.w / 2;
      if (up < left || up > right) continue;
      pen.rect(up - 2, tower.stem.y, 4, y - tower.stem.y, palette.red, 0.75 * fade);
    }
  }

  function drawMemory(place: PitPlace, moment: Moment): void {
    const { layout, palette, view } = moment;
    const own = view.parts.walls;
    if (own === null || own.memory.all === 0) return;
    const { bar } = place.memory;
    pen.rect(bar.x, bar.y, bar.w, bar.h, palette.deep);
    let x = bar.x;
    for (const { guest, megabytes } of own.behind) {
      // of a rack, only one machine is in the picture
      if (view.parts.platforms !== null && layout.towers[guest] === null) continue;
      const w = (bar.w * megabytes) / own.memory.all;
      if (w > 1) pen.rect(x, bar.y, w - 1, bar.h, moment.colourOf(guest), 0.95);
      x += w;
    }
    pen.frame(bar, 1.2, palette.edge, 0.9);
  }

  return {
    draw(moment) {
      const place = moment.layout.parts.walls?.depths ?? null;
      const own = moment.view.parts.walls;
      if (place === null || own === null) return;
      const { palette } = moment;
      const { pit, rows } = place;
      pen.put(cardKey(pit), pit.x + pit.w / 2, pit.y + pit.h / 2, 0.97, palette.ground);
      rows.forEach((y, n) => {
        if (n < FLOOR) pen.rect(pit.x + 4, y - 0.5, pit.w - 8, 1, palette.line, 0.8);
      });
      const floor = rows[FLOOR] ?? pit.y + pit.h;
      pen.rect(pit.x + 2, floor - PLATE / 2, pit.w - 4, PLATE, palette.pink, 0.35);
      for (const one of own.behind) {
        const tower = moment.layout.towers[one.guest];
        if (!tower || moment.view.guests[one.guest]?.present !== true) continue;
        shaft(one, tower, place, moment);
      }
      drawMemory(place, moment);
      spread(place, moment);
    },
  };
}

/** In the towers. */
export function jobs(pen: Pen): Layer {
  const shown = new Map<number, number>();

  /** In the place of a meter: how much of its job is done, and the mark at which it should be by now. */
  function drawJob(one: Behind, { meter }: TowerPlace, moment: Moment): void {
    if (meter === null || one.job === null) return;
    const { palette, dt } = moment;
    const { bar } = meter;
    const done = approach(shown.get(one.guest) ?? one.job.done, one.job.done, dt, HALF);
    shown.set(one.guest, done);
    const [part, due] = [done / 10_000, one.job.due / 10_000];
    const tint = moment.colourOf(one.guest);
    if (bar.h > HIGH) {
      pen.rect(bar.x, bar.y + bar.h * (1 - part), bar.w, bar.h * part, tint);
      pen.rect(bar.x - 3, bar.y + bar.h * (1 - due) - 1, bar.w + 6, 2, palette.text);
    } else {
      pen.rect(bar.x, bar.y, bar.w * part, bar.h, tint);
      pen.rect(bar.x + bar.w * due - 1, bar.y - 3, 2, bar.h + 6, palette.text);
    }
  }

  return {
    draw(moment) {
      const out = moment.view.parts.walls?.out ?? null;
      const red = out === null ? 0 : 1 - clamp01(since(out.at, moment) / LASTS);
      for (const { index, present } of moment.view.guests) {
        const tower = moment.layout.towers[index];
        if (red > 0 && tower && present) pen.frame(tower.rect, 2.5, moment.palette.red, red);
      }
      for (const one of moment.view.parts.walls?.behind ?? []) {
        const tower = moment.layout.towers[one.guest];
        if (tower && moment.view.guests[one.guest]?.present === true) drawJob(one, tower, moment);
        if (one.job === null || one.job.done === 0) shown.delete(one.guest);
      }
    },
  };
}
