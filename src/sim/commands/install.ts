/** Install: give a guest a paravirtual driver. It comes through the emulated card, and then the guest restarts. */
import { DRIVER_PACKETS, driverIndex, installDriver } from '../mechanisms/drivers.ts';
import { partsOf, priced } from '../mechanisms/handlers.ts';
import { bootCost } from '../mechanisms/restarts.ts';
import { FREE, no, type Quote, yes } from '../messages.ts';
import type { World } from '../state.ts';
import { type Id, type Int, NONE } from '../types.ts';
import type { VerbRecord } from '../verb.ts';

declare module '../messages.ts' {
  interface Commands {
    install: { guest: Int; driver: Id };
  }
}
type Given = { guest: Int; driver: Id };

const meant = (w: World, { guest, driver }: Given): Int => driverIndex(w, w.guests[guest]?.machine ?? NONE, driver);

/** Every packet of it, and the restart. */
function quote(w: World, c: Given): Quote {
  const { path = NONE } = w.program.drivers[meant(w, c)] ?? {};
  const { steps } = w.program.paths[path] ?? { steps: [] };
  const packets = w.knobs[DRIVER_PACKETS] ?? 1;
  const parts = partsOf(w, steps, 1).map((part) => ({ ...part, cycles: part.cycles * packets }));
  if (parts.length === 0) return FREE;
  const boot = bootCost(w, c.guest, w.guests[c.guest]?.nextMode ?? NONE);
  return priced([...parts, { as: 'boot', cycles: boot, cost: '' }]);
}

export const install: VerbRecord<'install'> = {
  name: 'install',
  part: 'drivers',
  grants: ['install'],
  words: { guest: 'guest', driver: 'id' },
  can(w, c) {
    const guest = w.guests[c.guest];
    const state = w.kept.drivers?.[c.guest];
    if (guest === undefined || guest.stage === 'off') return no('noSuchGuest');
    if (guest.stage === 'gone') return no('dead');
    if (guest.stage !== 'up') return no('notStarted');
    const d = meant(w, c);
    if (d === NONE || state === undefined) return no('noSuchDriver');
    if (state.has[d] === true) return no('hasDriver');
    return state.due === NONE ? yes : no('installing');
  },
  perform: (context, c) => installDriver(context, c.guest, meant(context.w, c)),
  quote,
  sample(w, pick) {
    const driver = w.program.drivers[pick(w.program.drivers.length)];
    return driver === undefined ? null : { do: 'install', guest: pick(w.guests.length), driver: driver.id };
  },
};
