/** Why not: the sentence of a coded refusal. */
import type { Verdict } from '../../sim/index.ts';
import type { Text } from '../../text/index.ts';

export type Refused = Verdict & { ok: false };

/** A code without a sentence (a newer level, a newer core) still says that it was refused, and by which code. */
export function whyNot(text: Text, { code, args }: Pick<Refused, 'code' | 'args'>): string {
  const key = `refusal.${code}`;
  return text.exists(key) ? text.word('refusal', code, args) : text.t('refusal.unknown', { code });
}
