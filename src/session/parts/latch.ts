/** The latch: requests that have been put off, to be drained together. */
import { type Id, type Int, NONE, queueOf } from '../../sim/index.ts';
import { guestNamed } from '../find.ts';
import type { Point, Rect } from '../layout-types.ts';
import { COLUMN, TRAY } from '../margin.ts';
import type { SessionPart, With } from '../part.ts';
import type { Board } from '../view-base.ts';

/**
 * `drainer`: the pCPU that drains it at its next entry, NONE = none has been told to; `draining`: the one that is at it now,
 * told by a hand or by the request that found it full
 */
export type LatchView = { room: Int; drainer: Int; draining: Int; requests: { guest: Int; reason: Id; at: number }[] };

type Seen = Board & With<'latch', LatchView>;

/** places of the marbles, and text or a button at their right */
export type TrayPlace = { rect: Rect; slots: Point[]; drain: Rect };

export const latch: SessionPart<LatchView, Seen, Int, TrayPlace> = {
  verbs: ['drain'],
  view({ w }) {
    const q = w.program.queues.findIndex(({ drained }) => drained === 'command');
    const queue = w.program.queues[q];
    if (queue === undefined) return null;
    const requests = queueOf(w, q).requests.map(({ task, reason, at }) => ({
      guest: w.tasks[task]?.guest ?? NONE,
      reason: w.program.reasons[reason] ?? '',
      at,
    }));
    const draining = w.pcpus.findIndex(({ task }) => task !== NONE && w.tasks[task]?.path === queue.path);
    return { room: queue.room, drainer: queueOf(w, q).drainer, draining, requests };
  },
  shape: ({ room }) => room,
  place(room, { desk }) {
    if (desk === null) return null;
    const rect: Rect = { x: COLUMN.x, y: desk.y + desk.h - TRAY.h - 6, w: COLUMN.w, h: TRAY.h };
    const drain: Rect = { x: rect.x + rect.w - 70, y: rect.y + 4, w: 66, h: TRAY.h - 8 };
    const pitch = Math.min(TRAY.pitch, (drain.x - rect.x - 8) / room);
    const slots = Array.from({ length: room }, (_, i) => ({
      x: rect.x + 6 + pitch * (i + 0.5),
      y: rect.y + TRAY.h / 2,
    }));
    return { rect, slots, drain };
  },
  situations: {
    /** … and nobody drains it yet, or has been told to. */
    latched({ latched, guest: id }, view) {
      const guest = guestNamed(view, id);
      const tray = view.parts.latch;
      if (tray === null || tray.drainer !== NONE || tray.draining !== NONE) return null;
      const there = tray.requests.filter((request) => guest === NONE || request.guest === guest);
      if (there.length < latched) return null;
      return guest === NONE ? { latch: true } : { latch: true, guest };
    },
    /** No operation of the guest waits for an answer, is with a handler, or lies in the latch: the rest comes by itself. */
    settled({ settled }, view) {
      const guest = view.guests[guestNamed(view, settled)];
      const open = guest?.vcpus.some(
        ({ exit, state, block }) => state === 'exited' || exit?.waiting === true || block === 'served',
      );
      return open !== true && guest?.latched.length === 0 ? {} : null;
    },
  },
};
