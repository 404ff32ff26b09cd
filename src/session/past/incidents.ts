/** What cost something and is not a bar of the timeline: waits for an answer, services, waits for a pCPU, lost work. */
import { besides, type Cycles, type Id, type Int, NONE, type SimEvent, type World } from '../../sim/index.ts';
import { keptOut } from './keptOut.ts';

/**
 * `waited`: an exit until somebody answered it. `served`: from the answer to its end. `ready`: a vCPU that wanted a pCPU.
 * `request`: from its arrival to its answer. `reboot`: from when the guest began to wait until it gave up, `reason`: for what; `cycles` of useful work were thrown away.
 * `putOff`: of a request, for how long the last output of its answer lay in a latch.
 * `lined`: a job in line at a printer, until that was its own, or it was spooled.
 * `unlet`: a job from when it asked until it went away, `reason`: what kept it out; `cycles` of work were not done. `felled`: by
 * who came through all walls; `cycles` of work were thrown away.
 */
export type IncidentKind =
  | 'waited'
  | 'served'
  | 'ready'
  | 'reboot'
  | 'request'
  | 'putOff'
  | 'lined'
  | 'unlet'
  | 'felled';
export type Incident = Readonly<{
  kind: IncidentKind;
  guest: Int;
  reason: Id;
  at: Cycles;
  until: Cycles;
  cycles: Cycles;
}>;
export type Incidents = {
  done: Record<IncidentKind, Incident[]>;
  /** by task: what it is in the middle of */
  exit: Map<Int, Readonly<{ kind: 'waited' | 'served'; at: Cycles; reason: Id }>>;
  ready: Map<Int, Cycles>;
  /** by guest: in line since then */
  lined: Map<Int, Cycles>;
};

/** The order of losses: what cost most, and of two that cost the same what came first. */
export const dearestFirst = (a: Pick<Incident, 'cycles' | 'at'>, b: Pick<Incident, 'cycles' | 'at'>): number =>
  b.cycles - a.cycles || a.at - b.at;

/** Per kind: when there are more than `MOST`, the `KEEP` dearest stay. */
const MOST = 2000;
const KEEP = 500;

export const noIncidents = (): Incidents => ({
  done: { waited: [], served: [], ready: [], reboot: [], request: [], putOff: [], lined: [], unlet: [], felled: [] },
  exit: new Map(),
  ready: new Map(),
  lined: new Map(),
});

/** At most `MOST` of each kind are copied, and those by reference: what is written down is never changed. */
export const copyIncidents = ({ done, exit, ready, lined }: Incidents): Incidents => ({
  done: {
    waited: done.waited.slice(),
    served: done.served.slice(),
    ready: done.ready.slice(),
    reboot: done.reboot.slice(),
    request: done.request.slice(),
    putOff: done.putOff.slice(),
    lined: done.lined.slice(),
    unlet: done.unlet.slice(),
    felled: done.felled.slice(),
  },
  exit: new Map(exit),
  ready: new Map(ready),
  lined: new Map(lined),
});

function add(incidents: Incidents, incident: Incident): void {
  if (incident.cycles <= 0) return;
  const list = incidents.done[incident.kind];
  list.push(incident);
  if (list.length > MOST) incidents.done[incident.kind] = list.sort(dearestFirst).slice(0, KEEP);
}

/** Ends what the task was in the middle of. */
function closeExit(incidents: Incidents, guest: Int, task: Int, until: Cycles): void {
  const begun = incidents.exit.get(task);
  incidents.exit.delete(task);
  if (begun) add(incidents, { ...begun, guest, until, cycles: until - begun.at });
}

/** A job stands in line no longer. */
function closeLine(incidents: Incidents, guest: Int, until: Cycles): void {
  const at = incidents.lined.get(guest);
  incidents.lined.delete(guest);
  if (at !== undefined) add(incidents, { kind: 'lined', guest, reason: '', at, until, cycles: until - at });
}

