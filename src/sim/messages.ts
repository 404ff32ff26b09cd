/**
 * What may be asked of the world (imperative) and what happened in it (past tense).
 *
 * Both are plain data. People, robots and scripts use the same commands; views, sounds and metrics see the same events.
 */
import type { State, Status } from './state.ts';
import type { Category, Cycles, EpisodeKind, Id, Int, LimitName, Rule } from './types.ts';

export type Command =
  | { do: 'place'; task: Int; pcpu: Int }
  | { do: 'preempt'; pcpu: Int }
  /** task NONE clears the place on deck */
  | { do: 'deck'; pcpu: Int; task: Int }
  | { do: 'route'; task: Int; exit: Int; handler: Id }
  /** take the held vCPU off its pCPU, its exit undecided */
  | { do: 'park'; pcpu: Int }
  | { do: 'setRule'; rule: Rule; on: boolean }
  /** serve all latched requests on this pCPU */
  | { do: 'drain'; pcpu: Int }
  | { do: 'inject'; guest: Int; line: Id }
  | { do: 'setKnob'; knob: Id; value: Int }
  /** begin to port a kernel: its guests restart under the ported mode when the port is done */
  | { do: 'port'; kernel: Id }
  | { do: 'setWeight' | 'setCap' | 'setPageCap' | 'setCallLimit'; guest: Int; value: Int }
  | { do: 'admit'; guest: Int; mode: Id }
  | { do: 'refuse'; guest: Int };
export type CommandName = Command['do'];

export type Verdict = { ok: true; deferred?: true } | { ok: false; code: string; args: Record<string, Int | string> };

/** The price of a command before it is given, in cycles, with the costs that it is made of. */
export type Quote = { parts: { as: Category; cycles: Cycles; cost: Id }[]; total: Cycles; holdsPcpu: boolean };

export type SimEvent = { at: Cycles } & (
  | { type: 'taskPlaced'; task: Int; pcpu: Int; cold: Cycles; byHand: boolean }
  | { type: 'taskPreempted'; task: Int; pcpu: Int }
  | { type: 'taskWarm'; task: Int; pcpu: Int }
  | { type: 'stateChanged'; task: Int; from: State; to: State }
  | { type: 'modeChanged'; pcpu: Int; mode: Category; guest: Int }
  | { type: 'exitRaised' | 'exitRouted' | 'exitDone' | 'exitParked'; task: Int; reason: Id; handler: Id }
  | { type: 'requestLatched'; task: Int; n: Int }
  | { type: 'latchDrained'; pcpu: Int; n: Int; saved: Cycles }
  | { type: 'hypercallMade'; task: Int; handler: Id }
  | { type: 'interruptPended' | 'interruptInjected'; guest: Int; line: Id; n: Int; forced: boolean }
  | { type: 'requestServed'; guest: Int; took: Cycles }
  | { type: 'guestSuffers' | 'guestWarned' | 'guestRebooted' | 'guestRose' | 'guestUp'; guest: Int }
  | { type: 'kernelPortStarted' | 'kernelPorted'; kernel: Id }
  | { type: 'ruleChanged'; rule: Rule; on: boolean }
  | { type: 'episodeStarted' | 'episodeEnded'; guest: Int; kind: EpisodeKind }
  | { type: 'limitChanged'; guest: Int; limit: LimitName; value: Int }
  | { type: 'guestAsked' | 'guestAdmitted' | 'guestRefused' | 'guestLeft'; guest: Int }
  | { type: 'kernelPanicked'; guest: Int }
  | { type: 'pcpuPowered'; pcpu: Int }
  | { type: 'leaked' | 'violated'; guest: Int; cause: Id }
  | { type: 'ended'; status: Status }
);
export type Sink = (event: SimEvent) => void;
