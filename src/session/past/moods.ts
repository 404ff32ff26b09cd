/**
 * What has moved each guest's patience lately: work of its own, which gives some back, and what it had to wait for meanwhile.
 *
 * The amounts are the core's own, read whenever its patience was looked at; the cause of a fall is how the guest stood when
 * the fall began. What is over is written down in order and never changed.
 */
import { type Cycles, type Int, NONE, patienceAt, type SimEvent, type World, wouldDrain } from '../../sim/index.ts';

/**
 * `runs` gives patience back, everything else takes it: it is `down`; what it put into a queue lies there (`putOff`); an
 * answer it owes (`request`), or one that it waits for (`answer`), is late; it waits for somebody's choice (`held`) or for a
 * pCPU (`ready`), is in the hypervisor (`handled`), or is switched in and warms up (`moved`).
 */
const CAUSES = ['runs', 'down', 'putOff', 'request', 'held', 'ready', 'handled', 'moved', 'answer'] as const;
export type MoodCause = (typeof CAUSES)[number];

type Stretch = Readonly<{ from: Cycles; to: Cycles; by: Cycles; cause: MoodCause }>;
/** `at`, `patience`: when it was looked at last, and how it stood then; `cause`: of a fall from then on. */
type Course = { done: Stretch[]; at: Cycles; patience: Cycles; cause: MoodCause };
/** `window`: cycles that a look back takes in */
export type Moods = { window: Cycles; byGuest: Course[] };

/** The most stretches that are kept of a guest. */
const MOST = 320;

export const noMoods = (w: World, window: Cycles): Moods => ({
  window,
  byGuest: w.guests.map(({ patience }) => ({ done: [], at: 0, patience, cause: 'ready' })),
});

export const copyMoods = ({ window, byGuest }: Moods): Moods => ({
  window,
  byGuest: byGuest.map((course) => ({ ...course, done: course.done.slice() })),
});

/** Why the patience of guest g would fall as it stands. */
function causeOf(w: World, g: Int): MoodCause {
  const drain = wouldDrain(w, g);
  if (drain !== 'waits') return drain;
  const { firstTask = 0, vcpus = 0 } = w.program.guests[g] ?? {};
  const tasks = w.tasks.slice(firstTask, firstTask + vcpus);
  const exited = tasks.find(({ state }) => state === 'exited');
  if (exited !== undefined) return exited.exit?.handler === NONE ? 'held' : 'handled';
  if (tasks.some(({ state }) => state === 'ready')) return 'ready';
  const running = tasks.find(({ state }) => state === 'running');
  const interval = w.pcpus[running?.pcpu ?? NONE]?.interval;
  if (running !== undefined) return interval === 'switch' || interval === 'warm' ? 'moved' : 'handled';
  return tasks.some(({ block }) => block === 'served') ? 'putOff' : 'answer';
}

function add(done: Stretch[], next: Stretch, window: Cycles): void {
  const last = done[done.length - 1];
  // stretches that follow each other closely are one, or a busy machine would fill the list
  if (last?.cause === next.cause && last.to === next.from && next.to - last.from < window / 16)
    done[done.length - 1] = { ...last, to: next.to, by: last.by + next.by };
  else done.push(next);
  if (done.length >= 2 * MOST) done.splice(0, done.length - MOST);
}

/** Writes down how it went until a cycle at which patience stood so. */
function settle(course: Course, until: Cycles, patience: Cycles, most: Cycles, window: Cycles): void {
  const by = patience - course.patience;
  const from = course.at;
  course.at = until;
  course.patience = patience;
  // more than it can have earned: it was restarted, and starts afresh
  if (by > most) course.done = [];
  else if (by !== 0 && until > from)
    add(course.done, { from, to: until, by, cause: by > 0 ? 'runs' : course.cause }, window);
}

const guestOfEvent = (w: World, event: SimEvent): Int => {
  if ('guest' in event && typeof event.guest === 'number') return event.guest;
  return 'task' in event && typeof event.task === 'number' ? (w.tasks[event.task]?.guest ?? NONE) : NONE;
};

export function noteMoods({ window, byGuest }: Moods, w: World, event: SimEvent): void {
  const own = guestOfEvent(w, event);
  // at every event: first what is so of nearly all guests, that nobody has looked at them
  for (let g = 0; g < byGuest.length; g++) {
    const guest = w.guests[g];
    const course = byGuest[g];
    if (guest === undefined || course === undefined || (g !== own && guest.patienceAt <= course.at)) continue;
    const goal = w.setup.guests[g]?.goal;
    // who expects nothing has no patience to lose
    if (goal === undefined) continue;
    const most = (until: Cycles): Cycles => Math.ceil(((until - course.at) * goal.regain) / 10_000) + 1;
    // the core has looked at it since: until then it stood as we knew it
    if (guest.patienceAt > course.at) settle(course, guest.patienceAt, guest.patience, most(guest.patienceAt), window);
    settle(course, event.at, patienceAt(w, g, event.at), most(event.at), window);
    course.cause = causeOf(w, g);
  }
}

/** Points of patience that a cause gave or took, the most first. */
export type Move = { cause: MoodCause; points: Int };
/** `fades`: if it goes on as it has gone, on the whole, patience ends within a minute of play. */
export type Moves = { moves: Move[]; fades: boolean };

/** Lengths of the window, each thirteen seconds of play. */
const AHEAD = 5;

/** What has moved the patience of guest g in the stretch that its tape shows. */
export function movesOf({ window, byGuest }: Moods, w: World, g: Int): Moves {
  const course = byGuest[g];
  const whole = w.setup.guests[g]?.goal?.patience;
  if (course === undefined || whole === undefined) return { moves: [], fades: false };
  const sums = new Map<MoodCause, number>();
  const first = w.now - window;
  const patience = patienceAt(w, g, w.now);
  const open = patience - course.patience;
  const present: Stretch = { from: course.at, to: w.now, by: open, cause: open > 0 ? 'runs' : course.cause };
  let net = 0;
  const take = ({ from, to, by, cause }: Stretch): void => {
    if (to === from || by === 0) return;
    const part = (by * (to - Math.max(from, first))) / (to - from);
    net += part;
    sums.set(cause, (sums.get(cause) ?? 0) + part);
  };
  take(present);
  for (let i = course.done.length - 1; i >= 0; i--) {
    const stretch = course.done[i];
    if (stretch === undefined || stretch.to <= first) break;
    take(stretch);
  }
  const moves = [...sums]
    .map(([cause, cycles]) => ({ cause, points: Math.round((100 * cycles) / whole) }))
    .filter(({ points }) => points !== 0)
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points) || CAUSES.indexOf(a.cause) - CAUSES.indexOf(b.cause));
  const seen = w.now >= window && w.guests[g]?.stage === 'up';
  return { moves, fades: seen && patience + AHEAD * net < 0 };
}
