/**
 * A rack of hosts: which platform each is given, and then who goes where and behind what (tenants.ts).
 *
 * The robot reads what a person reads: who is at the door, and who will be there soon. It gives a host another platform
 * only when nobody is on it; for that it sends nobody more to a host that it wants to change, if it may be otherwise.
 */
import { can } from '../commands.ts';
import { platformOn, tenantsOn } from '../mechanisms/platforms.ts';
import type { Command } from '../messages.ts';
import type { Id, Int } from '../types.ts';
import { choice, type Look } from './robot.ts';
import { tenants } from './tenants.ts';

/** What a level's forecast says: those who come within so many seconds. */
const comingIn = ({ w, params, second }: Look): Int[] =>
  w.setup.guests.flatMap(({ enters }, g) => {
    const isSoon = enters !== undefined && enters.at <= w.now + (params.ahead ?? 25) * second;
    const { stage } = w.guests[g] ?? {};
    return isSoon && (stage === 'off' || stage === 'asking') ? [g] : [];
  });

/** Would it rather share a kernel? Whoever is trusted, and can. */
function wouldShare({ w }: Look, g: Int): boolean {
  const { trust = '' } = w.setup.guests[g]?.enters ?? {};
  return w.program.guests[g]?.kernel.closed === false && w.setup.admission?.trusts?.[trust]?.hostile === false;
}

/** A host's part of the plan: named for it, or what most of those who come would rather have. */
function wanted(look: Look, machine: Int): Id {
  const { w, words } = look;
  const named = words[w.setup.machines[machine]?.id ?? ''] ?? '';
  if (words.style !== 'follow') return named;
  const coming = comingIn(look);
  const share = coming.filter((g) => wouldShare(look, g)).length;
  const [shared = '', own = ''] = [words.shared, words.own];
  // the first host follows those who come last of all: one of each kind stays
  const others = w.setup.machines.flatMap((_, m) => (m === machine ? [] : [platformOn(w, m)?.id ?? '']));
  if (!others.includes(shared)) return shared;
  if (!others.includes(own)) return own;
  return 2 * share >= coming.length ? shared : own;
}

const rank = ({ w }: Look, machine: Int): Int => (platformOn(w, machine) === null ? 0 : 1);

/** The first host on which nobody is, and that is to be otherwise. */
function plan(look: Look): Command | null {
  const { w, params } = look;
  if (params.platforms === 0) return null;
  const bareFirst = [...w.setup.machines.keys()].sort((a, b) => rank(look, a) - rank(look, b));
  for (const machine of bareFirst) {
    const platform = wanted(look, machine);
    const command = { do: 'setPlatform', machine, platform } as const;
    if (tenantsOn(w, machine).length > 0 || !can(w, command).ok) continue;
    // nobody at the door waits for an installation who could come in as it is
    if (platformOn(w, machine) !== null && w.guests.some(({ stage }) => stage === 'asking')) continue;
    choice(look, 'platform', `${machine}/${w.now}`, platform);
    return command;
  }
  return null;
}

/**
 * words: by host, the platform that it is to have; or `style` follow, with `shared` and `own`: platforms for those who share a
 * kernel and for those who do not. `door`: the style of tenants.ts. params: those of tenants.ts; `ahead` seconds of forecast;
 * `platforms` 0: none is ever chosen.
 */
export function rack(look: Look): Command | null {
  const { door } = look.words;
  return plan(look) ?? tenants({ ...look, words: door === undefined ? {} : { style: door } });
}
