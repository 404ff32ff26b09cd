/** Why not: the sentence of a coded refusal. */
import type { Verdict } from '../../sim/index.ts';
import type { Text } from '../../text/index.ts';

export type Refused = Verdict & { ok: false };

/** What was wanted is so already, or comes by itself: nothing is wrong, and nothing has to be red. */
const HARMLESS: readonly string[] = [
  'ridesOnEntry',
  'ridesOnStart',
  'ruleStands',
  'knobStands',
  'alreadyPlaced',
  'alreadyOnDeck',
  'alreadyDraining',
  'alreadyRouted',
  'alreadyPorted',
  'alreadyInMode',
];

export const isHarmless = ({ code }: Pick<Refused, 'code'>): boolean => HARMLESS.includes(code);

/** A code without a sentence (a newer level, a newer core) still says that it was refused, and by which code. */
export function whyNot(text: Text, { code, args }: Pick<Refused, 'code' | 'args'>): string {
  const key = `refusal.${code}`;
  return text.exists(key) ? text.word('refusal', code, args) : text.t('refusal.unknown', { code });
}

/**
 * Why no socket takes what is chosen, where all refuse it for one and the same reason: then it lies in the chosen thing, and
 * is said once, there, instead of covering every socket. Null where sockets differ, or one takes it.
 */
export function refusedBySockets(lit: ReadonlyMap<string, Verdict>): Refused | null {
  const [first, ...others] = [...lit].flatMap(([key, verdict]) => (key.startsWith('socket-') ? [verdict] : []));
  if (first === undefined || first.ok) return null;
  const said = JSON.stringify([first.code, first.args]);
  return others.every((one) => !one.ok && JSON.stringify([one.code, one.args]) === said) ? first : null;
}
