/**
 * The address map: a bar that is all of memory, of which each program sees its own part, in its own colour, and nothing
 * else. Whoever reaches for the map itself is thrown out: the bar flashes, and its tower is struck out for good.
 */
import { NONE } from '../../sim/types.ts';
import { mix } from '../colours.ts';
import type { Layer, Moment } from '../moment.ts';
import { clamp01 } from '../motion.ts';
import type { Pen } from '../pen.ts';

/** ms for which whoever bounces off is seen to */
const BOUNCE = 1600;
/** seconds of play for which its tower is struck out */
const SHOWN = 10;

export function addressMap(pen: Pen): Layer {
  let struck = { guest: NONE, at: -1e9 };

  function drawBounce(moment: Moment): void {
    const place = moment.layout.parts.addressMap;
    const tower = moment.layout.towers[struck.guest];
    const t = (moment.time - struck.at) / BOUNCE;
    if (!place || !tower || t >= 1) return;
    const { palette, calm } = moment;
    const { whole } = place;
    pen.rect(whole.x, whole.y, whole.w, whole.h, palette.red, 0.8 * (1 - t));
    const { rect, stem } = tower;
    // up from the tower to the map's edge, and back with it
    const reach = calm ? 0.5 : t < 0.25 ? t / 0.25 : clamp01(1 - (t - 0.25) / 0.5);
    const y = stem.y + (whole.y - stem.y) * reach;
    pen.line(stem.x, stem.y, stem.x, y, 6, palette.red, 1 - t * 0.5);
    pen.put('dot', stem.x, y, 1, palette.yellow, 3);
    pen.rect(rect.x, rect.y, rect.w, rect.h, palette.red, 0.4 * (1 - t));
  }

  return {
    event(event, moment) {
      if (event.type === 'mapRefused') struck = { guest: event.guest, at: moment.time };
    },
    draw(moment) {
      const place = moment.layout.parts.addressMap;
      const own = moment.view.parts.addressMap;
      if (place === null || own === null) return;
      const { palette, view } = moment;
      pen.rect(place.whole.x, place.whole.y, place.whole.w, place.whole.h, palette.faint, 1);
      place.parts.forEach((part, g) => {
        const guest = view.guests[g];
        const tower = moment.layout.towers[g];
        if (guest === undefined || !guest.present) return;
        const out = own.at[g] !== NONE;
        const tint = out ? palette.faint : moment.colourOf(g);
        pen.rect(part.x + 1, part.y + 1, part.w - 2, part.h - 2, mix(palette.deep, tint, 0.75), 1);
        if (!tower || out) return;
        pen.line(tower.stem.x, tower.stem.y, part.x + part.w / 2, part.y, 1, tint, 0.5);
      });
      pen.frame(place.whole, 1, palette.line, 1);
      drawBounce(moment);
      own.at.forEach((at, g) => {
        const tower = moment.layout.towers[g];
        if (at === NONE || !tower || view.now - at > SHOWN * moment.beatCycles) return;
        const { x, y, w, h } = tower.rect;
        pen.line(x + 12, y + 12, x + w - 12, y + h - 12, 3, palette.red, 0.6);
        pen.line(x + w - 12, y + 12, x + 12, y + h - 12, 3, palette.red, 0.6);
      });
    },
  };
}
