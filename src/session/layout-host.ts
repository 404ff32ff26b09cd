/** The host's storey: sockets spread over its width, devices at its right. */
import type { Int } from '../sim/index.ts';
import type { Frame } from './layout-frame.ts';
import type { MachineShape, Shape } from './layout-shape.ts';
import type { DevicePlace, Rect, SocketPlace, TowerPlace } from './layout-types.ts';

const SOCKET_WIDEST = 238;
const SOCKET_GAP = 12;
const DEVICE = { w: 84, least: 60, gap: 8 } as const;
const CHIP = { w: 108, h: 30 } as const;
/** Narrower sockets have no place for words beside the deck. */
const ROOMY = 140;
/** of the exit that lands below its chip */
const HELD = { chip: 46, chipHeight: 30, exit: 88, question: 114, questionHeight: 36 } as const;
/** the same where the desk is low */
const HELD_LOW = { chip: 36, chipHeight: 24, exit: 66, question: 86, questionHeight: 30 } as const;
const QUESTION_WIDTH = 460;
/** Height of a desk that has all of it at its ease. */
const TALL = 254;

const devicesWidth = (n: number, w: number): number => (n === 0 ? 0 : n * w + (n - 1) * DEVICE.gap + 16);

function heldPlace({ desk, main }: Frame, streamX: number, chip: { w: number; h: number }): SocketPlace['held'] {
  const { y: top, h } = desk;
  const width = Math.min(QUESTION_WIDTH, main.right - main.left);
  const x = Math.min(Math.max(streamX - width / 2, main.left), main.right - width);
  const held = h >= TALL ? HELD : HELD_LOW;
  const fits = h >= held.question + held.questionHeight;
  const height = Math.min(chip.h, held.chipHeight);
  return {
    from: top,
    chip: {
      x: streamX - chip.w / 2,
      y: (fits ? top + held.chip : top + h / 2) - height / 2,
      w: chip.w,
      h: height,
    },
    exit: { x: streamX, y: fits ? top + held.exit : top + h / 2 },
    question: { x, y: fits ? top + held.question : top, w: width, h: fits ? held.questionHeight : h },
  };
}

function socket(rect: Rect, frame: Frame, decks: boolean): SocketPlace {
  const { x, y, w, h } = rect;
  const streamX = x + w / 2;
  const roomy = w >= ROOMY;
  const chip = { w: Math.min(CHIP.w, w - 12), h: roomy ? CHIP.h : 24 };
  const deckWidth = roomy ? Math.min(108, w - 58) : w - 8;
  const deckY = y + h - 40;
  return {
    machine: frame.index,
    rect,
    header: { x: x + 6, y: y + 6, w: w - 12, h: 24 },
    chip: { x: streamX - chip.w / 2, y: y + (decks ? 31 : 46), w: chip.w, h: Math.min(chip.h, h - 74) },
    deck: decks
      ? { x: x + w - deckWidth - (roomy ? 8 : 4), y: deckY, w: deckWidth, h: 26 }
      : { x: streamX, y: deckY + 26, w: 0, h: 0 },
    deckLabel: roomy && decks ? { x: x + 10, y: deckY + 2, w: w - deckWidth - 24, h: 22 } : null,
    mix: { x: x + 8, y: y + h - 9, w: w - 16, h: 4 },
    streamX,
    held: heldPlace(frame, streamX, chip),
  };
}

/** Where there is little room most of it is for sockets. */
const deviceWidth = (machine: MachineShape, { beside, devices, several }: Frame): number => {
  const width = devices.right - devices.left;
  const room = beside === null ? width * (several ? 0.26 : 0.5) : width;
  const n = machine.devices.length;
  return Math.max(DEVICE.least, Math.min(DEVICE.w, (room - (n - 1) * DEVICE.gap) / Math.max(1, n)));
};

/**
 * Middles of sockets moved below the gaps between towers that are nearest to them, each below one of its own, so that
 * streams run down between what stands below the towers. Null where there are fewer gaps.
 * @param room where middles may be
 */
function betweenTowers(
  towers: readonly TowerPlace[],
  middles: readonly number[],
  room: { from: number; to: number },
): number[] | null {
  // a driver domain stands at the right end, whichever guest it is
  const row = [...towers].sort((a, b) => a.rect.x - b.rect.x);
  const between = row.slice(1).flatMap(({ rect }, i) => {
    const before = row[i]?.rect;
    return before === undefined ? [] : [(before.x + before.w + rect.x) / 2];
  });
  const gaps = between.filter((gap) => gap >= room.from && gap <= room.to);
  if (middles.length > gaps.length) return null;
  let taken = 0;
  return middles.map((middle, i) => {
    const left = gaps.slice(taken, gaps.length - (middles.length - 1 - i));
    const nearest = left.reduce((best, gap) => (Math.abs(gap - middle) < Math.abs(best - middle) ? gap : best));
    taken += left.indexOf(nearest) + 1;
    return nearest;
  });
}

/** By pCPU index. @param towers of the same machine */
export function socketsOf(shape: Shape, frame: Frame, towers: readonly TowerPlace[]): [Int, SocketPlace][] {
  const machine = shape.machines[frame.index];
  if (machine === undefined) return [];
  const { main, storeys, beside } = frame;
  const taken = beside === null ? devicesWidth(machine.devices.length, deviceWidth(machine, frame)) : 0;
  const width = main.right - main.left - taken;
  const n = machine.pcpus.length;
  const gap = n > 4 || width / Math.max(1, n) < ROOMY ? 6 : SOCKET_GAP;
  const pitch = (width + gap) / Math.max(1, n);
  const even = machine.pcpus.map((_, i) => main.left + (i + 0.5) * pitch - gap / 2);
  const widest = Math.min(SOCKET_WIDEST, pitch - gap);
  const room = { from: main.left + widest / 2, to: main.left + width - widest / 2 };
  const middles = (shape.rows ? betweenTowers(towers, even, room) : null) ?? even;
  const apart = middles.slice(1).map((middle, i) => middle - (middles[i] ?? 0));
  const w = Math.min(widest, ...apart.map((distance) => distance - gap));
  const { top, bottom } = storeys.sockets;
  return machine.pcpus.map((pcpu, i) => {
    const rect = { x: (middles[i] ?? 0) - w / 2, y: top, w, h: bottom - top };
    return [pcpu, socket(rect, frame, shape.decks)];
  });
}

/** By device index. Where another world stands beside the monitor, the devices are its. */
export function devicesOf(shape: Shape, frame: Frame): [Int, DevicePlace][] {
  const machine = shape.machines[frame.index];
  if (machine === undefined) return [];
  const { storeys, devices } = frame;
  const w = deviceWidth(machine, frame);
  const from = devices.right - devicesWidth(machine.devices.length, w) + 16;
  const { top, bottom } = storeys.sockets;
  return machine.devices.map((device, i) => {
    const rect: Rect = { x: from + i * (w + DEVICE.gap), y: top, w, h: bottom - top };
    return [
      device,
      {
        machine: frame.index,
        rect,
        icon: { x: rect.x + rect.w / 2, y: rect.y + 27 },
        name: { x: rect.x + 4, y: rect.y + 48, w: rect.w - 8, h: 22 },
        note: { x: rect.x + 4, y: rect.y + 69, w: rect.w - 8, h: 18 },
        bar: { x: rect.x + 8, y: rect.y + rect.h - 10, w: rect.w - 16, h: 5 },
        irq: { x: rect.x + rect.w / 2, y: rect.y - 6 },
      },
    ];
  });
}
