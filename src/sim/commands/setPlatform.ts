/** Set platform: install another bundle of techniques on a host on which nobody is. */
import { install, installsUntil, platformOn, tenantsOn } from '../mechanisms/platforms.ts';
import { FREE, no, yes } from '../messages.ts';
import { type Id, type Int, NEVER } from '../types.ts';
import type { VerbRecord } from '../verb.ts';

declare module '../messages.ts' {
  interface Commands {
    setPlatform: { machine: Int; platform: Id };
  }
}

export const setPlatform: VerbRecord<'setPlatform'> = {
  name: 'setPlatform',
  part: 'platforms',
  grants: ['platform'],
  words: { machine: 'machine', platform: 'id' },
  can(w, { machine, platform }) {
    if (w.setup.machines[machine] === undefined) return no('noSuchMachine');
    if (w.setup.platforms?.kinds.some(({ id }) => id === platform) !== true) return no('noSuchPlatform');
    if (platformOn(w, machine)?.id === platform) return no('platformStands');
    if (installsUntil(w, machine) !== NEVER) return no('installing');
    const here = tenantsOn(w, machine).length;
    return here > 0 ? no('hostInUse', { here }) : yes;
  },
  // no pCPU works for it: a host that is being installed does nothing else
  quote: () => FREE,
  perform: (context, { machine, platform }) => install(context, machine, platform),
  sample(w, pick) {
    const kinds = w.setup.platforms?.kinds ?? [];
    const platform = kinds[pick(kinds.length)]?.id;
    return platform === undefined ? null : { do: 'setPlatform', machine: pick(w.setup.machines.length), platform };
  },
};
