/** No hurry is one wish, wherever it is said: in a run, in the briefing, or among the settings. */
import type { Play } from './play.ts';

export function toggleNoHurry({ session, settings }: Pick<Play, 'session' | 'settings'>): void {
  const on = !session.noHurry;
  session.setNoHurry(on);
  settings.change({ noHurry: on });
}
