/** Exits that come to the hypervisor: which are open, who can answer them, and which are wired to be answered always. */
import {
  type Cycles,
  can,
  exitHandlers,
  type Id,
  type Int,
  NONE,
  OPS,
  rowInHand,
  type World,
} from '../../sim/index.ts';
import { type Catalogue, modeKey } from '../catalogue.ts';
import { guestNamed } from '../find.ts';
import { type BoxView, boxesOf, boxViews, type FlowView, flowsOf } from '../flows.ts';
import { type Point, type Rect, TARGET } from '../layout-types.ts';
import { COLUMN, TRAY } from '../margin.ts';
import type { Found, SessionPart, With } from '../part.ts';
import { type Answers, oftenAnswered } from '../past/answers.ts';
import { handlerView } from '../view/handlers.ts';
import type { Board, ExitView, HandlerView } from '../view-base.ts';
import type { LatchView } from './latch.ts';

export type WireView = { reason: Id; handler: Id; fired: Int; codeLines: Int };
/** A wire for one guest only: an exception to that for all. */
type ExceptionView = { reason: Id; guest: Int; handler: Id };

/**
 * A guest that brings exits of one reason in rows: how many follow each other at most in what it is at (0 = none of them),
 * how many of these are still to come (NONE: none has begun), and how many there will be `in` so many cycles. `next` null:
 * nothing changes any more, or its work does not go by the clock.
 */
export type RowView = { guest: Int; reason: Id; row: Int; left: Int; next: { row: Int; in: Cycles } | null };

export type ExitsView = {
  /** all exits on their way through the hypervisor, the oldest first */
  open: ExitView[];
  handlers: HandlerView[];
  wires: WireView[];
  exceptions: ExceptionView[];
  boxes: BoxView[];
  flows: FlowView[];
  /** reasons that can be wired in this level, in the order of first appearance */
  reasons: Id[];
  /** "Always?": a reason answered alike three times by hand */
  offer: { reason: Id; handler: Id } | null;
  rows: RowView[];
};

function rowViews({ w, catalogue }: { w: World; catalogue: Catalogue }): RowView[] {
  const isMet = (reason: Id): boolean => w.exits.some((row) => (row[w.program.reasons.indexOf(reason)] ?? 0) > 0);
  return w.guests.flatMap((guest, g) => {
    const found = rowInHand(w, g);
    const name = OPS[found?.op ?? NONE];
    if (name === undefined || found === null || guest.stage === 'off' || guest.stage === 'gone') return [];
    const costs = w.setup.machines[guest.machine]?.costs ?? '';
    const mode = w.program.modes[guest.mode]?.id ?? '';
    const reason = catalogue.causes.get(modeKey(costs, mode))?.[name] ?? name;
    // what nobody has met yet would only be a riddle
    if (!isMet(reason)) return [];
    const { row, left, next } = found;
    return [{ guest: g, reason, row, left, next: w.program.guests[g]?.arrivals === null ? null : next }];
  });
}

function wireViews(w: World, answers: Answers): WireView[] {
  return w.rules.flatMap(({ reason, guest, handler }) => {
    if (reason === 'hypercall' || guest !== '*') return [];
    const codeLines = w.program.handlers.find((other) => other.id === handler)?.codeLines ?? 0;
    // what went another way before the wire led here is not its own
    const own = [...answers.flows.values()].filter((flow) => flow.reason === reason && flow.handler === handler);
    return [{ reason, handler, fired: own.reduce((sum, { wired }) => sum + wired, 0), codeLines }];
  });
}

function exceptionViews(w: World): ExceptionView[] {
  return w.rules.flatMap(({ reason, guest: id, handler }) => {
    const guest = w.setup.guests.findIndex((other) => other.id === id);
    return guest < 0 || reason === 'hypercall' ? [] : [{ reason, guest, handler }];
  });
}

