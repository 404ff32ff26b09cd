/** Restart: a guest boots its kernel as it has been written by now. What it was in the middle of is dropped. */

import { partsNewTo } from '../mechanisms/porting.ts';
import { bootCost, restart as reboot } from '../mechanisms/restarts.ts';
import { no, yes } from '../messages.ts';
import { type Int, NONE } from '../types.ts';
import type { VerbRecord } from '../verb.ts';

declare module '../messages.ts' {
  interface Commands {
    restart: { guest: Int };
  }
}

export const restart: VerbRecord<'restart'> = {
  name: 'restart',
  part: 'porting',
  grants: ['restart'],
  words: { guest: 'guest' },
  can(w, { guest: g }) {
    const guest = w.guests[g];
    if (guest === undefined || guest.stage === 'off') return no('noSuchGuest');
    if (guest.stage === 'gone') return no('dead');
    if (guest.stage !== 'up') return no('notStarted');
    return partsNewTo(w, g).length > 0 ? yes : no('nothingNew');
  },
  perform(context, { guest: g }) {
    const { w, sink } = context;
    sink?.({ type: 'guestRestarted', at: w.now, guest: g });
    reboot(context, g, bootCost(w, g, w.guests[g]?.nextMode ?? NONE), 'planned');
  },
  sample: (w, pick) => ({ do: 'restart', guest: pick(w.guests.length) }),
};
