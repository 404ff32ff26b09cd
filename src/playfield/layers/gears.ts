/**
 * A lever per tower: which engine drives the guest. Below it, how fast the guest is beside the bare machine; what it has
 * done lately, in rows of blocks of one weight; and what its jobs did at this time yesterday, calls upwards, mappings and
 * faults downwards.
 */
import type { GearPlace } from '../../session/layout.ts';
import { gearOf } from '../../session/layout.ts';
import type { GearView } from '../../session/view-model.ts';
import type { Bar } from '../../sim/index.ts';
import { MARBLE_KEY } from '../bake/glyphs.ts';
import { type Colour, type Palette, WHITE } from '../colours.ts';
import { type Layer, type Moment, progress } from '../moment.ts';
import { approach, breathe, clamp01, easeInOut, lerp } from '../motion.ts';
import type { Pen } from '../pen.ts';

const GLYPH = {
  calls: 'call',
  misses: 'read',
  mapping: 'mapping',
  faults: 'exception',
  packets: 'write',
} as const satisfies Record<Bar, string>;
const TINT = {
  calls: 'sky',
  misses: 'pink',
  mapping: 'orange',
  faults: 'red',
  packets: 'green',
} as const satisfies Record<Bar, keyof Palette>;

/** a block, the gap after it, and the room for the glyph before a row, design pixels */
const BLOCK = { w: 9, gap: 2, glyph: 15 } as const;
/** where phases turn by the clock, the strip spans so many times as much */
const BY_CLOCK = 4;
/** hundredths of blocks that fill half of the strip's height */
const TALL = 600;
/** ms in which half of a change is shown */
const HALF = { speed: 220, rows: 160 } as const;

type Shown = { speed: number; rows: Record<Bar, number> };

/** Beside the highest that the guest can come to. */
const speedColour = (palette: Palette, share: number): Colour =>
  share >= 0.75 ? palette.green : share >= 0.45 ? palette.yellow : palette.red;