export function noteIncidents(incidents: Incidents, w: World, event: SimEvent): void {
  const { at } = event;
  const guestOf = (task: Int): Int => w.tasks[task]?.guest ?? NONE;
  switch (event.type) {
    case 'exitRaised':
      incidents.exit.set(event.task, { kind: 'waited', at, reason: event.reason });
      return;
    case 'exitRouted':
      closeExit(incidents, guestOf(event.task), event.task, at);
      incidents.exit.set(event.task, { kind: 'served', at, reason: event.reason });
      return;
    case 'exitDone':
      closeExit(incidents, guestOf(event.task), event.task, at);
      return;
    case 'stateChanged': {
      const { task } = event;
      // a service waits for a pCPU in nobody's name
      if (guestOf(task) === NONE) return;
      if (event.to === 'ready') incidents.ready.set(task, at);
      const from = event.from === 'ready' ? incidents.ready.get(task) : undefined;
      if (from === undefined) return;
      incidents.ready.delete(task);
      add(incidents, { kind: 'ready', guest: guestOf(task), reason: '', at: from, until: at, cycles: at - from });
      return;
    }
    case 'printerAwaited':
      if (!incidents.lined.has(event.guest)) incidents.lined.set(event.guest, at);
      return;
    case 'printerTaken':
    case 'jobSpooled':
      closeLine(incidents, event.guest, at);
      return;
    case 'requestServed': {
      const { guest, took, lay } = event;
      add(incidents, { kind: 'request', guest, reason: '', at: at - took, until: at, cycles: took });
      add(incidents, { kind: 'putOff', guest, reason: '', at: at - lay, until: at, cycles: lay });
      return;
    }
    case 'guestRefused': {
      const enters = w.setup.guests[event.guest]?.enters;
      if (enters?.work === undefined) return;
      const reason = keptOut(w, event.guest);
      add(incidents, { kind: 'unlet', guest: event.guest, reason, at: enters.at, until: at, cycles: enters.work });
      return;
    }
    case 'brokeOut':
      // their restarts follow its announcement
      for (const guest of besides(w, event.guest)) {
        const { work = 0, banked = 0 } = w.guests[guest] ?? {};
        add(incidents, { kind: 'felled', guest, reason: '', at, until: at, cycles: work - banked });
      }
      return;
    case 'guestRebooted': {
      // the restart follows its announcement: this is what it is about to throw away
      const guest = w.guests[event.guest];
      const cycles = guest ? guest.work - guest.banked : 0;
      // it begins with the wait that it ends
      const { since, waiting } = w.cause?.guest === event.guest ? w.cause : { since: at, waiting: '' };
      add(incidents, { kind: 'reboot', guest: event.guest, reason: waiting, at: since, until: at, cycles });
      closeLine(incidents, event.guest, at);
      const { firstTask = NONE, vcpus = 0 } = w.program.guests[event.guest] ?? {};
      for (let task = firstTask; task < firstTask + vcpus; task++) closeExit(incidents, event.guest, task, at);
      return;
    }
    default:
  }
}

/** Everything of a kind, also what is still going on. */
export function incidentsOf(incidents: Incidents, w: World, kind: IncidentKind): Incident[] {
  const guestOf = (task: Int): Int => w.tasks[task]?.guest ?? NONE;
  const ready = kind === 'ready' ? [...incidents.ready] : [];
  const open = ready.map(([task, at]): Incident => {
    const guest = guestOf(task);
    return { kind, guest, reason: '', at, until: w.now, cycles: w.now - at };
  });
  const exits = [...incidents.exit].flatMap(([task, begun]): Incident[] => {
    const guest = guestOf(task);
    return begun.kind === kind ? [{ ...begun, guest, until: w.now, cycles: w.now - begun.at }] : [];
  });
  const lined = kind === 'lined' ? [...incidents.lined] : [];
  const lines = lined.map(([guest, at]): Incident => {
    return { kind, guest, reason: '', at, until: w.now, cycles: w.now - at };
  });
  return [...incidents.done[kind], ...open, ...exits, ...lines];
}
