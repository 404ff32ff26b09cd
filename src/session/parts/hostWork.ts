/** The host's own work, beside its guests: how much of it waits, for how long, and whether it goes before them. */
import {
  type Bp,
  type Cycles,
  HOST_FIRST,
  HOST_SOON,
  hostServices,
  type Id,
  type Int,
  metric,
  ownOldest,
  ownWaiting,
} from '../../sim/index.ts';
import type { Found, SessionPart, With } from '../part.ts';
import type { Board } from '../view-base.ts';

/**
 * `waits`: pieces of its own that are not done; `asked`: what guests have asked it for and wait for. `oldest`: for how long the
 * first piece has waited, of `soon`. `works`: it is on a pCPU. `inTime`: of all so far.
 */
export type HostWorkView = {
  service: Id;
  machine: Int;
  first: boolean;
  waits: Int;
  asked: Int;
  oldest: Cycles;
  soon: Cycles;
  works: boolean;
  done: Int;
  inTime: Bp;
};

/** The knob that says whether it goes before the guests. */
export const HOST_KNOB = HOST_FIRST;

type Seen = Board & With<'hostWork', HostWorkView>;

const found = (is: boolean): Found => (is ? { hostWork: true } : null);

export const hostWork: SessionPart<HostWorkView, Seen> = {
  verbs: [],
  nothing: { audio: 'the host works in the background, and what it takes is heard in its guests' },
  view({ w }) {
    const [s] = w.kept.hostWork === undefined ? [] : hostServices(w);
    const spec = s === undefined ? undefined : w.program.services[s];
    if (s === undefined || spec === undefined) return null;
    const { inbox = [], serving = null } = w.kept.services?.[s] ?? {};
    const all = inbox.length + (serving === null ? 0 : 1);
    return {
      service: spec.id,
      machine: spec.machine,
      first: (w.knobs[HOST_FIRST] ?? 1) === 1,
      waits: ownWaiting(w, s),
      asked: all - ownWaiting(w, s),
      oldest: ownOldest(w, s),
      soon: w.knobs[HOST_SOON] ?? 0,
      works: (w.tasks[spec.task]?.pcpu ?? -1) >= 0,
      done: w.kept.hostWork?.[s]?.done ?? 0,
      inTime: metric(w, 'hostInTime')?.value ?? 0,
    };
  },
  situations: {
    /** it goes first, though so much of its time is left (in percent), or last, though so little is */
    hostWaits: ({ hostWaits }, { parts: { hostWork: own } }) =>
      found(own !== null && !own.first && own.waits > 0 && 100 * own.oldest >= hostWaits * own.soon),
    hostFirst: ({ hostFirst }, { parts: { hostWork: own } }) => found(own !== null && own.first === hostFirst),
  },
};
