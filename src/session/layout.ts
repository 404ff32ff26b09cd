/**
 * Where everything stands. The playfield draws at these places and the overlay puts text and controls on them, so both
 * ask this one function; neither has geometry of its own.
 */
import type { Int } from '../sim/index.ts';
import { areasOf, type Frame, frameOf, STRIP_BOTTOM } from './layout-frame.ts';
import { devicesOf, socketsOf } from './layout-host.ts';
import { inspectorOf, labelsOf, promptOf } from './layout-margin.ts';
import { diagnoseOf, hypercallsOf, kernelsOf, sharedOf, trayOf, wiresOf, workRowOf } from './layout-middle.ts';
import { keyOf, type Shape, shapeOf } from './layout-shape.ts';
import { millsOf, ringsOf, shelfOf } from './layout-technique.ts';
import { applicantOf, towersOf } from './layout-towers.ts';
import { type BandPlace, type Layout, type MachinePlace, PICTURE, type Rect, type TowerPlace } from './layout-types.ts';
import type { View } from './view-model.ts';

export { baysOf, MOST_BAYS } from './layout-middle.ts';
export * from './layout-types.ts';

type Built = {
  frame: Frame;
  place: MachinePlace;
  towers: [Int, TowerPlace][];
  sockets: ReturnType<typeof socketsOf>;
  devices: ReturnType<typeof devicesOf>;
};

/** An inner hypervisor reaches as far as its guests do, not across the machine. */
function withInner(bands: readonly BandPlace[], towers: Built['towers']): BandPlace[] {
  const lying = towers.flatMap(([, { form, rect }]) => (form === 'lying' ? [rect] : []));
  if (lying.length === 0) return [...bands];
  return bands.flatMap((band): BandPlace[] => {
    if (band.kind !== 'inner') return [band];
    return lying.map((rect, i) => ({ ...band, rect, words: i === 0 ? band.words : null }));
  });
}

const hasCards = ({ asks, kernels, hypercalls }: Shape): boolean => asks || kernels.length + hypercalls > 0;

/** What is interpreted falls into the funnel of the mill beside the column. */
function overMills(sockets: Built['sockets'], mills: readonly Rect[]): Built['sockets'] {
  return sockets.map(([index, socket], i) => {
    const mill = mills[i];
    if (mill === undefined) return [index, socket];
    const exit = { x: mill.x + mill.w / 2, y: mill.y + 16 };
    return [index, { ...socket, held: { ...socket.held, exit } }];
  });
}

function build(shape: Shape, frame: Frame, main: Layout['main']): Built {
  const sockets = socketsOf(shape, frame);
  const towers = towersOf(shape, frame);
  const machine = shape.machines[frame.index];
  const workRow = workRowOf(frame, main);
  const mills = millsOf(
    frame,
    hasCards(shape) ? workRow : null,
    sockets.map(([, socket]) => socket),
  );
  const { domain, ...shared } = ringsOf(shape, frame, towers);
  return {
    frame,
    towers,
    sockets: overMills(sockets, mills),
    devices: devicesOf(shape, frame),
    place: {
      area: frame.area,
      title: frame.title,
      bands: [...withInner(frame.bands, towers), ...domain],
      crowded: frame.bands.some(({ kind }) => kind === 'sharedKernel'),
      guests: frame.guests,
      middle: frame.middle,
      host: frame.host,
      main: frame.main,
      lanes: frame.lanes,
      workRow,
      shelf: machine === undefined ? null : shelfOf(machine, frame),
      mills,
      beside: frame.beside,
      ...shared,
    },
  };
}

/** Places in the order of their indices, which run through all machines. */
function indexed<T>(places: readonly (readonly [Int, T])[]): T[] {
  return [...places].sort(([a], [b]) => a - b).map(([, place]) => place);
}

export function layoutOf(shape: Shape): Layout {
  const frames = areasOf(shape).flatMap((area, m) => frameOf(shape, m, area) ?? []);
  const first = frames[0];
  if (first === undefined) throw new Error('a picture without a machine');
  const main = { left: first.main.left, right: frames[frames.length - 1]?.main.right ?? first.main.right };
  const built = frames.map((frame) => build(shape, frame, main));
  const towers = new Map(built.flatMap((one) => one.towers));
  const sockets = indexed(built.flatMap((one) => one.sockets));
  const wires = built.map(({ frame }) => wiresOf(shape, frame, sockets)).find((found) => found !== null) ?? null;
  const tray = frames.map((frame) => trayOf(shape, frame)).find((found) => found !== null) ?? null;
  const workRow = workRowOf(first, main);
  return {
    machines: built.map(({ place }) => place),
    strip: { x: 0, y: 0, w: PICTURE.w, h: STRIP_BOTTOM },
    main,
    labels: labelsOf(frames),
    towers: shape.slotOf.map((_, guest) => towers.get(guest) ?? null),
    applicant: applicantOf(shape, first),
    sockets,
    devices: indexed(built.flatMap((one) => one.devices)),
    wires,
    tray,
    kernels: kernelsOf(shape, workRow),
    hypercalls: hypercallsOf(shape, workRow),
    shared: sharedOf(shape, first),
    diagnose: diagnoseOf(shape, first),
    inspector: inspectorOf(first),
    prompt: promptOf(first, sockets),
    captions: { x: main.left, y: 694, w: main.right - main.left, h: 24 },
  };
}

/** The machine that an exit belongs to: that of the pCPU which it holds, else that of its guest. */
export function machineOf(layout: Layout, { pcpu, guest }: { pcpu: Int; guest: Int }): MachinePlace | undefined {
  return layout.machines[layout.sockets[pcpu]?.machine ?? layout.towers[guest]?.machine ?? 0];
}

let last: { key: string; layout: Layout } | null = null;

/** The layout of a view. The same object is returned for as long as the shape of the picture stays the same. */
export function layout(view: View): Layout {
  const shape = shapeOf(view);
  const key = keyOf(shape);
  if (last?.key !== key) last = { key, layout: layoutOf(shape) };
  return last.layout;
}
