/** Kernels that can be changed so that they make hypercalls instead of being caught. */
import { type Cycles, type Id, type Int, portsOf } from '../../sim/index.ts';
import { mostOf } from '../find.ts';
import type { Point, Rect } from '../layout-types.ts';
import { TABLE_WIDTH } from '../margin.ts';
import type { SessionPart, With } from '../part.ts';
import { LONG_SECONDS } from '../past/samples.ts';
import { lostIn, meanOf, type Profile } from '../profile.ts';
import { guestProfile } from '../view/guests.ts';
import { lately } from '../view/lately.ts';
import type { Board } from '../view-base.ts';

export type KernelView = {
  id: Id;
  guests: Int[];
  closed: boolean;
  portLines: Int;
  state: 'asIs' | 'porting' | 'ported';
  since: Cycles;
  until: Cycles;
  /** what exits take of the time of its guests that are up, over a longer stretch than their own profiles show */
  long: Profile;
};

/** The kernels that guests of this level run, in the order in which they are first met. */
export type PortingView = { kernels: KernelView[] };

export type KernelPlace = { rect: Rect; name: Rect; badges: Point[]; port: Rect; progress: Rect };
/** guests of each kernel; `table`: hypercalls stand beside them */
type Shape = { guests: Int[]; table: boolean };

type Seen = Board & With<'porting', PortingView> & With<'hypercalls', object>;

export const porting: SessionPart<PortingView, Seen, Shape, { cards: KernelPlace[]; legend: Rect }> = {
  verbs: ['port'],
  view({ w, past, catalogue }) {
    if (!w.setup.verbs.includes('port')) return null;
    const { second } = past.samples;
    /** no further back than its own start: what it lost before its port is no longer so */
    const isUp = (g: Int): boolean => w.guests[g]?.stage === 'up';
    const since = (g: Int): Int => {
      const up = Math.floor((w.now - (w.guests[g]?.stageAt ?? 0)) / second);
      return Math.min(LONG_SECONDS, Math.max(1, up));
    };
    const ids = [...new Set(w.setup.guests.map((guest) => guest.kernel))];
    const kernels = ids.flatMap((id): KernelView[] => {
      const index = w.setup.kernels.findIndex((kernel) => kernel.id === id);
      const kernel = w.setup.kernels[index];
      if (!kernel) return [];
      const guests = w.setup.guests.flatMap((guest, g) => (guest.kernel === id ? [g] : []));
      const ports = portsOf(w, w.guests[guests[0] ?? 0]?.machine ?? 0);
      const isPorting = ports.kernel === index;
      const until = isPorting ? ports.until : 0;
      return [
        {
          id,
          guests,
          closed: kernel.closed,
          portLines: kernel.portLines,
          state: isPorting ? 'porting' : ports.done.includes(index) ? 'ported' : 'asIs',
          since: isPorting ? until - (w.knobs.portCycles ?? 0) : 0,
          until,
          long: meanOf(
            guests
              .filter(isUp)
              .map((g) => guestProfile({ w, lately: lately(past.samples, w, since(g)), catalogue }, g)),
          ),
        },
      ];
    });
    return { kernels };
  },
  lays: 'cards',
  shape: ({ kernels }, { parts }) => ({
    guests: kernels.map((kernel) => kernel.guests.length),
    table: parts.hypercalls !== null,
  }),
  place({ guests, table }, { workRow }) {
    const room = workRow.w - (table ? TABLE_WIDTH + 12 : 0);
    const pitch = (room + 8) / Math.max(1, guests.length);
    const w = Math.min(220, pitch - 8);
    const cards = guests.map((count, i): KernelPlace => {
      const rect: Rect = { x: workRow.x + i * pitch + (pitch - 8 - w) / 2, y: workRow.y, w, h: workRow.h - 6 };
      const badges: Point[] = Array.from({ length: count }, (_, g) => ({ x: rect.x + 16 + g * 22, y: rect.y + 40 }));
      return {
        rect,
        name: { x: rect.x + 8, y: rect.y + 4, w: w - 16, h: 22 },
        badges,
        port: { x: rect.x + 8, y: rect.y + 58, w: w - 16, h: 28 },
        progress: { x: rect.x + 8, y: rect.y + rect.h - 7, w: w - 16, h: 4 },
      };
    });
    return { cards, legend: { x: workRow.x, y: workRow.y - 24, w: workRow.w, h: 20 } };
  },
  situations: {
    /** Nothing is being ported, and of the kernels that could be, this one loses most of its guests' time. */
    dearest(_, view) {
      const { kernels = [] } = view.parts.porting ?? {};
      if (kernels.some(({ state }) => state === 'porting')) return null;
      const open = kernels.filter(({ closed, state }) => !closed && state === 'asIs');
      const kernel = mostOf(open, (one) => lostIn(view, one));
      return kernel === null ? null : { kernel: kernel.id };
    },
    ports({ ports }, view) {
      const begun = view.parts.porting?.kernels.filter(({ state }) => state !== 'asIs') ?? [];
      return begun.length >= ports ? {} : null;
    },
  },
};
