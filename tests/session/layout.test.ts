import { describe, expect, it } from 'vitest';
import { bandsOf } from '../../src/session/bands.ts';
import { knobRow } from '../../src/session/knobRows.ts';
import { baysOf, layoutOf, MOST_BAYS, PICTURE, type Rect, TARGET } from '../../src/session/layout.ts';
import type { MachineShape, Shape } from '../../src/session/layout-shape.ts';
import { PARTS } from '../../src/session/parts/index.ts';
import { NONE } from '../../src/sim/types.ts';
import { machine } from '../playfield/builders.ts';
import { around, collisions, inside, rects, socketParts, standing, targetsOf, towerParts } from './pictures.ts';

/** What a machine may have in its middle. */
const MIDDLES = {
  monitor: machine('monitor').bands,
  sharedKernel: machine('sharedKernel').bands,
  seam: bandsOf({ host: 'bare', guests: [] }),
  thin: machine('monitor').bands.map((band) => (band.kind === 'monitor' ? { ...band, form: 'thin' as const } : band)),
  translator: machine('translator', 'monitor').bands,
  interpreter: machine('interpreter').bands,
} as const satisfies Record<string, MachineShape['bands']>;
type Middle = keyof typeof MIDDLES;

/** half of the height of an exit that has landed, with its gauge */
const LANDED = 22;

const numbers = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

/** What of a shape the variants speak of: counts of rows, cards and entries. */
type Over = Omit<Partial<Shape>, 'machines' | 'parts' | 'cards'> & {
  devices?: number;
  reasons?: number;
  wires?: boolean;
  kernels?: number[];
  levers?: boolean;
};

const NOTHING = Object.fromEntries(Object.keys(PARTS).map((name) => [name, null])) as Shape['parts'];

function partShapes(
  middle: Middle,
  { reasons = 0, wires = false, kernels, latchRoom = 0, applicants = false }: Over,
): Shape['parts'] {
  const there = (so: boolean, own: object | number = {}): object | number | null => (so ? own : null);
  const shared = there(middle === 'sharedKernel');
  return {
    ...NOTHING,
    admission: there(applicants),
    exits: there(wires, { rows: reasons, wires, tray: latchRoom > 0 }),
    latch: there(latchRoom > 0, latchRoom),
    porting: there(kernels !== undefined, {
      kernels: kernels?.map((guests) => ({ guests, parts: 4 })),
      margin: !wires,
    }),
    sharedKernel: shared,
    runQueue: shared,
    pageCache: shared,
    kernelLock: shared,
    limits: there(middle === 'sharedKernel', { door: applicants }),
  };
}

function shape(middle: Middle, guests: number, pcpus: number, { devices = 0, ...counts }: Over = {}): Shape {
  const { reasons, wires, kernels, levers = false, ...over } = counts;
  const only: MachineShape = {
    bands: MIDDLES[middle],
    slots: guests,
    domains: 0,
    pcpus: numbers(pcpus),
    devices: numbers(devices),
    blocks: middle === 'translator' ? 32 : 0,
  };
  return {
    machines: [only],
    machineOf: numbers(guests).map(() => 0),
    slotOf: numbers(guests),
    under: numbers(guests).map(() => NONE),
    inner: numbers(guests).map(() => false),
    vcpus: numbers(guests).map(() => 1),
    applicants: false,
    decks: true,
    asks: middle === 'monitor' || middle === 'thin' || middle === 'translator',
    latchRoom: 0,
    geared: numbers(guests).map(() => levers),
    cards: kernels !== undefined,
    rows: false,
    parts: partShapes(middle, counts),
    ...over,
  };
}

const VARIANTS: Record<string, Over> = {
  bare: {},
  'four devices, six wires, a latch': { devices: 4, reasons: 6, wires: true, latchRoom: 6 },
  'kernels and their parts': { devices: 2, reasons: 5, wires: true, kernels: [2, 1, 1, 1] },
  'kernels and their parts as far as the left edge': { devices: 2, kernels: [2, 1, 1, 1] },
  applicants: { applicants: true, devices: 1 },
  'no places on deck': { decks: false },
  levers: { levers: true },
  'rows below the towers': { rows: true },
};

