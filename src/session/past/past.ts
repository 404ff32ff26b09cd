/**
 * All that a run leaves behind for pictures and for the debrief: plain data, made from events alone.
 *
 * Noting an event costs the same however much has happened before, and a copy costs what is still going on: whatever is
 * over is shared between copies, because it is never changed.
 */
import type { Command, Cycles, SimEvent, World } from '../../sim/index.ts';
import { type Answers, copyAnswers, noAnswers, noteAnswers } from './answers.ts';
import { type Bars, copyBars, noBars, noteBars } from './bars.ts';
import { copyEngines, type Engines, noEngines, noteEngines } from './engines.ts';
import { copyIncidents, type Incidents, noIncidents, noteIncidents } from './incidents.ts';
import { copyMoods, type Moods, noMoods, noteMoods } from './moods.ts';
import { copyRegrets, noRegrets, noteRegrets, type Regrets } from './regrets.ts';
import { copySamples, noSamples, type Samples } from './samples.ts';
import { copyTapes, noTapes, noteTapes, TAPE_SECONDS, type Tapes } from './tapes.ts';

export type Past = {
  bars: Bars;
  tapes: Tapes;
  moods: Moods;
  answers: Answers;
  samples: Samples;
  incidents: Incidents;
  engines: Engines;
  regrets: Regrets;
};

/** `second`: one second of play in cycles; `window`: cycles of a guest's own work that "lately" means */
export const noPast = (w: World, second: Cycles, window: Cycles): Past => ({
  bars: noBars(w.pcpus.length),
  tapes: noTapes(w.guests.length, TAPE_SECONDS * second),
  moods: noMoods(w, TAPE_SECONDS * second),
  answers: noAnswers(second),
  samples: noSamples(w, second),
  incidents: noIncidents(),
  engines: noEngines(w, window),
  regrets: noRegrets(),
});

export const copyPast = ({ bars, tapes, moods, answers, samples, incidents, engines, regrets }: Past): Past => ({
  bars: copyBars(bars),
  tapes: copyTapes(tapes),
  moods: copyMoods(moods),
  answers: copyAnswers(answers),
  samples: copySamples(samples),
  incidents: copyIncidents(incidents),
  engines: copyEngines(engines),
  regrets: copyRegrets(regrets),
});

/** `giving`: the command that is being applied, null while time passes by itself */
export function notePast(past: Past, w: World, event: SimEvent, giving: Command | null): void {
  noteBars(past.bars, w, event);
  noteTapes(past.tapes, w, event);
  noteMoods(past.moods, w, event);
  noteAnswers(past.answers, w, event, giving);
  noteIncidents(past.incidents, w, event);
  noteEngines(past.engines, event);
  noteRegrets(past.regrets, w, event);
}
