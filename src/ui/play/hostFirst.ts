/** The switch that says whether a host's own work goes before its guests. */
import { HOST_KNOB } from '../../session/parts/hostWork.ts';
import type { Int } from '../../sim/index.ts';
import type { Play } from './play.ts';

/** the number of its first position, after those of the hosts */
export const HOST_DIGIT = 4;

export const turnHost = (play: Play, value: Int): boolean =>
  play.view.peek().parts.hostWork !== null && play.command({ do: 'setKnob', knob: HOST_KNOB, value }, null).ok;
