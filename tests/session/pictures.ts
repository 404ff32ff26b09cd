/** What of a layout stands where: named places, and which of them cover each other. */
import type { Layout, MachinePlace, Rect } from '../../src/session/layout.ts';

export type Named = { name: string; rect: Rect };

export const around = (name: string, x: number, y: number, radius: number): Named => ({
  name,
  rect: { x: x - radius, y: y - radius, w: 2 * radius, h: 2 * radius },
});

const EPSILON = 1e-6;
export const overlap = (a: Rect, b: Rect): boolean =>
  a.x + a.w > b.x + EPSILON && b.x + b.w > a.x + EPSILON && a.y + a.h > b.y + EPSILON && b.y + b.h > a.y + EPSILON;
export const inside = (a: Rect, b: Rect): boolean =>
  a.x >= b.x - EPSILON && a.y >= b.y - EPSILON && a.x + a.w <= b.x + b.w + EPSILON && a.y + a.h <= b.y + b.h + EPSILON;

/** Pairs that cover each other. Places without a size are not in the picture. */
export function collisions(parts: readonly Named[]): string[] {
  const found: string[] = [];
  const seen = parts.filter(({ rect }) => rect.w > 0 && rect.h > 0);
  seen.forEach((a, i) => {
    for (const b of seen.slice(i + 1)) if (overlap(a.rect, b.rect)) found.push(`${a.name} × ${b.name}`);
  });
  return found;
}

export const rects = (name: string, list: readonly Rect[]): Named[] =>
  list.map((rect, i) => ({ name: `${name} ${i}`, rect }));
export const maybe = (name: string, rect: Rect | null | undefined): Named[] => (rect ? [{ name, rect }] : []);

const bodies = (name: string, list: readonly { rect: Rect }[]): Named[] =>
  rects(
    name,
    list.map(({ rect }) => rect),
  );

/** Things that are in the picture at the same time and may not cover each other. */
export function standing(layout: Layout): Named[] {
  const { machines, parts } = layout;
  return [
    { name: 'strip', rect: layout.strip },
    ...layout.labels.flatMap(({ kind, rect }) => (kind === 'hardware' ? [] : [{ name: `label ${kind}`, rect }])),
    ...layout.towers.flatMap((tower, i) => maybe(`tower ${i}`, tower?.rect)),
    ...maybe('applicant', parts.admission),
    ...bodies('socket', layout.sockets),
    ...bodies('device', layout.devices),
    ...maybe('wire title', parts.exits?.title),
    ...rects('wire', parts.exits?.rows.map(({ row }) => row) ?? []),
    ...maybe('tray', parts.latch?.rect),
    ...maybe('part in hand', parts.porting?.hand),
    ...maybe('queue', parts.porting?.waits),
    ...bodies('kernel', parts.porting?.cards ?? []),
    ...maybe('diagnose', parts.limits?.rest),
    ...bodies(
      'shared',
      [parts.runQueue, parts.pageCache, parts.kernelLock].flatMap((place) => place ?? []),
    ),
    ...machines.flatMap((machine, m) => fixtures(machine, m)),
    { name: 'inspector', rect: layout.inspector },
    { name: 'prompt', rect: layout.prompt },
    { name: 'captions', rect: layout.captions },
  ];
}

/** What belongs to one machine's technique. */
function fixtures({ title, bands, shelf, mills, rings, channel, beside }: MachinePlace, m: number): Named[] {
  const at = (name: string): string => `machine ${m} ${name}`;
  return [
    ...maybe(at('title'), title),
    ...bands.flatMap(({ kind, words }) => maybe(at(`words of ${kind}`), words?.rect)),
    ...maybe(at('shelf'), shelf?.rect),
    ...rects(at('mill'), mills),
    ...rings.map(({ at: { x, y }, radius, guest }) => around(at(`ring of ${guest}`), x, y, radius)),
    ...maybe(at('door'), channel?.door ?? beside?.door),
    ...maybe(at('words of models'), beside?.appsWords.rect),
  ];
}

/** Bands of one machine: they lie one upon the other. A slab's case is the storey that it fills. */
export const layersOf = ({ bands, beside }: MachinePlace): Named[] => [
  ...bands.map(({ kind, rect }) => ({ name: kind, rect })),
  ...maybe('models', beside?.apps),
];

/** Parts of one tower that may not cover each other. */
export const towerParts = (tower: NonNullable<Layout['towers'][number]>): Named[] => [
  around('badge', tower.badge.x, tower.badge.y, tower.form === 'dense' ? 6 : 10),
  { name: 'name', rect: tower.name },
  ...maybe('note', tower.note),
  around('face', tower.face.x, tower.face.y, tower.form === 'dense' ? 7 : 10),
  { name: 'patience', rect: tower.patience },
  { name: 'state', rect: tower.state },
  { name: 'tape', rect: tower.tape },
  ...maybe('asked', tower.askedLabel),
  ...tower.asked.map((slot, i) => around(`marble ${i}`, slot.x, slot.y, 5)),
  ...maybe('meter', tower.meter?.bar ?? null),
  ...(tower.meter === null && tower.form !== 'dense' ? [around('bolt', tower.bolt.x, tower.bolt.y, 8)] : []),
  { name: 'windows', rect: tower.windows },
  ...rects('dock', tower.docks),
];

export const socketParts = (socket: Layout['sockets'][number]): Named[] => [
  { name: 'header', rect: socket.header },
  { name: 'chip', rect: socket.chip },
  { name: 'deck', rect: socket.deck },
  ...maybe('deck label', socket.deckLabel),
  { name: 'mix', rect: socket.mix },
];

/** All that can be pressed. */
export const targetsOf = (layout: Layout): Named[] => [
  ...layout.towers.flatMap((tower, i) => maybe(`tower ${i}`, tower?.rect)),
  ...bodies('socket', layout.sockets),
  ...rects(
    'deck',
    layout.sockets.flatMap(({ deck }) => (deck.w === 0 ? [] : [deck])),
  ),
  ...bodies('device', layout.devices),
  ...rects('wire', layout.parts.exits?.rows.map(({ row }) => row) ?? []),
  ...rects(
    'part',
    (layout.parts.porting?.cards ?? []).flatMap(({ parts, restarts }) => [...parts, ...restarts]),
  ),
  ...maybe('drain', layout.parts.latch?.drain),
];
