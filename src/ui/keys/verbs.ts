/**
 * The keys of verbs that are done to nothing that is drawn, or to what is meant anyway. A new verb adds a line here; its
 * part has the word for `help.action` (text/en/parts) and what the key does (`actions`, ui/play/parts). Five letters are
 * free of the core: E Q T W Y; the keys right of L and P have room for more.
 */
import type { Verb } from '../../sim/types.ts';
import type { ActionKey, Scheme } from './scheme.ts';

type VerbKey = ActionKey & { of: { verb: Verb } };

export const VERB_KEYS = [
  { id: 'preempt', code: 'KeyE', of: { verb: 'preempt', family: 'time' } },
  { id: 'park', code: 'KeyQ', of: { verb: 'park', family: 'exits' } },
  { id: 'wire', code: 'KeyW', of: { verb: 'rule', family: 'exits' } },
  { id: 'drain', code: 'KeyT', of: { verb: 'drain', family: 'exits' } },
  { id: 'inject', code: 'KeyY', of: { verb: 'inject', family: 'exits' } },
  { id: 'spool', code: 'KeyY', of: { verb: 'spool', family: 'techniques' } },
  { id: 'leak', code: 'KeyQ', of: { verb: 'treat', family: 'techniques' } },
  { id: 'card', code: 'KeyW', of: { verb: 'house', family: 'techniques' } },
  { id: 'install', code: 'KeyY', of: { verb: 'install', family: 'drivers' } },
  { id: 'evict', code: 'KeyQ', of: { verb: 'evict', family: 'door' } },
  { id: 'rack', code: 'KeyW', of: { verb: 'platform', family: 'door' } },
  { id: 'rackNext', code: 'KeyE', of: { verb: 'platform', family: 'door' } },
  { id: 'first', code: 'KeyW', of: { verb: 'port', family: 'kernels' } },
  { id: 'reboot', code: 'KeyY', of: { verb: 'restart', family: 'kernels' } },
  { id: 'lever', code: 'KeyT', of: { verb: 'mode', family: 'techniques' } },
] as const satisfies readonly VerbKey[];

/** Families that a level may mix. Those that are not named together may use the same keys. */
export const MIXED: Scheme['mixed'] = [
  ['time', 'exits'],
  ['time', 'techniques'],
  ['time', 'kernels'],
  ['deck', 'time'],
  ['deck', 'exits'],
  ['deck', 'techniques'],
  ['deck', 'kernels'],
  ['seats', 'door'],
  ['seats', 'techniques'],
];
