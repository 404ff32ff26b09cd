import { describe, expect, it } from 'vitest';
import { baysOf, type Layout, layoutOf, MOST_BAYS, PICTURE, type Rect, TARGET } from '../../src/session/layout.ts';
import type { Shape } from '../../src/session/layout-shape.ts';
import { BANDS } from '../../src/session/view-model.ts';

type Named = { name: string; rect: Rect };

const around = (name: string, x: number, y: number, radius: number): Named => ({
  name,
  rect: { x: x - radius, y: y - radius, w: 2 * radius, h: 2 * radius },
});

const EPSILON = 1e-6;
const overlap = (a: Rect, b: Rect): boolean =>
  a.x + a.w > b.x + EPSILON && b.x + b.w > a.x + EPSILON && a.y + a.h > b.y + EPSILON && b.y + b.h > a.y + EPSILON;
const inside = (a: Rect, b: Rect): boolean =>
  a.x >= b.x - EPSILON && a.y >= b.y - EPSILON && a.x + a.w <= b.x + b.w + EPSILON && a.y + a.h <= b.y + b.h + EPSILON;

function collisions(parts: readonly Named[]): string[] {
  const found: string[] = [];
  parts.forEach((a, i) => {
    for (const b of parts.slice(i + 1)) if (overlap(a.rect, b.rect)) found.push(`${a.name} × ${b.name}`);
  });
  return found;
}

const rects = (name: string, list: readonly Rect[]): Named[] => list.map((rect, i) => ({ name: `${name} ${i}`, rect }));
const maybe = (name: string, rect: Rect | null | undefined): Named[] => (rect ? [{ name, rect }] : []);

/** Things that are in the picture at the same time and may not cover each other. */
function standing(layout: Layout): Named[] {
  return [
    { name: 'strip', rect: layout.strip },
    ...rects('label', [layout.labels.guests, layout.labels.middle]),
    ...layout.towers.flatMap((tower, i) => maybe(`tower ${i}`, tower?.rect)),
    ...maybe('applicant', layout.applicant),
    ...rects(
      'socket',
      layout.sockets.map((socket) => socket.rect),
    ),
    ...rects(
      'device',
      layout.devices.map((device) => device.rect),
    ),
    ...maybe('wire title', layout.wires?.title),
    ...rects('wire', layout.wires?.rows.map((row) => row.row) ?? []),
    ...maybe('tray', layout.tray?.rect),
    ...maybe('hypercalls', layout.hypercalls?.rect),
    ...rects(
      'kernel',
      layout.kernels.map((kernel) => kernel.rect),
    ),
    ...maybe('diagnose', layout.diagnose),
    ...(layout.shared
      ? rects('shared', [layout.shared.runQueue.rect, layout.shared.cache.rect, layout.shared.locks.rect])
      : []),
    { name: 'inspector', rect: layout.inspector },
    { name: 'prompt', rect: layout.prompt },
    { name: 'captions', rect: layout.captions },
  ];
}

/** Parts of one tower that may not cover each other. */
const towerParts = (tower: NonNullable<Layout['towers'][number]>): Named[] => [
  around('badge', tower.badge.x, tower.badge.y, 10),
  { name: 'name', rect: tower.name },
  ...maybe('note', tower.note),
  around('face', tower.face.x, tower.face.y, 10),
  { name: 'patience', rect: tower.patience },
  { name: 'state', rect: tower.state },
  { name: 'tape', rect: tower.tape },
  ...maybe('asked', tower.askedLabel),
  ...tower.asked.map((slot, i) => around(`marble ${i}`, slot.x, slot.y, 5)),
  ...tower.meters.map((meter, i) => ({ name: `meter ${i}`, rect: meter.bar })),
  ...(tower.meters.length === 0 ? [around('bolt', tower.bolt.x, tower.bolt.y, 8)] : []),
  { name: 'windows', rect: tower.windows },
  ...rects('dock', tower.docks),
];

const socketParts = (socket: Layout['sockets'][number]): Named[] => [
  { name: 'header', rect: socket.header },
  { name: 'chip', rect: socket.chip },
  { name: 'deck', rect: socket.deck },
  ...maybe('deck label', socket.deckLabel),
  { name: 'mix', rect: socket.mix },
];

const shape = (band: Shape['band'], guests: number, pcpus: number, over: Partial<Shape> = {}): Shape => ({
  band,
  slots: guests,
  slotOf: Array.from({ length: guests }, (_, i) => i),
  vcpus: Array.from({ length: guests }, () => 1),
  applicants: false,
  pcpus,
  decks: true,
  devices: 0,
  reasons: 0,
  wires: false,
  latchRoom: 0,
  kernels: [],
  hypercalls: 0,
  ...over,
});

const VARIANTS: Record<string, Partial<Shape>> = {
  bare: {},
  'four devices, six wires, a latch': { devices: 4, reasons: 6, wires: true, latchRoom: 6 },
  'kernels and hypercalls': { devices: 2, reasons: 5, wires: true, kernels: [2, 1, 1, 1], hypercalls: 4 },
  applicants: { applicants: true, devices: 1 },
  'no places on deck': { decks: false },
};