export function gears(pen: Pen): Layer {
  const shown = new Map<number, Shown>();

  function drawLever({ lever }: GearPlace, gear: GearView, { palette, view, time, calm }: Moment): void {
    const count = Math.max(1, gear.modes.length);
    const w = lever.w / count;
    const indexOf = (id: string): number => gear.modes.findIndex((mode) => mode.id === id);
    const [from, to] = [indexOf(gear.mode), indexOf(gear.chosen)];
    const gone = gear.changing ? easeInOut(progress(gear.since, gear.until, view.now)) : 0;
    const at = lerp(from, to, gone);
    pen.rect(lever.x, lever.y, lever.w, lever.h, palette.deep);
    pen.frame(lever, 1.4, palette.edge, 0.9);
    if (from !== to && !gear.changing)
      pen.frame({ x: lever.x + to * w + 2, y: lever.y + 2, w: w - 4, h: lever.h - 4 }, 1.6, palette.yellow, 0.9);
    const knob = { x: lever.x + at * w + 2, y: lever.y + 2, w: w - 4, h: lever.h - 4 };
    const lit = gear.changing && !calm ? 0.55 + 0.35 * breathe(time, 500) : 0.85;
    // moving it is copper, and thin enough that the words on it can be read
    pen.rect(knob.x, knob.y, knob.w, knob.h, gear.changing ? palette.copper : palette.lit, gear.changing ? 0.45 : 1);
    // polished: a light edge above, a shade below
    pen.rect(knob.x, knob.y, knob.w, 2, WHITE, 0.5 * lit);
    pen.rect(knob.x, knob.y + 2, knob.w, knob.h / 2 - 2, WHITE, 0.1);
    pen.rect(knob.x, knob.y + knob.h - 2, knob.w, 2, palette.deep, 0.6);
    pen.frame(knob, 1, palette.text, 0.35 * lit);
  }

  function drawSpeed({ speed: bar }: GearPlace, gear: GearView, own: Shown, { palette, dt }: Moment): void {
    own.speed = approach(own.speed, gear.speed ?? own.speed, dt, HALF.speed);
    pen.rect(bar.x, bar.y, bar.w, bar.h, palette.deep);
    if (gear.speed === null) return;
    pen.rect(bar.x, bar.y, bar.w * clamp01(own.speed / 10_000), bar.h, speedColour(palette, own.speed / gear.top));
    pen.rect(bar.x + bar.w - 1.4, bar.y - 2, 1.4, bar.h + 4, palette.text, 0.8);
  }

  function drawRows({ rows }: GearPlace, gear: GearView, own: Shown, { palette, dt, view }: Moment): void {
    const hasSigns = view.parts.modes?.shares !== true;
    const from = hasSigns ? BLOCK.glyph : 0;
    (view.parts.modes?.bars ?? []).forEach((bar, i) => {
      const row = rows[i];
      if (row === undefined) return;
      const middle = row.y + row.h / 2;
      own.rows[bar] = approach(own.rows[bar], gear.blocks?.[bar] ?? 0, dt, HALF.rows);
      if (hasSigns) pen.put(MARBLE_KEY[GLYPH[bar]], row.x + 6, middle, 0.95, undefined, 0.75);
      const most = row.w - from;
      let left = own.rows[bar] / 100;
      for (let x = 0; left > 0.05 && x + BLOCK.w <= most; x += BLOCK.w + BLOCK.gap, left--)
        pen.rect(row.x + from + x, row.y, BLOCK.w * Math.min(1, left), row.h, palette[TINT[bar]], 0.95);
    });
  }

  function drawStrip({ strip }: GearPlace, gear: GearView, { palette, view }: Moment): void {
    if (strip === null) return;
    const { span = 1, shares = false } = view.parts.modes ?? {};
    const middle = strip.y + strip.h / 2;
    const half = strip.h / 2 - 1;
    const perCycle = strip.w / (gear.byClock ? span * BY_CLOCK : span);
    pen.rect(strip.x, strip.y, strip.w, strip.h, palette.deep);
    let x = strip.x;
    for (const { blocks, drawn } of gear.ahead) {
      const w = Math.min(drawn * perCycle, strip.x + strip.w - x);
      if (w <= 0) break;
      const up = half * clamp01((blocks.calls + blocks.misses) / TALL);
      // where rows are parts of a whole, what must not happen at all takes all the room that there is
      const isBarred = shares && blocks.faults > 0;
      const mapping = isBarred ? 0 : half * clamp01(blocks.mapping / TALL);
      const faults = isBarred ? half : half * clamp01((blocks.mapping + blocks.faults) / TALL) - mapping;
      pen.rect(x, middle - up, w - 1, up, palette[blocks.misses > blocks.calls ? TINT.misses : TINT.calls], 0.9);
      pen.rect(x, middle, w - 1, mapping, palette.orange, 0.9);
      pen.rect(x, middle + mapping, w - 1, faults, palette.red, 0.9);
      x += w;
      pen.rect(x - 1, strip.y, 1, strip.h, palette.line);
    }
    pen.rect(strip.x, middle - 0.5, strip.w, 1, palette.line);
    pen.rect(strip.x, strip.y - 2, 1.6, strip.h + 4, palette.text, 0.9);
  }

  return {
    draw(moment) {
      for (const gear of moment.view.parts.modes?.gears ?? []) {
        const tower = moment.layout.towers[gear.guest];
        const place = tower && moment.view.guests[gear.guest]?.present ? gearOf(tower) : null;
        if (!place) continue;
        const own = shown.get(gear.guest) ?? {
          speed: gear.speed ?? 10_000,
          rows: { calls: 0, misses: 0, mapping: 0, faults: 0, packets: 0 },
        };
        shown.set(gear.guest, own);
        if (moment.view.parts.mixer === null) drawLever(place, gear, moment);
        drawSpeed(place, gear, own, moment);
        drawRows(place, gear, own, moment);
        drawStrip(place, gear, moment);
      }
    },
  };
}
