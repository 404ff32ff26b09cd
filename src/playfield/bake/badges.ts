/** The eight shapes by which guests are told apart, white (tinted when drawn), and the faces of their patience. */
import { BADGES, type Badge } from '../../session/view-model.ts';
import { type Palette, WHITE } from '../colours.ts';
import { disc, path, polygon } from './draw.ts';
import type { Recipe } from './sheet.ts';

const CORNER = 1.6;

/** Outline of a badge of about `r` radius: shapes are sized to look equally large. */
function badgePath(badge: Badge, r: number): string {
  switch (badge) {
    case 'square':
      return `M${-r * 0.86},${-r * 0.86}H${r * 0.86}V${r * 0.86}H${-r * 0.86}Z`;
    case 'hexagon':
      return polygon(6, r, 0);
    case 'diamond':
      return polygon(4, r * 1.12);
    case 'triangle':
      return `M0,${-r * 0.98}L${r * 1.02},${r * 0.8}H${-r * 1.02}Z`;
    case 'circle':
      return `M${-r * 0.94},0A${r * 0.94},${r * 0.94} 0 1 0 ${r * 0.94},0A${r * 0.94},${r * 0.94} 0 1 0 ${-r * 0.94},0Z`;
    case 'pentagon':
      return polygon(5, r * 1.04);
    case 'star':
      return polygon(5, r * 1.16, -Math.PI / 2, 0.48);
    case 'cross': {
      const a = r * 0.36;
      const b = r * 0.98;
      return `M${-a},${-b}H${a}V${-a}H${b}V${a}H${a}V${b}H${-a}V${a}H${-b}V${-a}H${-a}Z`;
    }
  }
}

export const BADGE_KEY: Readonly<Record<Badge, string>> = {
  square: 'badge.square',
  hexagon: 'badge.hexagon',
  diamond: 'badge.diamond',
  triangle: 'badge.triangle',
  circle: 'badge.circle',
  pentagon: 'badge.pentagon',
  star: 'badge.star',
  cross: 'badge.cross',
};

/** Radius at which badges are baked. */
export const BADGE_RADIUS = 10;

const FACES = ['content', 'patient', 'upset', 'asleep', 'absent'] as const;
export type Face = (typeof FACES)[number];
export const FACE_KEY: Readonly<Record<Face, string>> = {
  content: 'face.content',
  patient: 'face.patient',
  upset: 'face.upset',
  asleep: 'face.asleep',
  absent: 'face.absent',
};

const MOUTH: Readonly<Record<Face, string>> = {
  content: 'M-4.2,2.8Q0,7.4 4.2,2.8',
  patient: 'M-4,4.2H4',
  upset: 'M-4.2,6Q0,1.6 4.2,6',
  asleep: 'M-1.8,4.6H1.8',
  absent: 'M-3.4,4.4H3.4',
};

function face(kind: Face, palette: Palette): Recipe {
  return {
    key: FACE_KEY[kind],
    w: 24,
    h: 24,
    paint(ctx) {
      disc(ctx, 0, 0, 10, { fill: palette.deep, stroke: WHITE, width: 2 });
      if (kind === 'asleep')
        path(ctx, 'M-5.4,-1.6Q-3.6,0.4 -1.8,-1.6M1.8,-1.6Q3.6,0.4 5.4,-1.6', { stroke: WHITE, width: 1.6 });
      else if (kind === 'absent')
        path(ctx, 'M-5,-3.4L-2.4,-0.8M-2.4,-3.4L-5,-0.8M2.4,-3.4L5,-0.8M5,-3.4L2.4,-0.8', {
          stroke: WHITE,
          width: 1.5,
        });
      else {
        const brow = kind === 'upset' ? -1.4 : -2;
        disc(ctx, -3.6, brow, 1.5, { fill: WHITE });
        disc(ctx, 3.6, brow, 1.5, { fill: WHITE });
        if (kind === 'upset') path(ctx, 'M-5.6,-5L-2.2,-3.8M5.6,-5L2.2,-3.8', { stroke: WHITE, width: 1.3 });
      }
      path(ctx, MOUTH[kind], { stroke: WHITE, width: 1.8 });
    },
  };
}

export const badgeRecipes = (palette: Palette): Recipe[] => [
  ...BADGES.map(
    (badge): Recipe => ({
      key: BADGE_KEY[badge],
      w: 28,
      h: 28,
      paint: (ctx) => path(ctx, badgePath(badge, BADGE_RADIUS), { fill: WHITE, stroke: WHITE, width: CORNER }),
    }),
  ),
  ...FACES.map((kind) => face(kind, palette)),
];
