/** The English words of screens that arrive in chunks of their own: they arrive with the first of these. */
import { about } from './about.ts';
import { briefing } from './briefing.ts';
import { debrief } from './debrief.ts';
import { desk } from './desk.ts';
import { guide } from './guide-ui.ts';
import { settings } from './settings.ts';
import { side } from './side.ts';

export const LATER = {
  about,
  briefing,
  debrief,
  desk,
  guide,
  settings,
  side,
} as const;
