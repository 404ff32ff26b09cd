/** Devices, the shared things of a kernel, and what breaks. White: the colour comes when they are drawn. */
import { WHITE } from '../colours.ts';
import { box, centred, disc, path, polygon } from './draw.ts';
import type { Recipe } from './sheet.ts';

export const DEVICE_KEY = {
  disk: 'device.disk',
  nic: 'device.nic',
  timer: 'device.timer',
  console: 'device.console',
  printer: 'device.printer',
} as const;
/** what a tenant takes of the shared things, in the order of the layout's meters */
export const METER_KEY = ['meter.cpu', 'meter.cache', 'meter.locks', 'meter.disk'] as const;

const LINE = { stroke: WHITE, width: 2 } as const;

/** Where a guest calls its monitor: an opening, with a way in and a way out. Its upper edge is that of the band. */
export const GATE_KEY = 'gate';
const gate: Recipe = {
  key: GATE_KEY,
  w: 28,
  h: 28,
  paint(ctx) {
    path(ctx, 'M-11,0V9H11V0', { stroke: WHITE, width: 1.5 });
    path(ctx, 'M-4,-6V4M-7,1L-4,4.5L-1,1M4,4.5V-6M1,-2.5L4,-6L7,-2.5', { stroke: WHITE, width: 1.4 });
  },
};

const devices: Recipe[] = [
  {
    key: DEVICE_KEY.disk,
    w: 40,
    h: 36,
    paint(ctx) {
      path(
        ctx,
        'M-13,-8A13,5 0 0 1 13,-8A13,5 0 0 1 -13,-8ZM-13,-8V9A13,5 0 0 0 13,9V-8M-13,0.5A13,5 0 0 0 13,0.5',
        LINE,
      );
    },
  },
  {
    key: DEVICE_KEY.nic,
    w: 40,
    h: 36,
    paint(ctx) {
      path(ctx, 'M-13,-11H13V11H-13ZM-7,11V3H7V11M-4,3V-1H4V3M-9,-6.5H-5M-1.5,-6.5H1.5M5,-6.5H9', LINE);
    },
  },
  {
    key: DEVICE_KEY.timer,
    w: 40,
    h: 36,
    paint(ctx) {
      disc(ctx, 0, 1, 12, LINE);
      path(ctx, 'M0,-6.5V1L5,4.6M-4,-14H4', LINE);
    },
  },
  {
    key: DEVICE_KEY.console,
    w: 40,
    h: 36,
    paint(ctx) {
      path(ctx, 'M-14,-12H14V7H-14ZM-7,12H7M0,7V12M-9,-6.5L-5,-3L-9,0.5M-2,1H4', LINE);
    },
  },
  {
    key: DEVICE_KEY.printer,
    w: 40,
    h: 36,
    paint(ctx) {
      path(ctx, 'M-9,-4V-13H9V-4M-14,-4H14V7H9M-9,7H-14V-4M-9,3H9V13H-9ZM-5,6.5H5M-5,9.5H3', LINE);
    },
  },
];

const meters: Recipe[] = [
  {
    key: METER_KEY[0],
    w: 18,
    h: 18,
    paint(ctx) {
      centred(ctx, 8, 8, 1.5, { stroke: WHITE, width: 1.4 });
      path(ctx, 'M-2,-4V-6.5M2,-4V-6.5M-2,4V6.5M2,4V6.5M-4,-2H-6.5M-4,2H-6.5M4,-2H6.5M4,2H6.5', {
        stroke: WHITE,
        width: 1.3,
      });
    },
  },
  {
    key: METER_KEY[1],
    w: 18,
    h: 18,
    paint(ctx) {
      path(ctx, 'M-5.5,-6V6H5.5V-6', { stroke: WHITE, width: 1.5 });
      box(ctx, -3.5, 1, 7, 3.2, 0.6, { fill: WHITE });
      box(ctx, -3.5, -3, 7, 3, 0.6, { fill: WHITE, fillAlpha: 0.5 });
    },
  },
  {
    key: METER_KEY[2],
    w: 18,
    h: 18,
    paint(ctx) {
      box(ctx, -5, -1, 10, 7, 1.5, { stroke: WHITE, width: 1.5 });
      path(ctx, 'M-3,-1V-3.4A3,3 0 0 1 3,-3.4V-1', { stroke: WHITE, width: 1.5 });
    },
  },
  {
    key: METER_KEY[3],
    w: 18,
    h: 18,
    paint(ctx) {
      path(ctx, 'M-5,-4A5,2 0 0 1 5,-4A5,2 0 0 1 -5,-4V4A5,2 0 0 0 5,4V-4', { stroke: WHITE, width: 1.5 });
    },
  },
];

/** Hairlines that run down from a risky tenant into the kernel, and the crack of a panic. */
const cracks: Recipe[] = [
  {
    key: 'crack.hair',
    w: 44,
    h: 60,
    paint: (ctx) =>
      path(ctx, 'M0,-28L4,-17L-3,-9L5,2L0,11L6,20L2,28M-3,-9L-12,-3L-15,5M5,2L14,7L17,15', {
        stroke: WHITE,
        width: 1.2,
      }),
  },
  {
    key: 'crack.wide',
    w: 120,
    h: 240,
    paint(ctx) {
      const spine = 'M0,-116L14,-84L-8,-58L16,-26L-4,2L20,32L-2,60L14,88L4,116';
      path(ctx, spine, { stroke: WHITE, width: 5 });
      path(ctx, 'M-8,-58L-34,-40L-42,-14M16,-26L40,-16L52,8M-4,2L-30,22L-36,50M20,32L44,52L46,76M-2,60L-22,84', {
        stroke: WHITE,
        width: 2.4,
      });
    },
  },
];

export const iconRecipes = (): Recipe[] => [
  gate,
  ...devices,
  ...meters,
  ...cracks,
  {
    key: 'turnstile',
    w: 60,
    h: 60,
    paint(ctx) {
      path(ctx, 'M0,-25V25M-25,0H25', { stroke: WHITE, width: 4 });
      disc(ctx, 0, 0, 6, { fill: WHITE });
      for (const [x, y] of [
        [0, -25],
        [0, 25],
        [-25, 0],
        [25, 0],
      ] as const)
        disc(ctx, x, y, 3.4, { fill: WHITE });
    },
  },
  {
    key: 'star',
    w: 44,
    h: 44,
    paint: (ctx) => path(ctx, polygon(5, 18, -Math.PI / 2, 0.45), { fill: WHITE, stroke: WHITE, width: 2 }),
  },
  { key: 'arrow', w: 16, h: 16, paint: (ctx) => path(ctx, 'M-3,-5L4,0L-3,5', { stroke: WHITE, width: 2.4 }) },
  {
    key: 'jaw',
    w: 18,
    h: 34,
    paint: (ctx) =>
      path(ctx, 'M-6,-14H0L5,-9.3L0,-4.6L5,0L0,4.6L5,9.3L0,14H-6Z', { fill: WHITE, stroke: WHITE, width: 1 }),
  },
];