describe('layout', () => {
  for (const middle of Object.keys(MIDDLES) as Middle[]) {
    for (const [variant, over] of Object.entries(VARIANTS)) {
      if ((middle === 'sharedKernel' || middle === 'seam') && (over.wires || over.kernels)) continue;
      it(`${middle}, ${variant}: nothing covers anything, for 1–10 guests and 1–4 pCPUs`, () => {
        for (let guests = 1; guests <= 10; guests++) {
          for (let pcpus = 1; pcpus <= 4; pcpus++) {
            const layout = layoutOf(shape(middle, guests, pcpus, over));
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

  it.each(['monitor', 'translator', 'thin'] as const)(
    '%s: keeps held exits, questions, bolts and bays clear',
    (middle) => {
      for (let guests = 1; guests <= 10; guests++) {
        for (let pcpus = 1; pcpus <= 4; pcpus++) {
          const layout = layoutOf(shape(middle, guests, pcpus, VARIANTS['four devices, six wires, a latch']));
          const place = layout.machines[0];
          if (place === undefined) throw new Error('there is one machine');
          const { workRow } = place;
          /** from the monitor's upper edge to the foot of the bays */
          const desk = { ...place.middle, h: workRow.y + workRow.h - place.middle.y };
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
                ...rects('bay', baysOf(workRow, asked.streamX, n)),
              ];
              expect(collisions(parts)).toEqual([]);
              expect(parts.filter((part) => !inside(part.rect, desk))).toEqual([]);
              expect(
                parts.filter((part) => part.name.startsWith('bay') && (part.rect.w < 190 || part.rect.h < 88)),
              ).toEqual([]);
            }
          }
        }
      }
    },
  );

  it('lets streams go down between the rows below towers, wherever there are gaps enough', () => {
    for (let guests = 2; guests <= 8; guests++) {
      for (let pcpus = 1; pcpus < guests && pcpus <= 4; pcpus++) {
        const { towers, sockets } = layoutOf(shape('monitor', guests, pcpus, { rows: true }));
        const crossed = sockets.flatMap(({ streamX }) =>
          towers.filter((tower) => tower && streamX > tower.rect.x && streamX < tower.rect.x + tower.rect.w),
        );
        expect(crossed, `${guests} guests, ${pcpus} pCPUs`).toEqual([]);
      }
    }
  });

  it('lets exits land above the rows below towers, where nobody is asked about them', () => {
    const { machines, sockets } = layoutOf(shape('monitor', 5, 4, { rows: true, asks: false }));
    const [top] = machines.map(({ middle }) => knobRow(middle, 0).y);
    for (const { held } of sockets) expect(held.exit.y + LANDED).toBeLessThanOrEqual(top ?? 0);
  });

  it('puts the words of a tutorial beside the keys of two sockets, with room for three lines', () => {
    for (const variant of ['bare', 'kernels and their parts', 'four devices, six wires, a latch']) {
      const { prompt, sockets } = layoutOf(shape('monitor', 4, 2, { ...VARIANTS[variant], devices: 0 }));
      const keys = sockets.map(({ streamX, rect }, i) => around(`key ${i}`, streamX, rect.y, TARGET / 2));
      expect(collisions([{ name: 'prompt', rect: prompt }, ...keys])).toEqual([]);
      expect([prompt.w >= 200, prompt.h >= 120]).toEqual([true, true]);
    }
  });

  it('offers no target smaller than 24 px', () => {
    for (const middle of ['monitor', 'translator'] as const) {
      for (const pcpus of [1, 2, 3, 4, 8, 16]) {
        for (const guests of [1, 4, 8, 10, 14, 20, 32, 64]) {
          for (const variant of ['kernels and their parts', 'four devices, six wires, a latch']) {
            const layout = layoutOf(shape(middle, guests, pcpus, { ...VARIANTS[variant], latchRoom: 6 }));
            expect(targetsOf(layout).filter(({ rect }) => rect.w < TARGET || rect.h < TARGET)).toEqual([]);
          }
        }
      }
    }
  });

  it.each([12, 16, 20, 24, 64])('draws %i guests and 16 pCPUs without overlaps', (guests) => {
    const layout = layoutOf(shape('monitor', guests, 16, { devices: 2 }));
    expect(collisions(standing(layout))).toEqual([]);
    for (const tower of layout.towers) {
      if (tower === null) throw new Error('every guest has a tower here');
      expect(collisions(towerParts(tower))).toEqual([]);
    }
    for (const socket of layout.sockets) expect(collisions(socketParts(socket))).toEqual([]);
  });

  it('has words in its towers for as long as they stand in two rows', () => {
    const formOf = (guests: number) => layoutOf(shape('monitor', guests, 4)).towers[0]?.form;
    expect([4, 8, 12, 14, 30, 36].map(formOf)).toEqual(['wide', 'narrow', 'narrow', 'short', 'short', 'dense']);
  });
});
