/**
 * The printer's door: whoever holds the printer, those in line behind, what each has left, and what either answer costs
 * with it; and the file, which is printed while nobody holds the printer.
 */
import {
  type Cycles,
  type Int,
  NEVER,
  NONE,
  type Printer,
  recordsLeft,
  roomIn,
  spoolPrice,
  type World,
  workLeft,
} from '../../sim/index.ts';
import type { Rect } from '../layout-types.ts';
import type { Found, SessionPart, With } from '../part.ts';
import type { Board } from '../view-base.ts';

export type JobView = {
  task: Int;
  guest: Int;
  holds: boolean;
  records: Int;
  /** of its own work, until its last record */
  left: Cycles;
  /** in line since, NEVER for whoever holds the printer */
  since: Cycles;
  /** how many wait behind it */
  behind: Int;
  /** what going on as it is costs in waiting: what is before it, and its own length for each behind it */
  waiting: Cycles;
  /** what spooling it costs, and whether the file has room for it */
  price: Cycles;
  fits: boolean;
};

/** `jobs`: whoever holds the printer, then the line. `filed`: records in the file; `due`: room kept for jobs under way. */
export type PrintingView = { jobs: JobView[]; filed: Int; due: Int; room: Int; until: Cycles; record: Cycles };

type Seen = Board & With<'printing', PrintingView>;

/** by place at the door, from the printer on; and the file */
export type DoorPlace = { slots: Rect[]; file: Rect };

/** What of task t's work is done in the interval that is still open. */
function doneNow(w: World, t: Int, now: Cycles): Cycles {
  const pcpu = w.pcpus[w.tasks[t]?.pcpu ?? NONE];
  if (pcpu === undefined) return 0;
  const elapsed = Math.floor(now - pcpu.since);
  if (pcpu.interval === 'burst') return elapsed;
  return pcpu.interval === 'warm' ? Math.floor(elapsed / 2) : 0;
}

function jobsAt(w: World, printer: Printer, now: Cycles): JobView[] {
  const tasks = printer.holder === NONE ? printer.line : [printer.holder, ...printer.line];
  const room = roomIn(w, printer);
  let before = 0;
  return tasks.map((task, place): JobView => {
    const left = Math.max(0, workLeft(w, task) - doneNow(w, task, now));
    const records = recordsLeft(w, task);
    const behind = tasks.length - place - 1;
    const waiting = before + behind * left;
    before += left;
    return {
      task,
      guest: w.tasks[task]?.guest ?? NONE,
      holds: task === printer.holder,
      records,
      left,
      since: w.kept.jobs?.[task]?.since ?? NEVER,
      behind,
      waiting,
      price: records * spoolPrice(w, task),
      fits: records <= room,
    };
  });
}

/** Of the jobs for which it is so, the one that comes first by `rank`. */
function jobWhere(view: Seen, isSo: (job: JobView) => boolean, rank: (job: JobView) => number): Found {
  const found = (view.parts.printing?.jobs ?? []).map((job, place) => ({ job, place })).filter(({ job }) => isSo(job));
  const [first] = found.sort((a, b) => rank(a.job) - rank(b.job));
  return first === undefined ? null : { guest: first.job.guest, job: first.place };
}

const GAP = 8;
const FILE = 132;
const MOST = 6;

/** Those in line cost cycles while a processor stands free; while all work, they lose patience only. */
export const lineCosts = ({ pcpus }: Pick<Board, 'pcpus'>): boolean => pcpus.some(({ task }) => task === NONE);

export const printing: SessionPart<PrintingView, Seen, Int, DoorPlace> = {
  verbs: ['spool'],
  lays: 'cards',
  view({ w, now }) {
    const printer = w.kept.printers?.find((_, m) =>
      w.program.devices.some(({ machine, kind }) => machine === m && kind === 'printer'),
    );
    if (printer === undefined) return null;
    const room = w.knobs.spoolRoom ?? 0;
    const record = w.program.devices.find(({ kind }) => kind === 'printer')?.service.mean ?? 0;
    const { filed, due, until } = printer;
    return { jobs: jobsAt(w, printer, now), filed, due, room, until, record };
  },
  shape: (_, { guests }) => Math.min(MOST, guests.length),
  /** The line grows to the left, away from the printer, which stands at the right. */
  place(most, { workRow }) {
    const file: Rect = { x: workRow.x + workRow.w - FILE, y: workRow.y, w: FILE, h: workRow.h - 6 };
    const w = (workRow.w - FILE - most * GAP) / most;
    const slots = Array.from(
      { length: most },
      (_, n): Rect => ({
        x: file.x - (n + 1) * (w + GAP),
        y: workRow.y,
        w,
        h: workRow.h - 6,
      }),
    );
    return { slots, file };
  },
  situations: {
    /** so many wait behind whoever holds the printer */
    queued: ({ queued }, view) =>
      jobWhere(
        view,
        ({ holds, behind }) => holds && behind >= queued,
        () => 0,
      ),
    /** for some job waiting costs more than spooling */
    dear: (_, view) =>
      jobWhere(
        view,
        ({ waiting, price, fits }) => fits && waiting > price,
        ({ waiting, price }) => price - waiting,
      ),
    /** something is in the file, or on its way there */
    filing: (_, { parts: { printing: own } }) => (own !== null && own.filed + own.due > 0 ? {} : null),
    /** somebody waits, and for nobody does it */
    cheap(_, view) {
      const jobs = view.parts.printing?.jobs ?? [];
      if (jobs.length < 2 || jobs.some(({ waiting, price }) => waiting > price)) return null;
      return jobWhere(
        view,
        ({ holds }) => holds,
        () => 0,
      );
    },
  },
};
