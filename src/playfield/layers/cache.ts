/** The page cache as a tank: a coloured level per tenant. Who floods it pushes the others out, and they miss. */
import type { Rect } from '../../session/layout.ts';
import { BADGE_KEY, BADGE_RADIUS } from '../bake/badges.ts';
import { mix, WHITE } from '../colours.ts';
import type { Layer, Moment } from '../moment.ts';
import { approach } from '../motion.ts';
import type { Pen } from '../pen.ts';

const WALL = 3;

export function cache(pen: Pen): Layer {
  const levels = new Map<number, number>();

  function drawTank(tank: Rect, moment: Moment): void {
    const { palette, view, calm } = moment;
    pen.rect(tank.x, tank.y, tank.w, tank.h, palette.ground, 0.9);
    let y = tank.y + tank.h - WALL;
    const inner = tank.w - 2 * WALL;
    for (const guest of view.guests) {
      const goal = guest.present && guest.stage === 'up' ? guest.share.cache / 10_000 : 0;
      const level = approach(levels.get(guest.index) ?? goal, goal, moment.dt, 140);
      levels.set(guest.index, level);
      const h = level * (tank.h - WALL);
      if (h < 0.4) continue;
      y -= h;
      const tint = moment.colourOf(guest.index);
      pen.rect(tank.x + WALL, y, inner, h - 1, tint, 0.78);
      const waves = 6;
      for (let i = 0; i < waves; i++) {
        const swell = calm ? 0 : Math.sin(moment.time / 420 + i * 1.3 + guest.index) * 1.2;
        pen.rect(tank.x + WALL + (i * inner) / waves, y + swell, inner / waves, 2, mix(tint, WHITE, 0.45), 0.8);
      }
      if (h > 14) pen.put(BADGE_KEY[guest.badge], tank.x + WALL + 14, y + h / 2, 0.9, palette.deep, 6.4 / BADGE_RADIUS);
    }
    pen.rect(tank.x, tank.y, WALL, tank.h, palette.edge);
    pen.rect(tank.x + tank.w - WALL, tank.y, WALL, tank.h, palette.edge);
    pen.rect(tank.x, tank.y + tank.h - WALL, tank.w, WALL, palette.edge);
  }

  /**
   * Beside the tank: how much of what each tenant needs is not there, and has to come from the disk. By whose doing is
   * shown for the tenant that is chosen: in red what is its own; what another one pushed out is in that one's colour, and
   * its badge stands at the end.
   */
  function drawMisses(area: Rect, moment: Moment): void {
    const { palette, view } = moment;
    const tenants = view.guests.filter((guest) => guest.present && guest.stage === 'up');
    const pitch = Math.min(20, area.h / Math.max(1, tenants.length));
    tenants.forEach((guest, i) => {
      const y = area.y + pitch * (i + 0.5);
      pen.put(BADGE_KEY[guest.badge], area.x + 8, y, 1, moment.colourOf(guest.index), 5.6 / BADGE_RADIUS);
      pen.rect(area.x + 20, y - 2.5, area.w - 20, 5, palette.faint);
      const missing = guest.share.missing / 10_000;
      const w = (area.w - 20) * missing;
      const by = view.guests[view.parts.pageCache?.by[guest.index] ?? -1];
      const pushed = by !== undefined && by.index !== guest.index;
      const asked = moment.target?.guest === guest.index && by !== undefined;
      const tint = asked ? (pushed ? moment.colourOf(by.index) : palette.red) : moment.colourOf(guest.index);
      pen.rect(area.x + 20, y - 2.5, w, 5, tint);
      if (asked && pushed) {
        const end = Math.min(area.x + area.w - 6, area.x + 20 + w + 9);
        pen.put('disc', end, y, 1, palette.deep, 0.94);
        pen.put(BADGE_KEY[by.badge], end, y, 1, tint, 5.2 / BADGE_RADIUS);
      }
      if (missing < 0.12 || moment.calm) return;
      for (let k = 0; k < 2; k++) {
        const t = (moment.beat * 0.9 + k / 2 + i * 0.37) % 1;
        pen.put('drop', area.x + 20 + w, y + t * 12, (1 - t) * Math.min(1, missing * 3), tint, 0.55);
      }
    });
  }

  return {
    draw(moment) {
      const place = moment.layout.parts.pageCache;
      if (!place || !moment.view.parts.pageCache) return;
      const { body } = place;
      const tank: Rect = { x: body.x, y: body.y, w: body.w * 0.58, h: body.h };
      drawTank(tank, moment);
      drawMisses({ x: tank.x + tank.w + 16, y: body.y, w: body.w - tank.w - 16, h: body.h }, moment);
    },
  };
}