/** "Always?": the latest reason that was answered alike often enough, or can be answered in one way only, and can be wired. */
function offerView(w: World, answers: Answers): ExitsView['offer'] {
  const wired = (reason: string): boolean => w.rules.some((rule) => rule.reason === reason && rule.guest === '*');
  const isSole = (reason: Id): boolean => {
    const index = w.program.reasons.indexOf(reason);
    return new Set(w.program.handlers.flatMap(({ id, reasons }) => (reasons.includes(index) ? [id] : []))).size === 1;
  };
  const offers = oftenAnswered(answers, isSole).filter(
    ({ reason, handler }) =>
      !wired(reason) && can(w, { do: 'setRule', rule: { reason, guest: '*', handler }, on: true }).ok,
  );
  return offers[0] ?? null;
}

const unwired = ({ reasons, wires }: ExitsView): Id[] =>
  reasons.filter((reason) => !wires.some((wire) => wire.reason === reason));

/** One reason that can be wired: glyph, copper, then the handler's name and its count as text. */
export type WireRow = { row: Rect; glyph: Point; from: Point; to: Point; text: Rect; count: Rect };
/** `rail`: height of the copper that leads to the landing places of exits */
export type WiresPlace = { title: Rect; rows: WireRow[]; rail: number; boxes: BoxPlace[] };
/** Right of a row, one beside the other: where the wires of single guests begin. Design pixels. */
const EXCEPTIONS = { gap: 8, pitch: 28, first: 6, next: 5 } as const;

/**
 * The wire of one guest's own, number `i` of its row: it runs beside the wire for all, in turn below and above it, and its
 * badge stands in `rect`, where it can be pressed.
 */
export function exceptionPlace({ row }: Pick<WireRow, 'row'>, i: Int): { rect: Rect; dy: Int } {
  const { gap, pitch, first, next } = EXCEPTIONS;
  const rect: Rect = { x: row.x + row.w + gap + i * pitch, y: row.y, w: pitch - 2, h: row.h };
  return { rect, dy: (i % 2 === 0 ? 1 : -1) * (first + next * Math.floor(i / 2)) };
}

/** Somebody who takes exits: the box, its name, and what it did. */
export type BoxPlace = { rect: Rect; name: Rect; count: Rect };
/** `tray`: the latch stands below the wires */
type WiresShape = { rows: Int; boxes: Int; wires: boolean; tray: boolean };

/** Boxes stand in the middle of the desk, each as wide as its words. */
const BOX = { w: 224, least: 560 } as const;

function boxPlaces(count: Int, rows: readonly WireRow[], main: { left: number; right: number }): BoxPlace[] {
  const [first, second] = rows;
  if (first === undefined || main.right - main.left < BOX.least) return [];
  const pitch = second === undefined || second.row.y === first.row.y ? ROW_MOST : second.row.y - first.row.y;
  const x = (main.left + main.right) / 2 - BOX.w / 2;
  return Array.from({ length: count }, (_, i): BoxPlace => {
    const rect: Rect = { x, y: first.row.y + i * pitch + 2, w: BOX.w, h: pitch - 5 };
    return {
      rect,
      name: { x: x + 12, y: rect.y, w: 92, h: rect.h },
      count: { x: x + 104, y: rect.y, w: BOX.w - 114, h: rect.h },
    };
  });
}

const ROW_MOST = 30;

type Seen = Board & With<'exits', ExitsView> & With<'latch', LatchView>;

/** what is so where nothing can exit: nothing waits, and nothing has a wire */
const none: ExitsView = {
  open: [],
  handlers: [],
  wires: [],
  exceptions: [],
  boxes: [],
  flows: [],
  reasons: [],
  offer: null,
  rows: [],
};
const exitsIn = ({ parts }: With<'exits', ExitsView>): ExitsView => parts.exits ?? none;

