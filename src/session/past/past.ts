/** All that a run leaves behind for pictures and for the debrief: plain data, made from events alone. */
import type { Command, Cycles, SimEvent, World } from '../../sim/index.ts';
import { type Answers, noAnswers, noteAnswers } from './answers.ts';
import { type Bars, noBars, noteBars } from './bars.ts';
import { type Incidents, noIncidents, noteIncidents } from './incidents.ts';
import { noSamples, type Samples } from './samples.ts';
import { noTapes, noteTapes, TAPE_SECONDS, type Tapes } from './tapes.ts';

export type Past = { bars: Bars; tapes: Tapes; answers: Answers; samples: Samples; incidents: Incidents };

/** `second`: one second of play in cycles */
export const noPast = (w: World, second: Cycles): Past => ({
  bars: noBars(w.pcpus.length),
  tapes: noTapes(w.guests.length, TAPE_SECONDS * second),
  answers: noAnswers(),
  samples: noSamples(w, second),
  incidents: noIncidents(),
});

/** `giving`: the command that is being applied, null while time passes by itself */
export function notePast(past: Past, w: World, event: SimEvent, giving: Command | null): void {
  noteBars(past.bars, w, event);
  noteTapes(past.tapes, w, event);
  noteAnswers(past.answers, event, giving);
  noteIncidents(past.incidents, w, event);
}
