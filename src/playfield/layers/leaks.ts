/**
 * Leaks. What should fall onto the monitor drips through it in silence, from the tower to the hardware: a drop for what
 * tells, a red one for a lost interrupt flag. At each site a bar: a fuse that burns down where a flag is lost, else what
 * its traps have cost beside its translation. What traps stops at the band's ceiling, and rings.
 */
import type { MachinePlace, Rect, TowerPlace } from '../../session/layout.ts';
import type { SiteView } from '../../session/parts/leaks.ts';
import { siteRow } from '../../session/siteRows.ts';
import type { Int } from '../../sim/index.ts';
import { NEVER } from '../../sim/types.ts';
import type { Colour } from '../colours.ts';
import { mix } from '../colours.ts';
import type { Layer, Moment } from '../moment.ts';
import { clamp01 } from '../motion.ts';
import type { Pen } from '../pen.ts';

/** how long a drop falls, and how long a flash lasts, ms; at most so many drops at once */
const FALL = 1100;
const FLASH = 500;
const MOST = 60;
/** design pixels of a drop's tail; and how it lies beside the tower's stem */
const TAIL = 16;
const SPREAD = 9;

type Drop = { guest: Int; at: number; loses: boolean; aside: number };

export function leaks(pen: Pen): Layer {
  const drops: Drop[] = [];
  /** by guest and site: when it was translated, or put right, last */
  const flashes = new Map<string, { at: number; kind: 'written' | 'treated' | 'hung' }>();
  let fallen = 0;

  const flash = (guest: Int, site: Int, at: number, kind: 'written' | 'treated' | 'hung'): void => {
    flashes.set(`${guest}/${site}`, { at, kind });
  };

  function drawDrop({ at, loses, aside }: Drop, { stem }: TowerPlace, machine: MachinePlace, moment: Moment): void {
    const t = (moment.time - at) / FALL;
    const { palette, calm } = moment;
    const tint: Colour = loses ? palette.red : palette.sky;
    const x = stem.x + aside;
    const [top, bottom] = [stem.y, machine.host.y + machine.host.h * 0.5];
    if (calm) {
      pen.put('dot', x, machine.middle.y + 16, 1 - t, tint, loses ? 2.4 : 1.8);
      return;
    }
    const y = top + (bottom - top) * t * t;
    const size = loses ? 2 : 1.5;
    for (let k = 1; k <= 3; k++)
      pen.put('dot', x, y - (k * TAIL * t) / 1.5, (0.5 - k * 0.13) * (1 - t * 0.5), tint, size - k * 0.35);
    pen.put('dot', x, y, 1 - t * t * 0.6, tint, size);
  }

  function drawBar({ bar, row }: { bar: Rect; row: Rect }, site: SiteView, fuse: number, moment: Moment): void {
    const { palette } = moment;
    if (site.left !== NEVER) {
      const part = fuse === 0 ? 0 : clamp01(site.left / fuse);
      pen.rect(bar.x, bar.y, bar.w, bar.h, palette.faint, 1);
      pen.rect(bar.x, bar.y, bar.w * part, bar.h, palette.red, 1);
      const pulse = moment.calm ? 0.6 : 0.45 + 0.35 * Math.sin(moment.beat * (part < 0.35 ? 9 : 4));
      pen.frame(row, 1.5, palette.red, pulse);
      pen.put('dot', bar.x + bar.w * part, bar.y + bar.h / 2, 1, palette.yellow, 1.5);
      return;
    }
    if (site.how !== 'patched') return;
    const part = site.paid / 10_000;
    pen.rect(bar.x, bar.y, bar.w, bar.h, palette.faint, 1);
    pen.rect(bar.x, bar.y, bar.w * part, bar.h, site.isPaid ? palette.yellow : palette.orange, site.rests ? 0.5 : 1);
  }

  function drawSite(place: { bar: Rect; row: Rect }, site: SiteView, guest: Int, moment: Moment): void {
    const { palette, view } = moment;
    const { row } = place;
    const dim = site.rests && site.left === NEVER;
    const tint = site.how === 'left' ? (site.leak === 'loses' ? palette.red : palette.sky) : moment.colourOf(guest);
    pen.rect(row.x, row.y, row.w, row.h, mix(palette.deep, tint, site.how === 'translated' ? 0.16 : 0.06), 0.92);
    pen.rect(row.x, row.y, 2.5, row.h, tint, dim ? 0.35 : 1);
    drawBar(place, site, view.parts.leaks?.fuse ?? 0, moment);
    const lit = flashes.get(`${guest}/${site.site}`);
    const age = lit === undefined ? 1 : (moment.time - lit.at) / FLASH;
    if (lit === undefined || age >= 1) return;
    pen.rect(row.x, row.y, row.w, row.h, lit.kind === 'written' ? palette.orange : palette.green, 0.45 * (1 - age));
  }

  return {
    event(event, moment) {
      if (event.type === 'leaked') {
        if (drops.length >= MOST) drops.shift();
        fallen++;
        drops.push({
          guest: event.guest,
          at: moment.time,
          loses: event.cause === 'loses',
          aside: (((fallen * 7) % 5) - 2) * SPREAD,
        });
      }
      if (event.type === 'siteTreated') flash(event.guest, event.site, moment.time, 'treated');
      if (event.type === 'siteTranslated') flash(event.guest, event.site, moment.time, 'written');
      if (event.type === 'flagHung') flash(event.guest, -1, moment.time, 'hung');
    },
    draw(moment) {
      const all = moment.view.parts.leaks;
      if (all === null) return;
      all.guests.forEach((places, guest) => {
        const tower = moment.layout.towers[guest];
        const machine = tower && moment.layout.machines[tower.machine];
        if (!tower || !machine) return;
        places.forEach((site, n) => {
          if (site !== null) drawSite(siteRow(tower.rect, machine.middle, n), site, guest, moment);
        });
        const hung = flashes.get(`${guest}/-1`);
        const age = hung === undefined ? 1 : (moment.time - hung.at) / (3 * FLASH);
        if (age < 1)
          pen.rect(tower.rect.x, tower.rect.y, tower.rect.w, tower.rect.h, moment.palette.red, 0.5 * (1 - age));
      });
      for (let i = drops.length - 1; i >= 0; i--) {
        const drop = drops[i];
        if (drop === undefined) continue;
        if (moment.time - drop.at >= FALL) {
          drops.splice(i, 1);
          continue;
        }
        const tower = moment.layout.towers[drop.guest];
        const machine = tower && moment.layout.machines[tower.machine];
        if (tower && machine) drawDrop(drop, tower, machine, moment);
      }
    },
  };
}
