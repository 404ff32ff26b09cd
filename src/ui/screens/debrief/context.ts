/** What the parts of a debrief share. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Explained } from '../../../session/contract.ts';
import type { GuestView } from '../../../session/view-model.ts';
import type { Cycles, Id, Int } from '../../../sim/types.ts';
import type { LoadedLevel } from '../../shell/library.ts';
import type { Clock } from './model.ts';

export type Debriefing = {
  outcome: Explained;
  loaded: LoadedLevel;
  clock: Clock;
  /** the run came from a file */
  opened: boolean;
  guests: readonly GuestView[];
  /** cycles at which somebody decided something */
  moments: readonly Cycles[];
  nameOf(guest: Int): string;
  /** with its machine's name, where there are several */
  pcpuOf(pcpu: Int): string;
  reasonOf(reason: Id): string;
  /** a moment: "48.1 µs", as the run's clock showed it */
  time(cycles: Cycles): string;
  /** a duration, in the unit that fits it */
  lasting(cycles: Cycles): string;
  /** back to a moment, and on playing */
  goTo(at: Cycles): void;
};

export const DebriefContext = createContext<Debriefing | null>(null);

/** @throws {Error} outside of a debrief */
export function useDebrief(): Debriefing {
  const debriefing = useContext(DebriefContext);
  if (debriefing === null) throw new Error('useDebrief: no DebriefContext around this component');
  return debriefing;
}
