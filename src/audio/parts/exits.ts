/** Exits: a note for each reason, a heartbeat while one waits, and the quiet when all of them have a wire. */
import { REASONS } from '../../levels/reasons.ts';
import type { Id, Int } from '../../sim/index.ts';
import { BY_ITSELF, type Cue, type Cues, type Ear, type Heard, type SoundPart, type Surroundings } from '../part.ts';
import { SOUNDS, type SoundId } from '../sounds.ts';

/** The note of a reason. What the table does not have sounds like a privileged instruction. */
export function exitSound(reason: Id): SoundId {
  const sound = REASONS.reasons.get(reason)?.sound;
  return SOUNDS.find((id) => id === sound) ?? 'exitPrivileged';
}

function exitCues({ play }: Surroundings): Cues {
  /** the exit that was raised last: what comes next says whether a wire answers it or somebody has to */
  let raised: { task: Int; reason: Id; at: Int } | null = null;
  /** tasks whose exit was answered by hand */
  const byHand = new Set<Int>();

  function routed({ task, reason, at }: { task: Int; reason: Id; at: Int }): Cue {
    if (raised?.task === task && raised.at === at) {
      raised = null;
      byHand.delete(task);
      play('routed');
      return { id: exitSound(reason), gain: BY_ITSELF };
    }
    byHand.add(task);
    return { id: 'routed' };
  }

  return {
    exitRaised({ task, reason, at }) {
      raised = { task, reason, at };
      return null;
    },
    /** Its pCPU is held: somebody has to decide. */
    modeChanged({ mode }) {
      if (mode !== 'decision') return null;
      const cue = raised && { id: exitSound(raised.reason) };
      raised = null;
      return cue;
    },
    exitRouted: routed,
    exitDone: ({ task }) => ({ id: 'served', gain: byHand.delete(task) ? 1 : BY_ITSELF }),
    exitParked: () => ({ id: 'pickUp' }),
    ruleChanged: ({ on }) => ({ id: on ? 'wired' : 'uiBack' }),
  };
}

/** Seconds of play before a held exit is heard, and before its heart beats twice as fast. */
const HEARTBEAT_AFTER = 1;
const FAST_AFTER = 4;
/** Milliseconds between heartbeats: two beats of the bed, then one. */
const SLOW = 1600;
const FAST = 800;
/** Milliseconds without a held exit that make a quiet. */
const QUIET = 1500;

/** Seconds of play for which the longest held exit has waited for somebody; 0 = none does. */
export function longestWait({ parts, now, hz, playSecondNs }: Heard): number {
  const waiting = parts.exits?.open.filter((exit) => exit.waiting) ?? [];
  return Math.max(0, ...waiting.map(({ at }) => ((now - at) / hz) * (1e9 / playSecondNs)));
}

function exitEar(play: (id: SoundId) => void): Ear {
  let lastBeat = 0;
  /** since when nothing waits, null = something does; and is the quiet still to come */
  let calmSince: number | null = null;
  let quiet: 'no' | 'due' | 'had' = 'no';

  function beat(wait: number, now: number): void {
    const every = wait >= FAST_AFTER ? FAST : SLOW;
    if (wait < HEARTBEAT_AFTER || now - lastBeat < every) return;
    play('waiting');
    lastBeat = now;
  }

  /** Due once something could wait for the player; had when every reason has its wire and nothing waits any more. */
  function listenForQuiet({ parts: { exits } }: Heard, now: number): void {
    const wired = exits?.reasons.every((reason) => exits.wires.some((wire) => wire.reason === reason)) ?? true;
    const waiting = exits?.open.some((exit) => exit.waiting) ?? false;
    if (quiet === 'no' && waiting && !wired) quiet = 'due';
    calmSince = waiting ? null : (calmSince ?? now);
    if (quiet !== 'due' || !wired || calmSince === null || now - calmSince < QUIET) return;
    quiet = 'had';
    play('quiet');
  }

  return {
    enter() {
      quiet = 'no';
      calmSince = null;
    },
    hear(view, now) {
      beat(longestWait(view), now);
      listenForQuiet(view, now);
    },
  };
}

export const exits: SoundPart = { cues: exitCues, ear: exitEar };
