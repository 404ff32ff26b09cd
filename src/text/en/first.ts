/** The English words of all that comes with the first level, one file per screen; each has the name under which its keys are asked for (`title.tagline`). */
import { audio } from './audio.ts';
import { category } from './categories.ts';
import { common } from './common.ts';
import { error } from './errors.ts';
import { event } from './events.ts';
import { exit, handler } from './exits.ts';
import { kept } from './kept.ts';
import { help } from './keys.ts';
import { loss } from './losses.ts';
import { machine } from './machine.ts';
import { map } from './map.ts';
import { metric } from './metrics.ts';
import { mode, op } from './modes.ts';
import { opened } from './opened.ts';
import { play } from './play.ts';
import { problem } from './problems.ts';
import { refusal } from './refusals.ts';
import { save } from './saves.ts';
import { title } from './title.ts';
import { unit } from './units.ts';
import { verb } from './verbs.ts';

export const FIRST = {
  audio,
  category,
  common,
  error,
  event,
  exit,
  handler,
  help,
  kept,
  loss,
  machine,
  map,
  metric,
  mode,
  op,
  opened,
  play,
  problem,
  refusal,
  save,
  title,
  unit,
  verb,
} as const;
