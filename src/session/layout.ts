/**
 * Where everything stands. The playfield draws at these places and the overlay puts text and controls on them, so both
 * ask this one function; neither has geometry of its own.
 */
import { frameOf } from './layout-bands.ts';
import { devicesOf, promptOf, socketsOf } from './layout-host.ts';
import { diagnoseOf, hypercallsOf, kernelsOf, sharedOf, trayOf, wiresOf, workRowOf } from './layout-middle.ts';
import { keyOf, MOST_TOWERS, type Shape, shapeOf, WIDE_SOCKETS } from './layout-shape.ts';
import { applicantOf, towersOf } from './layout-towers.ts';
import type { Layout } from './layout-types.ts';
import type { View } from './view-model.ts';

export { baysOf, MOST_BAYS } from './layout-middle.ts';
export * from './layout-types.ts';

export function layoutOf(shape: Shape): Layout {
  const frame = frameOf(shape);
  const sockets = socketsOf(shape, frame);
  const workRow = workRowOf(frame);
  return {
    ...frame,
    band: shape.band,
    dense: shape.slots > MOST_TOWERS || shape.pcpus > WIDE_SOCKETS,
    towers: towersOf(shape, frame),
    applicant: applicantOf(shape, frame),
    sockets,
    devices: devicesOf(shape, frame),
    wires: wiresOf(shape, frame, sockets),
    tray: trayOf(shape, frame),
    kernels: kernelsOf(shape, workRow),
    hypercalls: hypercallsOf(shape, workRow),
    shared: sharedOf(shape, frame),
    diagnose: diagnoseOf(shape, frame),
    workRow,
    prompt: promptOf(frame, sockets),
  };
}

let last: { key: string; layout: Layout } | null = null;

/** The layout of a view. The same object is returned for as long as the shape of the picture stays the same. */
export function layout(view: View): Layout {
  const shape = shapeOf(view);
  const key = keyOf(shape);
  if (last?.key !== key) last = { key, layout: layoutOf(shape) };
  return last.layout;
}
