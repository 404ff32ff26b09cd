/**
 * Faders in the towers: per strip of the mixer where it stands, software above, hardware in the middle, paravirtual below.
 * Who runs unchanged has them up, who knows that it has a monitor has them down.
 */
import { FADER, gearOf } from '../../session/layout.ts';
import { POSITIONS, STRIPS, wayOf } from '../../session/parts/mixer.ts';
import type { Layer } from '../moment.ts';
import { approach } from '../motion.ts';
import type { Pen } from '../pen.ts';

/** ms in which half of a move is shown */
const HALF = 140;
const CAP = { w: 7, h: 5 } as const;
const COLOURS = { software: 'yellow', hardware: 'text', paravirt: 'sky' } as const;

export function faders(pen: Pen): Layer {
  const shown = new Map<string, number>();
  return {
    draw({ view, layout, palette, dt }) {
      for (const mixer of view.parts.mixer?.mixers ?? []) {
        const tower = layout.towers[mixer.guest];
        const place = tower && view.guests[mixer.guest]?.present ? gearOf(tower) : null;
        const way = wayOf(mixer);
        if (!place || way === undefined) continue;
        const { lever } = place;
        pen.rect(lever.x, lever.y, lever.w, lever.h, palette.deep);
        pen.frame(lever, 1.2, palette.edge, 0.9);
        if (lever.w < FADER.least) continue;
        const span = lever.h - 12;
        STRIPS.forEach(({ id }, i) => {
          const x = lever.x + lever.w - FADER.pitch * (STRIPS.length - i);
          const at = POSITIONS.indexOf(way.at[id]) / (POSITIONS.length - 1);
          const key = `${mixer.guest}/${id}`;
          const stands = approach(shown.get(key) ?? at, at, dt, HALF);
          shown.set(key, stands);
          pen.rect(x + CAP.w / 2 - 0.7, lever.y + 5, 1.4, lever.h - 10, palette.line);
          pen.rect(x, lever.y + 6 + span * stands - CAP.h / 2, CAP.w, CAP.h, palette[COLOURS[way.at[id]]], 0.95);
        });
      }
    },
  };
}
