/**
 * The state of the machine → bed, heartbeat, stars and the quiet: what sounds because of how things are, not because
 * something has just happened.
 */
import type { View } from '../session/view-model.ts';
import type { BedState } from './bed.ts';
import type { AudioDoor } from './door.ts';

/** The parts of a view that are listened to. */
export type Heard = Pick<View, 'level' | 'now' | 'hz' | 'playSecondNs' | 'exits' | 'wires' | 'reasons' | 'goals'> & {
  guests: readonly Pick<View['guests'][number], 'present' | 'patience' | 'mood'>[];
  pcpus: readonly Pick<View['pcpus'][number], 'on' | 'recent'>[];
};

/** Seconds of play before a held exit is heard, and before its heart beats twice as fast. */
const HEARTBEAT_AFTER = 1;
const FAST_AFTER = 4;
/** Milliseconds between heartbeats: two beats of the bed, then one. */
const SLOW = 1600;
const FAST = 800;
/** Milliseconds without a held exit that make a quiet. */
const QUIET = 1500;
/** Milliseconds before a star may ring again: a value may tremble around its bar. */
const STAR_AGAIN = 4000;

const mean = (values: readonly number[], empty: number): number =>
  values.length === 0 ? empty : values.reduce((sum, value) => sum + value, 0) / values.length;

/** One unhappy guest among many is heard, so its patience counts as much as the mean. */
export function bedOf({ guests, pcpus }: Heard, paused: boolean): BedState {
  const here = guests.filter(({ present }) => present);
  const patience = here.map((guest) => guest.patience / 100);
  return {
    health: (mean(patience, 1) + Math.min(1, ...patience)) / 2,
    steal: mean(
      here.map(({ mood }) => (mood === 'drain' ? 1 : 0)),
      0,
    ),
    activity: mean(
      pcpus.filter(({ on }) => on).map(({ recent }) => recent.useful / 10_000),
      0,
    ),
    paused,
  };
}

/** Seconds of play for which the longest held exit has waited for somebody; 0 = none does. */
export function longestWait({ exits, now, hz, playSecondNs }: Heard): number {
  const waits = exits.filter(({ waiting }) => waiting).map(({ at }) => ((now - at) / hz) * (1e9 / playSecondNs));
  return Math.max(0, ...waits);
}

/** Returns a listener for the views of one run after another; call it with the time in ms, at best every frame. */
export function createViewSounds(
  audio: Pick<AudioDoor, 'play' | 'bed'>,
): (view: Heard, paused: boolean, now: number) => void {
  let level = '';
  let met = new Map<string, boolean>();
  let won = new Set<string>();
  let lastStar = 0;
  let lastBeat = 0;
  /** since when nothing waits, null = something does; and is the quiet still to come */
  let calmSince: number | null = null;
  let quiet: 'no' | 'due' | 'had' = 'no';

  function enter(view: Heard): void {
    level = view.level;
    met = new Map(view.goals.map((goal) => [goal.id, goal.met]));
    won = new Set();
    quiet = 'no';
    calmSince = null;
  }

  /** A bar that is crossed while the run goes on; what holds from the start is no achievement yet. */
  function ringStars(view: Heard, now: number): void {
    for (const goal of view.goals) {
      const crossed = goal.met && met.get(goal.id) === false;
      met.set(goal.id, goal.met);
      if (!crossed) continue;
      if (won.has(goal.id) && now - lastStar < STAR_AGAIN) continue;
      audio.play(won.size === 0 ? 'starFirst' : 'starAgain');
      won.add(goal.id);
      lastStar = now;
    }
  }

  function beat(wait: number, now: number): void {
    const every = wait >= FAST_AFTER ? FAST : SLOW;
    if (wait < HEARTBEAT_AFTER || now - lastBeat < every) return;
    audio.play('waiting');
    lastBeat = now;
  }

  /** Due once something could wait for the player; had when every reason has its wire and nothing waits any more. */
  function listenForQuiet(view: Heard, now: number): void {
    const wired = view.reasons.every((reason) => view.wires.some((wire) => wire.reason === reason));
    const waiting = view.exits.some((exit) => exit.waiting);
    if (quiet === 'no' && waiting && !wired) quiet = 'due';
    calmSince = waiting ? null : (calmSince ?? now);
    if (quiet !== 'due' || !wired || calmSince === null || now - calmSince < QUIET) return;
    quiet = 'had';
    audio.play('quiet');
  }

  return (view, paused, now) => {
    if (view.level !== level) enter(view);
    audio.bed(bedOf(view, paused));
    if (paused) return;
    ringStars(view, now);
    beat(longestWait(view), now);
    listenForQuiet(view, now);
  };
}
