/**
 * Events of the simulation → sounds: one row per event type, so that a new event does not compile without an answer.
 *
 * Everything that happens in the machine sounds from here, also what the player's own command has caused, in the same
 * frame. Screens play only what never reaches the machine: picking up, hovering, clicking, a refusal.
 */
import type { Id, Int, SimEvent } from '../sim/index.ts';
import type { AudioDoor } from './door.ts';
import type { SoundId } from './sounds.ts';

export type Surroundings = {
  /** the guest of a task: its pitch */
  guestOf(task: Int): Int;
  /** stars of the run, asked when it has ended */
  stars(): Int;
};

type Cue = { id: SoundId; variant?: number; gain?: number };
type Row<T extends SimEvent['type']> = (event: Extract<SimEvent, { type: T }>) => Cue | null;
type Table = { readonly [T in SimEvent['type']]: Row<T> };

/** Families of exit reasons; one note each. What a level calls otherwise sounds like a privileged instruction. */
const EXIT_SOUNDS: ReadonlyMap<Id, SoundId> = new Map([
  ['pageTable', 'exitPageTable'],
  ['addressSpace', 'exitPageTable'],
  ['fault', 'exitFault'],
  ['pageFault', 'exitFault'],
  ['exception', 'exitFault'],
  ['kernelEntry', 'exitFault'],
  ['deviceRead', 'exitIoRead'],
  ['port', 'exitIoRead'],
  ['deviceWrite', 'exitIoWrite'],
  ['mmio', 'exitIoWrite'],
  ['packet', 'exitIoWrite'],
  ['hypercall', 'exitHypercall'],
  ['notify', 'exitHypercall'],
  ['interrupt', 'exitInterrupt'],
]);

export const exitSound = (reason: Id): SoundId => EXIT_SOUNDS.get(reason) ?? 'exitPrivileged';

/** What happens by itself (a scheduler places, a wire answers) is heard from further away than what a hand does. */
const BY_ITSELF = 0.4;

/** Returns a listener for the events of one run. */
export function createEventSounds(
  audio: Pick<AudioDoor, 'play'>,
  { guestOf, stars }: Surroundings,
): (event: SimEvent) => void {
  /** the exit that was raised last: what comes next says whether a wire answers it or somebody has to */
  let raised: { task: Int; reason: Id; at: Int } | null = null;
  /** tasks whose exit was answered by hand */
  const byHand = new Set<Int>();

  function routed({ task, reason, at }: { task: Int; reason: Id; at: Int }): Cue {
    if (raised?.task === task && raised.at === at) {
      raised = null;
      byHand.delete(task);
      audio.play('routed');
      return { id: exitSound(reason), gain: BY_ITSELF };
    }
    byHand.add(task);
    return { id: 'routed' };
  }

  function held(): Cue | null {
    const cue = raised && { id: exitSound(raised.reason) };
    raised = null;
    return cue;
  }

  const silent = (): null => null;
  const table: Table = {
    commandGiven: silent, // what it leads to has sounds of its own
    modeChosen: () => ({ id: 'wired' }),
    modeEntered: () => ({ id: 'switch' }),
    knobTurned: () => ({ id: 'uiClick' }),
    taskPlaced: ({ task, byHand: hand }) => ({ id: 'place', variant: guestOf(task), gain: hand ? 1 : BY_ITSELF }),
    taskPreempted: () => ({ id: 'pickUp' }),
    taskWarm: () => ({ id: 'warm' }),
    stateChanged: silent, // every change that matters has an event of its own
    modeChanged({ mode }) {
      if (mode === 'decision') return held();
      return mode === 'switch' ? { id: 'switch' } : null;
    },
    exitRaised({ task, reason, at }) {
      raised = { task, reason, at };
      return null;
    },
    exitRouted: routed,
    exitDone: ({ task }) => ({ id: 'served', gain: byHand.delete(task) ? 1 : BY_ITSELF }),
    exitParked: () => ({ id: 'pickUp' }),
    requestLatched: ({ n }) => ({ id: 'latch', variant: n - 1 }),
    latchDrained: () => ({ id: 'drain' }),
    hypercallMade: () => ({ id: 'hypercall' }),
    interruptPended: () => ({ id: 'interruptHeld', gain: BY_ITSELF }),
    interruptInjected: ({ forced }) => ({ id: forced ? 'exitInterrupt' : 'interruptHitched' }),
    requestServed: silent, // the guest's own business
    guestSuffers: silent,
    guestWarned: () => ({ id: 'warning' }),
    guestRebooted: () => ({ id: 'giveUp' }),
    guestRose: () => ({ id: 'boot' }),
    guestUp: () => ({ id: 'boot', gain: BY_ITSELF }),
    kernelPortStarted: () => ({ id: 'pickUp' }),
    kernelPorted: () => ({ id: 'served' }),
    ruleChanged: ({ on }) => ({ id: on ? 'wired' : 'uiBack' }),
    limitChanged: ({ value }) => ({ id: value > 0 ? 'wired' : 'uiBack' }),
    episodeStarted: silent, // to be found by looking: that is the level
    episodeEnded: silent,
    guestAsked: () => ({ id: 'interruptHeld' }),
    guestAdmitted: ({ guest }) => ({ id: 'place', variant: guest }),
    guestRefused: () => ({ id: 'uiBack' }),
    guestLeft: silent,
    kernelPanicked: () => ({ id: 'panic' }),
    pcpuPowered: () => ({ id: 'boot' }),
    leaked: () => ({ id: 'warning' }),
    violated: () => ({ id: 'warning' }),
    ended({ status }) {
      if (status === 'lost') return { id: 'levelLost' };
      if (status !== 'over') return null;
      return { id: stars() > 0 ? 'levelWon' : 'levelLost' };
    },
  };

  return (event) => {
    // the row fits the event by its very key, which the compiler cannot follow through an index
    const row = table[event.type] as (event: SimEvent) => Cue | null;
    const cue = row(event);
    if (cue !== null) audio.play(cue.id, cue);
  };
}
