/**
 * Under one kernel a tower has one meter instead of a tape: what the tenant takes of that shared thing which is short now,
 * pale behind it what it would take if nothing held it back, and a tick at its due. All towers measure the same thing, so that they can be compared at a glance; what a tenant takes
 * of the others is said when it is chosen.
 */
import type { TowerPlace } from '../../session/layout.ts';
import { shortIn } from '../../session/parts/sharedKernel.ts';
import type { GuestView } from '../../session/view-model.ts';
import { METER_KEY } from '../bake/icons.ts';
import type { Layer, Moment } from '../moment.ts';
import { approach } from '../motion.ts';
import type { Pen } from '../pen.ts';

const THINGS = ['runQueue', 'cache', 'locks', 'disk'] as const;
type Thing = (typeof THINGS)[number];

/** ms for which the meters keep to a thing before they turn to another one */
const STAYS = 1500;
/** Bars higher than this fill upwards. Design pixels. */
const HIGH = 20;
/** what fills a meter: so many fair shares of CPU, so much of the cache, of the time in locks, of all reads */
const FULL = { fairShares: 3, cache: 6000, locks: 5000, disk: 10_000 } as const;

type Reading = { share: number; asked: number; due: number; limit: number; full: number };

/** `asked`: what it would take; `due`: what it may count on; `limit`: what it is held to, 0 where it is free. */
function readingOf({ index, share, limits }: GuestView, thing: Thing, { view }: Moment): Reading {
  const cache = view.parts.pageCache;
  const asked = view.parts.limits?.asked[index];
  switch (thing) {
    case 'runQueue': {
      const fair = Math.max(1, share.fairCpu);
      const pcpus = view.pcpus.filter(({ on }) => on).length;
      const limit = limits.freeze > 0 ? 1 : limits.cap / Math.max(1, pcpus);
      return {
        share: share.cpu,
        asked: asked?.cpu ?? 0,
        due: view.parts.limits?.due[index] || fair,
        limit,
        full: fair * FULL.fairShares,
      };
    }
    case 'cache': {
      const limit = (limits.pageCap * 10_000) / Math.max(1, cache?.pages ?? 0);
      const due = cache?.own[index] ?? 0;
      return { share: share.cache, asked: asked?.cache ?? 0, due, limit, full: FULL.cache };
    }
    case 'locks': {
      const limit = limits.callLimit > 0 ? share.locks : 0;
      return { share: share.locks, asked: asked?.locks ?? 0, due: 0, limit, full: FULL.locks };
    }
    case 'disk':
      return { share: view.parts.diskQueue?.by[index] ?? 0, asked: 0, due: 0, limit: 0, full: FULL.disk };
  }
}

export function meters(pen: Pen): Layer {
  const shares = new Map<number, number>();
  const demands = new Map<number, number>();
  let thing: Thing = 'runQueue';
  let since = -STAYS;

  /** Turns to what is short, but not to and fro. */
  function turn({ view, time }: Moment): void {
    const next = shortIn(view) ?? thing;
    if (next === thing || time - since < STAYS) return;
    thing = next;
    since = time;
    shares.clear();
    demands.clear();
  }

  function drawMeter({ meter }: TowerPlace, guest: GuestView, moment: Moment): void {
    if (meter === null) return;
    const { palette } = moment;
    const { bar, icon } = meter;
    const { share: goal, asked: demand, due, limit, full } = readingOf(guest, thing, moment);
    const share = approach(shares.get(guest.index) ?? 0, goal, moment.dt, 120);
    const asked = approach(demands.get(guest.index) ?? 0, demand, moment.dt, 240);
    shares.set(guest.index, share);
    demands.set(guest.index, asked);
    const key = METER_KEY[THINGS.indexOf(thing)];
    if (key) pen.put(key, icon.x, icon.y, 0.9, palette.muted);
    const part = (value: number): number => Math.min(1, value / full);
    const tint = moment.colourOf(guest.index);
    const high = bar.h > HIGH;
    const fill = (value: number, alpha: number): void => {
      if (high) pen.rect(bar.x, bar.y + bar.h * (1 - part(value)), bar.w, bar.h * part(value), tint, alpha);
      else pen.rect(bar.x, bar.y, bar.w * part(value), bar.h, tint, alpha);
    };
    if (asked > share) fill(asked, 0.4);
    fill(share, 1);
    const mark = (value: number, thick: number, over: number, colour: number): void => {
      if (high) pen.rect(bar.x - over, bar.y + bar.h * (1 - part(value)) - thick / 2, bar.w + 2 * over, thick, colour);
      else pen.rect(bar.x + bar.w * part(value) - thick / 2, bar.y - over, thick, bar.h + 2 * over, colour);
    };
    if (due > 0) mark(due, 1.6, 2, palette.text);
    if (limit > 0) mark(limit, 3, 3, palette.red);
  }

  return {
    draw(moment) {
      turn(moment);
      for (const guest of moment.view.guests) {
        const place = moment.layout.towers[guest.index];
        // whose job is measured there needs no other measure
        const works = moment.view.parts.walls?.behind.some((one) => one.guest === guest.index && one.job !== null);
        if (place && guest.present && works !== true) drawMeter(place, guest, moment);
      }
    },
  };
}
