/**
 * Looking ahead: what a guest's jobs will do next, if today is like yesterday.
 *
 * A hypervisor cannot see the future. But whoever runs the same jobs every day has yesterday's trace of them, and that is
 * what this answers: the phases of the guest's work from now on, with what is left of each.
 */
import { compiledOf, guestOf, taskOf } from '../access.ts';
import { oldestRequest } from '../mood.ts';
import type { World } from '../state.ts';
import { type Cycles, type Int, NEVER, NONE } from '../types.ts';

/**
 * A phase to come: its index, what is left of it, and how long it is. In cycles of the guest's own work, as phases are
 * counted; where its work comes as requests, in cycles of the clock. `left` and `lasts` NEVER: to the end of the day.
 */
export type Ahead = { phase: Int; left: Cycles; lasts: Cycles };

/** The present phase of guest g's first vCPU and those that follow, at most `most`, once round where they start over. */
export function aheadOf(w: World, g: Int, most: Int): Ahead[] {
  const { arrivals, firstTask } = compiledOf(w, g);
  return phasesFrom(w, g, most, arrivals === null ? taskOf(w, firstTask).demand : w.now);
}

/**
 * The same as the guest will come to them: a request is of the phase in which it arrived, so whoever is behind with its
 * requests turns later, and while nobody serves them it does not turn at all.
 */
export function servedAheadOf(w: World, g: Int, most: Int): Ahead[] {
  const { arrivals, firstTask } = compiledOf(w, g);
  if (arrivals === null) return aheadOf(w, g, most);
  const { at } = taskOf(w, firstTask).request;
  const oldest = at === NEVER ? (guestOf(w, g).inbox[0]?.at ?? w.now) : at;
  return phasesFrom(w, g, most, oldest);
}

function phasesFrom(w: World, g: Int, most: Int, done: Cycles): Ahead[] {
  const { phases, period } = compiledOf(w, g);
  const out: Ahead[] = [];
  let at = period > 0 ? done % period : done;
  for (let round = 0; round < (period > 0 ? 2 : 1); round++) {
    let from = 0;
    for (const [phase, { until }] of phases.entries()) {
      if (until > at && out.length < most) {
        out.push({
          phase,
          left: until === NEVER ? NEVER : until - at,
          lasts: until === NEVER ? NEVER : until - from,
        });
        at = until;
      }
      from = until;
    }
    at = 0;
  }
  return out;
}

/** Of a phase: how many operations of one kind follow each other at most. 0: it has none of them. */
export type Turn = Ahead & { row: Int };

type Phases = ReturnType<typeof compiledOf>['phases'];

/** By phases, which never change: the operation that follows itself most often, and how often in each phase. */
const longest = new WeakMap<Phases, { op: Int; rows: Int[] }>();

function longestOf(w: World, phases: Phases): { op: Int; rows: Int[] } {
  const known = longest.get(phases);
  if (known !== undefined) return known;
  const inPhase = ({ ops, chains }: Phases[number], op: Int): Int => {
    const n = ops.indexOf(op);
    return n < 0 ? 0 : 1 + (w.program.chains[chains[n] ?? NONE] ?? []).filter((item) => item.op === op).length;
  };
  let [most, op]: [Int, Int] = [1, NONE];
  for (const phase of phases)
    for (const one of phase.ops) if (inPhase(phase, one) > most) [most, op] = [inPhase(phase, one), one];
  const found = { op, rows: phases.map((phase) => inPhase(phase, op)) };
  longest.set(phases, found);
  return found;
}

/** The operation of which guest g brings the longest rows, and how long they are in its present phase and in the next. */
export function rowsOf(w: World, g: Int): { op: Int; turns: Turn[] } {
  const { op, rows } = longestOf(w, compiledOf(w, g).phases);
  // whose operations come one by one has no rows to look ahead for
  const turns = op === NONE ? [] : aheadOf(w, g, 2).map((ahead) => ({ ...ahead, row: rows[ahead.phase] ?? 0 }));
  return { op, turns };
}

/**
 * The same as the guest comes to them: a request is of the phase in which it arrived, and a row that has begun is what it
 * is. `row`: of what is in hand; `left`: of its operations, those still to come, NONE where none is under way; `next`: the
 * first other row after that, and in how many cycles of the clock, or of the guest's work where no requests come.
 */
export type RowInHand = { op: Int; row: Int; left: Int; next: { row: Int; in: Cycles } | null };

/** so many phases of one row may follow each other */
const FAR = 8;

export function rowInHand(w: World, g: Int): RowInHand | null {
  const { arrivals, phases } = compiledOf(w, g);
  const { op, rows } = longestOf(w, phases);
  if (op === NONE) return null;
  const from = Math.min(w.now, oldestRequest(w, g));
  const ahead = arrivals === null ? aheadOf(w, g, FAR) : phasesFrom(w, g, FAR, from);
  const under = rowUnderWay(w, g, op);
  const row = under?.of ?? rows[ahead[0]?.phase ?? NONE] ?? 0;
  const turn = ahead.findIndex(({ phase }) => rows[phase] !== row);
  const end = ahead
    .slice(0, Math.max(0, turn))
    .reduce((sum, { left }) => sum + left, arrivals === null ? 0 : from - w.now);
  const next = turn < 0 ? null : { row: rows[ahead[turn]?.phase ?? NONE] ?? 0, in: Math.max(0, end) };
  return { op, row, left: under?.left ?? NONE, next };
}

/** Of the row of `op` that the guest's first vCPU is in: its length, and how many it has not come to yet. */
function rowUnderWay(w: World, g: Int, op: Int): { of: Int; left: Int } | null {
  const { firstTask, phases } = compiledOf(w, g);
  const task = taskOf(w, firstTask);
  const chain = w.program.chains[task.chain];
  if (chain === undefined || !phases.some(({ ops, chains }) => chains[ops.indexOf(op)] === task.chain)) return null;
  // its operation is done, or at it; an interrupt's path comes before it
  const begun = task.op !== op || w.program.paths[task.path]?.ownOp === true;
  const among = (links: typeof chain): Int => links.filter((item) => item.op === op).length;
  const left = among(chain.slice(task.link)) + (begun ? 0 : 1);
  return among(chain) === 0 || (left === 0 && task.op !== op) ? null : { of: 1 + among(chain), left };
}
