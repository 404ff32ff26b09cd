/** Places that depend on what is asked, not only on what is drawn. All in design pixels. */
import { baysOf, type Layout, machineOf, PICTURE, type Rect } from '../../session/layout.ts';
import { NONE } from '../../sim/types.ts';
import type { Question } from './question.ts';

/** A control of at least 26 × 26 around a point. */
export const around = ({ x, y }: { x: number; y: number }, size = 30): Rect => ({
  x: x - size / 2,
  y: y - size / 2,
  w: size,
  h: size,
});

/** The column that a question stands in: that of the held pCPU, or of the guest whose vCPU is parked. */
function columnOf(layout: Layout, question: Question): number {
  const { pcpu, guest } = question.exit;
  const socket = pcpu === NONE ? undefined : layout.sockets[pcpu];
  return socket?.streamX ?? layout.towers[guest]?.stem.x ?? (layout.main.left + layout.main.right) / 2;
}

/** Where the sentence of a question stands, and its bays, in the order of their numbers. */
export function questionPlaces(layout: Layout, question: Question, bays: number): { words: Rect; bays: Rect[] } {
  const column = columnOf(layout, question);
  const held =
    Object.values(layout.sockets).find((socket) => socket.streamX === column)?.held.question ??
    layout.sockets[0]?.held.question;
  const row = machineOf(layout, question.exit)?.workRow ?? layout.inspector;
  const { y, w, h } = held ?? { y: row.y - 40, w: PICTURE.w / 2, h: 40 };
  const x = Math.min(Math.max(column - w / 2, layout.main.left), layout.main.right - w);
  return { words: { x, y, w, h }, bays: baysOf(row, column, bays) };
}

/** Actions for a chosen socket stand in the gap above it. */
export const aboveSocket = (socket: Rect): Rect => ({ x: socket.x - 20, y: socket.y - 43, w: socket.w + 40, h: 32 });
