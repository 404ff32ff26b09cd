/** A tape per tower: what the guest has just been through, newest at the right. It moves with the machine's time. */
import type { TowerPlace } from '../../session/layout.ts';
import type { GuestView, TapeItem } from '../../session/view-model.ts';
import { GLYPH_KEY, MARBLE_KEY } from '../bake/glyphs.ts';
import { METER_KEY } from '../bake/icons.ts';
import { type Colour, ICE, type Palette } from '../colours.ts';
import type { Layer, Moment } from '../moment.ts';
import { approach } from '../motion.ts';
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
  const shares = new Map<number, [number, number, number]>();

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

  /** Latched requests: asked for, not yet done. More than there are places for pile up on the last. */
  function drawMarbles(place: TowerPlace, guest: GuestView): void {
    guest.latched.slice(0, place.asked.length).forEach((request, i) => {
      const slot = place.asked[i];
      if (slot) pen.put(MARBLE_KEY[glyphOf(request.reason)], slot.x, slot.y);
    });
  }

  /**
   * What fills a meter: three fair shares of CPU, three fifths of the cache, half of the time in locks. More than that
   * is trouble in any case.
   */
  const fullOf = (i: number, guest: GuestView): number =>
    i === 0 ? Math.max(1, guest.share.fairCpu) * 3 : i === 1 ? 6000 : 5000;

  /** Shared kernel: used, fair share (tick) and limit (notch) of CPU, cache and locks. */
  function drawMeters(place: TowerPlace, guest: GuestView, moment: Moment): void {
    if (place.meters.length === 0) return;
    const { palette, view } = moment;
    const pages = view.shared?.cache.pages ?? 0;
    const goal = [guest.share.cpu, guest.share.cache, guest.share.locks] as const;
    const shown = shares.get(guest.index) ?? [0, 0, 0];
    shares.set(guest.index, shown);
    const limits = [guest.limits.cap, pages > 0 ? (guest.limits.pageCap * 10_000) / pages : 0, 0] as const;
    place.meters.forEach((meter, i) => {
      const key = METER_KEY[i];
      if (!key) return;
      const share = approach(shown[i] ?? 0, goal[i] ?? 0, moment.dt, 120);
      shown[i] = share;
      const { bar } = meter;
      const full = fullOf(i, guest);
      const at = (value: number): number => bar.x + bar.w * Math.min(1, value / full);
      pen.put(key, meter.icon.x, meter.icon.y, 0.9, palette.muted, 0.95);
      pen.bar(bar.x, bar.y, at(share) - bar.x, bar.h, moment.colourOf(guest.index));
      if (i === 0) pen.rect(at(guest.share.fairCpu) - 0.7, bar.y - 2, 1.4, bar.h + 4, palette.text, 0.9);
      const limit = limits[i] ?? 0;
      if (limit > 0 && limit < 10_000) pen.rect(at(limit) - 1.3, bar.y - 3, 2.6, bar.h + 6, palette.red, 1);
    });
    if (guest.limits.callLimit > 0) {
      const bar = place.meters[2]?.bar;
      if (bar) pen.rect(bar.x + bar.w - 3, bar.y - 3, 2.6, bar.h + 6, palette.red, 1);
    }
  }

  return {
    draw(moment) {
      for (const guest of moment.view.guests) {
        const place = moment.layout.towers[guest.index];
        if (!place || !guest.present) continue;
        if (place.tape.h > 0) drawTape(place, guest, moment);
        drawMarbles(place, guest);
        drawMeters(place, guest, moment);
        const parked = guest.vcpus.find((vcpu) => vcpu.exit?.waiting && vcpu.exit.pcpu < 0)?.exit;
        if (parked)
          pen.put(GLYPH_KEY[glyphOf(parked.reason, parked.op)], place.parked.x, place.parked.y, 1, undefined, 0.62);
      }
    },
  };
}