export const exits: SessionPart<ExitsView, Seen, WiresShape, WiresPlace> = {
  verbs: ['route', 'park', 'rule'],
  view(looking, { guests }) {
    const { w, past, catalogue } = looking;
    const wires = wireViews(w, past.answers);
    if (catalogue.reasons.length === 0 && wires.length === 0) return null;
    const boxes = boxesOf(w, catalogue.reasons);
    const open = guests.flatMap((guest) => guest.vcpus.flatMap((vcpu) => vcpu.exit ?? []));
    return {
      open: open.sort((a, b) => a.at - b.at || a.task - b.task),
      handlers: exitHandlers(w).flatMap((index) => handlerView(w, index) ?? []),
      wires,
      exceptions: exceptionViews(w),
      boxes: boxViews(w, past.answers, boxes),
      flows: flowsOf(w, past.answers, boxes),
      reasons: [...catalogue.reasons],
      offer: offerView(w, past.answers),
      rows: rowViews(looking),
    };
  },
  shape: ({ reasons, wires, boxes }, { verbs, parts }) => ({
    rows: reasons.length,
    boxes: boxes.length,
    wires: verbs.includes('rule') || wires.length > 0,
    tray: parts.latch !== null,
  }),
  /** One row per reason; in two columns where rows would be too low to be hit, with the glyph nearer to the words. */
  place({ rows, boxes, wires, tray }, { desk, several, rail, main }) {
    if (!wires || desk === null) return null;
    const title: Rect = { x: COLUMN.x + 4, y: desk.y + (several ? 4 : 44), w: COLUMN.w - 8, h: 20 };
    const top = title.y + title.h + 2;
    const bottom = desk.y + desk.h - (tray ? TRAY.h + 12 : 8);
    const columns = (bottom - top) / Math.max(1, rows) < TARGET ? 2 : 1;
    const pitch = Math.min(ROW_MOST, (bottom - top) / Math.max(1, Math.ceil(rows / columns)));
    const w = COLUMN.w / columns;
    const places = Array.from({ length: rows }, (_, i): WireRow => {
      const row: Rect = { x: COLUMN.x + (i % columns) * w, y: top + Math.floor(i / columns) * pitch, w, h: pitch };
      const y = row.y + pitch / 2;
      const to = columns === 1 ? 66 : 46;
      return {
        row,
        glyph: { x: row.x + 16, y },
        from: { x: row.x + 30, y },
        to: { x: row.x + to, y },
        text: { x: row.x + to + 6, y: row.y, w: columns === 1 ? 86 : w - to - 8, h: pitch },
        count:
          columns === 1 ? { x: row.x + 158, y: row.y, w: 50, h: pitch } : { x: row.x + w, y: row.y, w: 0, h: pitch },
      };
    });
    return { title, rows: places, rail: rail ?? top, boxes: several ? [] : boxPlaces(boxes, places, main) };
  },
  situations: {
    held({ held, guest: id }, view) {
      const named = guestNamed(view, id);
      const exit = exitsIn(view).open.find(
        ({ reason, waiting, guest }) => waiting && reason === held && (id === undefined || guest === named),
      );
      return exit === undefined ? null : { guest: exit.guest, pcpu: exit.pcpu };
    },
    quiet: (_, view) => (exitsIn(view).open.every(({ waiting }) => !waiting) ? {} : null),
    offer(_, view) {
      const { offer } = exitsIn(view);
      return offer === null ? null : { wire: offer.reason, handler: offer.handler };
    },
    wired({ wired }, view): Found {
      const exits = exitsIn(view);
      return exits.reasons.length - unwired(exits).length >= wired ? {} : null;
    },
    unwired({ unwired: asked }, view) {
      const open = unwired(exitsIn(view));
      const wire = typeof asked === 'number' ? open[0] : open.find((reason) => reason === asked);
      return wire === undefined || (typeof asked === 'number' && open.length < asked) ? null : { wire };
    },
    row({ row, guest: id }, view) {
      const guest = view.guests.findIndex((one) => one.id === id);
      return exitsIn(view).rows.some((one) => one.guest === guest && one.row === row) ? { guest } : null;
    },
    takes({ takes, guest: id }, view) {
      const { rows, exceptions, wires } = exitsIn(view);
      const guest = view.guests.findIndex((one) => one.id === id);
      const reason = rows.find((one) => one.guest === guest)?.reason;
      const own = exceptions.find((one) => one.guest === guest && one.reason === reason);
      return (own ?? wires.find((one) => one.reason === reason))?.handler === takes ? { guest } : null;
    },
  },
};
