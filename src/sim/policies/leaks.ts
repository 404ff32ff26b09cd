/**
 * Treating leaks, site by site. It sees what everybody sees of a site: what leaks there, how often it ran, how fast its
 * counter goes, and what its traps have cost beside its translation.
 */
import { can } from '../commands.ts';
import { isPaid, type Site, type Treatment, trapping, watchedOf, writing } from '../mechanisms/leaks.ts';
import type { Command } from '../messages.ts';
import { type Int, NEVER } from '../types.ts';
import { choice, type Look } from './robot.ts';
import { rescue } from './translator.ts';

type Seen = Site & { g: Int };
/** `weight`: the most urgent goes first */
type Wish = { weight: Int; one: Seen; how: Treatment };

/** Cycles from one run of a site to the next, as far as has been seen; NEVER while it ran too seldom to tell. */
function gapOf({ w, memory }: Look, { g, site, runs }: Seen): Int {
  const key = `met ${g}/${site}`;
  memory.notes[key] ??= w.now;
  memory.notes[`${key} runs`] ??= runs;
  const more = runs - (memory.notes[`${key} runs`] ?? runs);
  return more < 2 ? NEVER : Math.floor((w.now - (memory.notes[key] ?? w.now)) / more);
}

/** Its traps have cost so many percent of what its translation would. */
function paidPercent({ w }: Look, { g, trapped, instructions }: Seen): Int {
  return Math.floor((100 * trapped * trapping(w, g)) / Math.max(1, writing(w, g, instructions)));
}

/** So fast a counter pays for a translation within `horizon` seconds of play. */
function isFast(look: Look, one: Seen, gap: Int): boolean {
  const { w, second, params } = look;
  const runs = Math.ceil(writing(w, one.g, one.instructions) / Math.max(1, trapping(w, one.g)));
  return gap !== NEVER && runs * gap < (params.horizon ?? 8) * second;
}

/** How a patched site goes on: it is translated when its traps have paid for that, or when its counter runs fast. */
function onPatched(look: Look, one: Seen, gap: Int): Wish[] {
  const { w, params } = look;
  if (params.translate === 0) return [];
  const is = params.pace === 1 ? isFast(look, one, gap) : paidPercent(look, one) >= (params.paid ?? 100);
  return is ? [{ weight: 200 + (isPaid(w, one.g, one) ? 20 : 0), one, how: 'translated' }] : [];
}

/** What a site that is left gets: a lost flag at once; what tells, when it has told often enough. */
function onLeft(look: Look, one: Seen, gap: Int): Wish[] {
  const { w, params } = look;
  const at = params.atOnce === 1 ? 'translated' : 'patched';
  if (one.leak === 'loses')
    return one.lostAt === NEVER ? [] : [{ weight: 300 + Math.floor((w.now - one.lostAt) / 1000), one, how: at }];
  if (params.tells === undefined || params.tells === 0 || one.silent < params.tells) return [];
  const how = params.pace === 1 && params.translate !== 0 && isFast(look, one, gap) ? 'translated' : at;
  return [{ weight: 100 + one.silent, one, how }];
}

/** What tells and has come to rest was left, which is an answer, too. */
function noteLeft(look: Look, one: Seen): void {
  const { w, second } = look;
  if (one.leak === 'tells' && one.how === 'left' && w.now - one.ranAt > 4 * second)
    choice(look, 'tells', `${one.g}/${one.site}`, 'left');
}

/**
 * params: `tells`: in silence so often before it is patched, 0 = never; `paid`: percent of a translation that traps may
 * cost before it is made; `pace`, `horizon`: it goes by the counter's speed instead; `translate`, `atOnce` 0/1: never, and
 * always.
 */
export function leaks(look: Look): Command | null {
  const { w, second, memory } = look;
  const seen = w.guests.flatMap(({ stage }, g): Seen[] =>
    stage === 'up' ? watchedOf(w, g).flatMap((site) => (site === null ? [] : [{ ...site, g }])) : [],
  );
  for (const one of seen) noteLeft(look, one);
  const wishes = seen.flatMap((one): Wish[] => {
    const gap = gapOf(look, one);
    const rests = w.now - one.ranAt > (look.params.rest ?? 3) * second;
    if (one.how === 'patched') return rests ? [] : onPatched(look, one, gap);
    return one.how === 'left' && (one.leak === 'loses' || !rests) ? onLeft(look, one, gap) : [];
  });
  const [wish] = wishes
    .filter(({ one, how }) => can(w, { do: 'treat', guest: one.g, site: one.site, how }).ok)
    .sort((a, b) => b.weight - a.weight);
  if (wish === undefined) return rescue(look);
  const { one, how } = wish;
  memory.notes[`${one.g}/${one.site}`] = w.now;
  choice(look, one.leak, `${one.g}/${one.site}/${how}`, how);
  return { do: 'treat', guest: one.g, site: one.site, how };
}
