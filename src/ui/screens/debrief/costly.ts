import type { Costly, Deed } from '../../../session/contract.ts';
import { JOB_LOSSES } from '../../../session/past/keptOut.ts';
import { REGRETS } from '../../../session/past/regrets.ts';
import type { Text } from '../../../text/index.ts';
import type { Debriefing } from './context.ts';

/** Kinds whose price is not the time from their beginning to their end: lost work, sums, and what a setting cost too much. */
const BY_CYCLES: readonly Costly['kind'][] = [
  'reboot',
  'held',
  'visit',
  'thrash',
  'coldCache',
  'device',
  'limited',
  'absent',
  'ownFirst',
  'putOff',
  ...JOB_LOSSES,
  ...REGRETS,
];

/** Kinds whose `reason` names a host. */
const HOSTS: readonly Costly['kind'][] = ['elsewhere', 'dearHost', 'sharing'];

/** Kinds whose `reason` names no exit. */
const OTHERWISE: readonly Costly['kind'][] = ['engine', 'housing', 'unported', 'taxed', ...HOSTS];

/** One thing that cost much, as a sentence. */
export function costlySentence(text: Text, { loaded, nameOf, reasonOf, lasting }: Debriefing, costly: Costly): string {
  const { kind, reason } = costly;
  const lever = `lever.${reason}`;
  const cards = kind === 'housing' ? loaded.level.models.flatMap((model) => model.cards ?? []) : [];
  const card = cards.find(({ id }) => id === reason);
  return text.word('debrief.costly', kind, {
    guest: nameOf(costly.guest),
    count: costly.times,
    reason: OTHERWISE.includes(kind) ? '' : reasonOf(reason),
    card: card === undefined ? '' : text.word('card', card.kind),
    machine: HOSTS.includes(kind) && loaded.words.has(`machine.${reason}`) ? loaded.words.say(`machine.${reason}`) : '',
    kernel: kind === 'unported' ? text.word('machine.kernel', reason) : '',
    mode: loaded.words.has(lever)
      ? loaded.words.say(lever)
      : ['engine', 'taxed'].includes(kind)
        ? text.word('mode', reason)
        : '',
    time: lasting(BY_CYCLES.includes(kind) ? costly.cycles : costly.until - costly.at),
  });
}

/** What the player did that led to it; null where nobody can tell. */
export function deedSentence(text: Text, { time, nameOf, loaded }: Debriefing, deed: Deed | null): string | null {
  const { kind, slice } = loaded.level.file.setup.scheduler;
  switch (deed?.did) {
    case undefined:
      return null;
    case 'nothing':
      return text.t(kind === 'dispatcher' && slice === 0 ? 'debrief.deed.nobody' : 'debrief.deed.nothing');
    case 'set':
    case 'asked':
    case 'late':
    case 'letIn':
    case 'sentAway':
    case 'turnedOut':
    case 'limited':
    case 'crowded':
    case 'putOff':
      return text.t(`debrief.deed.${deed.did}`, { at: time(deed.at) });
    case 'placed':
    case 'queued':
    case 'admitted':
    case 'letOut':
    case 'flooded':
    case 'stormed':
    case 'read':
      return text.t(`debrief.deed.${deed.did}`, { at: time(deed.at), other: nameOf(deed.other) });
  }
}
