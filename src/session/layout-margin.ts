/** Words and controls at the edges of the picture: names of storeys, the inspector, and what a tutorial says. */
import { type Frame, RIGHT_COLUMN, STRIP_BOTTOM } from './layout-frame.ts';
import { type BareLayout, type Label, PICTURE, type Rect, type SocketPlace } from './layout-types.ts';
import { FOOT, LIMITS_FOOT, MIXER } from './margin.ts';

const COLUMN = { x: 12, w: 208 } as const;
const INSPECTOR = { h: 164, least: 548 } as const;
/** Between two sockets there has to be so much for words of more than one line. */
const BESIDE = { least: 200, margin: 10, above: 24 } as const;
/** below the mixer */
const MIXER_FOOT = STRIP_BOTTOM + 8 + MIXER.h + 8;
const LABEL = { x: 16, h: 36 } as const;

/**
 * Names at the left edge: of the guests' storey and the host's for all machines, and where there is only one of its bands
 * as well. Several machines are of different make; their bands are named where they are drawn.
 */
export function labelsOf(frames: readonly Frame[]): BareLayout['labels'] {
  const first = frames[0];
  if (first === undefined) return [];
  const w = (first.several ? Math.min(COLUMN.w + COLUMN.x, first.area.x) : first.main.left) - 24;
  const at = (y: number): Label => ({ rect: { x: LABEL.x, y, w, h: LABEL.h }, flat: false });
  const contained = frames.every(({ bands }) => bands.some(({ kind }) => kind === 'sharedKernel'));
  const guests = contained ? 'containers' : 'guests';
  return [
    { kind: guests, form: 'across', ...at(first.guests.y + (first.several ? 4 : 12)) },
    { kind: 'hardware', form: 'across', ...at(first.host.y + 8) },
  ];
}

/** At the left end of the host's storey, below its name; where panels take the right edge, at the right. */
export function inspectorOf({ storeys, host, main, several, area }: Frame): BareLayout['inspector'] {
  const y = Math.max(INSPECTOR.least, host.y + 8);
  const room = PICTURE.h - 8 - y;
  if (several && area.x < COLUMN.w) return { x: MIXER.x, y: MIXER_FOOT, w: MIXER.w, h: PICTURE.h - 8 - MIXER_FOOT };
  if (several || main.left > COLUMN.w) return { ...COLUMN, y, h: Math.min(INSPECTOR.h, room) };
  const top = storeys.slab.bottom + 12 + LIMITS_FOOT;
  return { x: RIGHT_COLUMN + 16, y: top, w: COLUMN.w, h: FOOT - top };
}

/** In the row above the sockets, or in the open below a thin monitor: below exits or `rows` that stand there, above kernels. */
function promptRow({ storeys, main }: Frame, rows: boolean, kernels: boolean): Rect {
  const { below, gap } = storeys;
  const row = { x: main.left, w: main.right - main.left };
  if (below.bottom > below.top && gap.bottom - below.top >= 110)
    return { ...row, y: rows ? gap.bottom - 88 : kernels ? below.top + 20 : gap.bottom - 74, h: 64 };
  // above the keys that stand on the sockets' edges
  return { ...row, y: gap.top, h: gap.bottom - gap.top - 9 };
}

/**
 * A tutorial's words: where the row above the sockets is low, between the first two of them, so that nothing that stands
 * there is covered, in type of any size.
 */
export function promptOf(frame: Frame, sockets: readonly SocketPlace[], rows: boolean, kernels: boolean): Rect {
  const row = promptRow(frame, rows, kernels);
  const [first, second] = sockets;
  if (first === undefined || second === undefined || row.h > 40) return row;
  const x = first.rect.x + first.rect.w + BESIDE.margin;
  const w = second.rect.x - BESIDE.margin - x;
  if (w < BESIDE.least) return row;
  const y = first.rect.y - BESIDE.above;
  return { x, y, w, h: first.rect.y + first.rect.h - y };
}
