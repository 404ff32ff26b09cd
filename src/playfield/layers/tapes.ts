/** A tape per tower: what the guest has just been through, newest at the right. It moves with the machine's time. */
import type { TowerPlace } from '../../session/layout.ts';
import type { GuestView, TapeItem } from '../../session/view-model.ts';
import { MARBLE_KEY } from '../bake/glyphs.ts';
import { type Colour, ICE, type Palette } from '../colours.ts';
import type { Layer, Moment } from '../moment.ts';
import type { Pen } from '../pen.ts';
import { glyphOf } from '../reasons.ts';

/** seconds of play from the left edge to the right */
const SPAN = 12;
const INSET = 6;

type Stroke = { tint: Colour; height: number; alpha: number };

function strokeOf(kind: Exclude<TapeItem['kind'], 'exit'>, palette: Palette): Stroke {
  switch (kind) {
    case 'useful':
      return { tint: palette.green, height: 9, alpha: 0.85 };
    case 'warm':
      return { tint: ICE, height: 6, alpha: 0.7 };
    case 'overhead':
      return { tint: palette.orange, height: 6, alpha: 0.7 };
    case 'held':
      return { tint: palette.red, height: 4, alpha: 0.9 };
    case 'served':
      return { tint: palette.sky, height: 4, alpha: 0.75 };
    case 'boot':
      return { tint: palette.grey, height: 6, alpha: 0.5 };
    case 'ready':
      return { tint: palette.yellow, height: 2, alpha: 0.8 };
    case 'halted':
      return { tint: palette.dim, height: 1.5, alpha: 0.45 };
  }
}

export function tapes(pen: Pen): Layer {
  function drawTape(place: TowerPlace, guest: GuestView, moment: Moment): void {
    const { tape } = place;
    const { view, palette } = moment;
    const right = tape.x + tape.w - INSET;
    const left = tape.x + INSET;
    const perCycle = (right - left) / (SPAN * moment.beatCycles);
    const y = tape.y + tape.h / 2;
    const at = (cycle: number): number => right - (view.now - cycle) * perCycle;
    for (const item of guest.tape) {
      if (item.kind === 'exit') continue;
      const x0 = Math.max(left, at(item.from));
      const x1 = Math.min(right, at(item.to));
      if (x1 - x0 < 0.3) continue;
      const stroke = strokeOf(item.kind, palette);
      pen.rect(x0, y - stroke.height / 2, Math.max(0.8, x1 - x0 - 0.6), stroke.height, stroke.tint, stroke.alpha);
    }
    let last = -Infinity;
    for (const item of guest.tape) {
      if (item.kind !== 'exit') continue;
      const x = at(item.at);
      if (x < left + 4 || x - last < 7) continue;
      last = x;
      pen.put(MARBLE_KEY[glyphOf(item.reason)], Math.min(x, right), y, Math.min(1, (x - left) / 16), undefined, 0.95);
    }
    pen.rect(right + 1, tape.y - 3, 1.6, tape.h + 6, palette.text, 0.9);
  }

  return {
    draw(moment) {
      for (const guest of moment.view.guests) {
        const place = moment.layout.towers[guest.index];
        if (place && guest.present && place.tape.h > 0) drawTape(place, guest, moment);
      }
    },
  };
}