describe('layout', () => {
  for (const band of BANDS) {
    for (const [variant, over] of Object.entries(VARIANTS)) {
      if (band !== 'monitor' && (over.wires || over.kernels)) continue;
      it(`${band}, ${variant}: nothing covers anything, for 1–8 guests and 1–4 pCPUs`, () => {
        for (let guests = 1; guests <= 8; guests++) {
          for (let pcpus = 1; pcpus <= 4; pcpus++) {
            const layout = layoutOf(shape(band, guests, pcpus, over));
            const where = `${guests} guests, ${pcpus} pCPUs: `;
            const parts = standing(layout);
            expect(collisions(parts).map((text) => where + text)).toEqual([]);
            const picture: Rect = { x: 0, y: 0, ...PICTURE };
            expect(parts.filter((part) => !inside(part.rect, picture)).map((part) => where + part.name)).toEqual([]);
            for (const tower of layout.towers) {
              if (!tower) throw new Error('every guest has a tower here');
              const own = towerParts(tower);
              expect(collisions(own).map((text) => where + text)).toEqual([]);
              expect(own.filter((part) => !inside(part.rect, tower.rect)).map((part) => where + part.name)).toEqual([]);
            }
            for (const socket of layout.sockets) {
              expect(collisions(socketParts(socket)).map((text) => where + text)).toEqual([]);
              expect(socketParts(socket).filter((part) => !inside(part.rect, socket.rect))).toEqual([]);
            }
          }
        }
      });
    }
  }

  it('keeps held exits, questions, bolts and bays of the monitor clear of each other', () => {
    for (let guests = 1; guests <= 8; guests++) {
      for (let pcpus = 1; pcpus <= 4; pcpus++) {
        const layout = layoutOf(shape('monitor', guests, pcpus, VARIANTS['four devices, six wires, a latch']));
        const bolts = layout.towers.flatMap((tower, i) =>
          tower ? [around(`bolt ${i}`, tower.ceiling.x, tower.ceiling.y, 10)] : [],
        );
        for (const asked of layout.sockets) {
          for (let n = 1; n <= MOST_BAYS; n++) {
            const parts = [
              ...bolts,
              ...layout.sockets.map((socket, i) => ({ name: `held ${i}`, rect: socket.held.chip })),
              ...layout.sockets.map((socket, i) => around(`exit ${i}`, socket.held.exit.x, socket.held.exit.y, 18)),
              { name: 'question', rect: asked.held.question },
              ...rects('bay', baysOf(layout.workRow, asked.streamX, n)),
            ];
            expect(collisions(parts)).toEqual([]);
            expect(parts.filter((part) => !inside(part.rect, layout.middle))).toEqual([]);
            expect(
              parts.filter((part) => part.name.startsWith('bay') && (part.rect.w < 190 || part.rect.h < 88)),
            ).toEqual([]);
          }
        }
      }
    }
  });

  it('puts the words of a tutorial beside the keys of two sockets, with room for three lines', () => {
    for (const variant of ['bare', 'kernels and hypercalls', 'four devices, six wires, a latch']) {
      const { prompt, sockets } = layoutOf(shape('monitor', 4, 2, { ...VARIANTS[variant], devices: 0 }));
      const keys = sockets.map(({ streamX, rect }, i) => around(`key ${i}`, streamX, rect.y, TARGET / 2));
      expect(collisions([{ name: 'prompt', rect: prompt }, ...keys])).toEqual([]);
      expect([prompt.w >= 200, prompt.h >= 120]).toEqual([true, true]);
    }
  });

  it('offers no target smaller than 24 px', () => {
    for (const pcpus of [1, 2, 3, 4, 8, 16]) {
      for (const guests of [1, 4, 8, 32, 64]) {
        const layout = layoutOf(
          shape('monitor', guests, pcpus, { ...VARIANTS['kernels and hypercalls'], latchRoom: 6 }),
        );
        const targets = [
          ...layout.towers.flatMap((tower) => (tower ? [tower.rect] : [])),
          ...layout.sockets.flatMap((socket) => [socket.rect, socket.deck]),
          ...(layout.wires?.rows.map((row) => row.row) ?? []),
          ...layout.kernels.map((kernel) => kernel.port),
          ...(layout.hypercalls?.entries ?? []),
          ...(layout.tray ? [layout.tray.drain] : []),
        ];
        expect(targets.filter((rect) => rect.w < TARGET || rect.h < TARGET)).toEqual([]);
      }
    }
  });

  it('draws 64 guests and 16 pCPUs without overlaps', () => {
    const layout = layoutOf(shape('monitor', 64, 16, { devices: 2 }));
    expect(layout.dense).toBe(true);
    expect(collisions(standing(layout))).toEqual([]);
    for (const socket of layout.sockets) expect(collisions(socketParts(socket))).toEqual([]);
  });
});
