/**
 * The English catalogue: one file per screen, and the name under which its keys are asked for (`title.tagline`). Words of
 * mechanisms and verbs are in their parts.
 */
import { about } from './about.ts';
import { audio } from './audio.ts';
import { briefing } from './briefing.ts';
import { category } from './categories.ts';
import { common } from './common.ts';
import { debrief } from './debrief.ts';
import { error } from './errors.ts';
import { event } from './events.ts';
import { exit, handler } from './exits.ts';
import { guide } from './guide-ui.ts';
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
import { settings } from './settings.ts';
import { side } from './side.ts';
import { title } from './title.ts';
import { unit } from './units.ts';
import { verb } from './verbs.ts';

export const en = {
  about,
  audio,
  briefing,
  category,
  common,
  debrief,
  error,
  event,
  exit,
  guide,
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
  settings,
  side,
  title,
  unit,
  verb,
} as const;
