/** Treat a site: leave a sensitive instruction that does not trap, patch it, or have its block translated. */
import { siteOf, TREATMENTS, type Treatment, treatSite, writing } from '../mechanisms/leaks.ts';
import { FREE, no, yes } from '../messages.ts';
import type { Id, Int } from '../types.ts';
import type { VerbRecord } from '../verb.ts';

declare module '../messages.ts' {
  interface Commands {
    /** `how`: one of TREATMENTS */
    treat: { guest: Int; site: Int; how: Id };
  }
}

const named = (how: Id): Treatment | undefined => TREATMENTS.find((one) => one === how);

export const treat: VerbRecord<'treat'> = {
  name: 'treat',
  part: 'leaks',
  grants: ['treat'],
  words: { guest: 'guest', site: 'value', how: 'id' },
  can(w, { guest, site, how }) {
    if (w.guests[guest] === undefined) return no('noSuchGuest');
    const own = siteOf(w, guest, site);
    if (own === null || named(how) === undefined) return no('noSuchSite');
    if (w.guests[guest]?.stage !== 'up') return no('notStarted');
    if (own.how === how) return no('siteStands');
    return own.written ? no('siteWritten') : yes;
  },
  /** a translation is paid for when the block runs next; traps, one by one */
  quote(w, { guest, site, how }) {
    const own = siteOf(w, guest, site);
    if (own === null || how !== 'translated') return FREE;
    const cycles = writing(w, guest, own.instructions);
    return { parts: [{ as: 'translation', cycles, cost: 'bt.translate' }], total: cycles, holdsPcpu: true };
  },
  perform(context, { guest, site, how }) {
    const treatment = named(how);
    if (treatment !== undefined) treatSite(context, guest, site, treatment);
  },
  sample(w, pick) {
    const guest = pick(w.guests.length);
    const watched = w.kept.leaks?.[guest]?.watched ?? [];
    const site = watched[pick(watched.length)] ?? -1;
    return site < 0 ? null : { do: 'treat', guest, site, how: TREATMENTS[pick(TREATMENTS.length)] ?? 'left' };
  },
};
