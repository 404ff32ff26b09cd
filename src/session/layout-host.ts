/** The host's storey: sockets spread over its width, devices at its right. */
import { type Frame, STOREYS } from './layout-bands.ts';
import { type Shape, WIDE_SOCKETS } from './layout-shape.ts';
import type { DevicePlace, Rect, SocketPlace } from './layout-types.ts';

const SOCKET_WIDEST = 238;
const SOCKET_GAP = 12;
const DEVICE = { w: 84, gap: 8 } as const;
const CHIP = { w: 108, h: 30 } as const;
/** of the exit that lands below its chip */
const HELD = { chip: 46, exit: 88, question: 114, questionHeight: 36, questionWidth: 460 } as const;

const devicesWidth = (n: number): number => (n === 0 ? 0 : n * DEVICE.w + (n - 1) * DEVICE.gap + 16);

function heldPlace(frame: Frame, streamX: number, chip: { w: number; h: number }): SocketPlace['held'] {
  const top = frame.middle.y;
  const width = Math.min(HELD.questionWidth, frame.main.right - frame.main.left);
  const x = Math.min(Math.max(streamX - width / 2, frame.main.left), frame.main.right - width);
  const fits = frame.middle.h > HELD.question + HELD.questionHeight;
  return {
    chip: {
      x: streamX - chip.w / 2,
      y: (fits ? top + HELD.chip : top + frame.middle.h / 2) - chip.h / 2,
      w: chip.w,
      h: chip.h,
    },
    exit: { x: streamX, y: fits ? top + HELD.exit : top + frame.middle.h / 2 },
    question: { x, y: fits ? top + HELD.question : top, w: width, h: fits ? HELD.questionHeight : frame.middle.h },
  };
}

function socket(rect: Rect, frame: Frame, dense: boolean, decks: boolean): SocketPlace {
  const { x, y, w, h } = rect;
  const streamX = x + w / 2;
  const chip = { w: Math.min(CHIP.w, w - 12), h: dense ? 22 : CHIP.h };
  const deckWidth = dense ? w - 8 : Math.min(108, w - 58);
  const deckY = y + h - 40;
  return {
    rect,
    header: { x: x + 6, y: y + 6, w: w - 12, h: 24 },
    chip: { x: streamX - chip.w / 2, y: y + (decks ? 32 : 46), w: chip.w, h: chip.h },
    deck: decks
      ? { x: x + w - deckWidth - (dense ? 4 : 8), y: deckY, w: deckWidth, h: 26 }
      : { x: streamX, y: deckY + 26, w: 0, h: 0 },
    deckLabel: dense || !decks ? null : { x: x + 10, y: deckY + 2, w: w - deckWidth - 24, h: 22 },
    mix: { x: x + 8, y: y + h - 9, w: w - 16, h: 4 },
    streamX,
    held: heldPlace(frame, streamX, chip),
  };
}

export function socketsOf(shape: Shape, frame: Frame): SocketPlace[] {
  const { socketTop, socketHeight } = STOREYS[shape.band];
  const width = frame.main.right - frame.main.left - devicesWidth(shape.devices);
  const dense = shape.pcpus > WIDE_SOCKETS;
  const gap = dense ? 4 : SOCKET_GAP;
  const pitch = (width + gap) / Math.max(1, shape.pcpus);
  const w = Math.min(SOCKET_WIDEST, pitch - gap);
  return Array.from({ length: shape.pcpus }, (_, i) =>
    socket(
      { x: frame.main.left + i * pitch + (pitch - gap - w) / 2, y: socketTop, w, h: socketHeight },
      frame,
      dense,
      shape.decks,
    ),
  );
}

/** Between two sockets there has to be so much for words of more than one line. */
const BESIDE = { least: 200, margin: 10, above: 24 } as const;

/**
 * A tutorial's words: where the row above the sockets is low, between the first two of them, so that nothing that stands
 * there is covered, in type of any size.
 */
export function promptOf(frame: Frame, sockets: readonly SocketPlace[]): Rect {
  const [first, second] = sockets;
  if (first === undefined || second === undefined || frame.prompt.h > 40) return frame.prompt;
  const x = first.rect.x + first.rect.w + BESIDE.margin;
  const w = second.rect.x - BESIDE.margin - x;
  if (w < BESIDE.least) return frame.prompt;
  const y = first.rect.y - BESIDE.above;
  return { x, y, w, h: first.rect.y + first.rect.h - y };
}

export function devicesOf(shape: Shape, frame: Frame): DevicePlace[] {
  const { socketTop, socketHeight } = STOREYS[shape.band];
  const from = frame.main.right - devicesWidth(shape.devices) + 16;
  return Array.from({ length: shape.devices }, (_, i) => {
    const rect: Rect = { x: from + i * (DEVICE.w + DEVICE.gap), y: socketTop, w: DEVICE.w, h: socketHeight };
    return {
      rect,
      icon: { x: rect.x + rect.w / 2, y: rect.y + 27 },
      name: { x: rect.x + 4, y: rect.y + 48, w: rect.w - 8, h: 22 },
      note: { x: rect.x + 4, y: rect.y + 69, w: rect.w - 8, h: 20 },
      bar: { x: rect.x + 8, y: rect.y + rect.h - 12, w: rect.w - 16, h: 5 },
      irq: { x: rect.x + rect.w / 2, y: rect.y - 6 },
    };
  });
}
