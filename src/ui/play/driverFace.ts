/** What the place of a guest's driver says: a button while one is to be had, else words. */
import { type DriverView, isTooLong, lacksDriver } from '../../session/parts/drivers.ts';
import type { View } from '../../session/view-model.ts';
import { type Speaker, soonIn } from './doing.ts';

/** `offered`: it could be given one now; `long`: it could, but would give up meanwhile. */
export type DriverFace = { words: string; state: 'offered' | 'long' | 'due' | 'has' | 'off' };

export function driverFace(speaker: Speaker, view: View, one: DriverView | null): DriverFace {
  const { text } = speaker;
  if (one === null) return { words: '', state: 'off' };
  if (one.booting) return { words: text.t('play.driver.restarts'), state: 'off' };
  if (one.due) {
    const n = Math.min(one.of, one.of - one.left + 1);
    return { words: text.t('play.driver.fetching', { n, of: one.of }), state: 'due' };
  }
  if (one.has) {
    const n = one.traffic.together;
    return { words: text.t(n > 0 ? 'play.driver.letters' : 'play.driver.ready', { n }), state: 'has' };
  }
  const words = text.t('play.driver.install', { time: soonIn(speaker, view, one.price) });
  if (!lacksDriver(one)) return { words, state: 'off' };
  return { words, state: isTooLong(one) ? 'long' : 'offered' };
}
