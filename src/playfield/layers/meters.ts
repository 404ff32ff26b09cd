/** Under one kernel a tower has meters instead of a tape: what the guest takes of CPU, page cache and locks. */
import type { TowerPlace } from '../../session/layout.ts';
import type { GuestView } from '../../session/view-model.ts';
import { METER_KEY } from '../bake/icons.ts';
import type { Layer, Moment } from '../moment.ts';
import { approach } from '../motion.ts';
import type { Pen } from '../pen.ts';

/** Lower bars lie closer together, with smaller icons. Design pixels. */
const TALL = 6;

export function meters(pen: Pen): Layer {
  const shares = new Map<number, [number, number, number]>();

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
    const pages = view.parts.pageCache?.pages ?? 0;
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
      pen.put(key, meter.icon.x, meter.icon.y, 0.9, palette.muted, bar.h < TALL ? 0.5 : 0.95);
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
        if (place && guest.present) drawMeters(place, guest, moment);
      }
    },
  };
}
