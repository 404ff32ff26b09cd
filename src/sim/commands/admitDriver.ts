/** Admit a driver: give a machine's driver domain one that it came without. It restarts with it. */

import { priced } from '../mechanisms/handlers.ts';
import { admitDriver as letIn, mayAdmitDriver } from '../mechanisms/hosts.ts';
import { FREE } from '../messages.ts';
import type { World } from '../state.ts';
import type { Id, Int } from '../types.ts';
import type { VerbRecord } from '../verb.ts';

declare module '../messages.ts' {
  interface Commands {
    admitDriver: { machine: Int; driver: Id };
  }
}

const meant = (w: World, { machine, driver }: { machine: Int; driver: Id }): Int =>
  (w.setup.domainDrivers ?? []).findIndex((row) => row.id === driver && row.machine === w.setup.machines[machine]?.id);

export const admitDriver: VerbRecord<'admitDriver'> = {
  name: 'admitDriver',
  part: 'hosts',
  grants: ['driver'],
  words: { machine: 'machine', driver: 'id' },
  can: (w, c) => mayAdmitDriver(w, meant(w, c)),
  perform: (context, c) => letIn(context, meant(context.w, c)),
  quote(w, c) {
    const row = w.setup.domainDrivers?.[meant(w, c)];
    return row === undefined ? FREE : priced([{ as: 'boot', cycles: row.restart, cost: '' }]);
  },
  sample(w, pick) {
    const rows = w.setup.domainDrivers ?? [];
    const row = rows[pick(rows.length)];
    if (row === undefined) return null;
    return { do: 'admitDriver', machine: w.setup.machines.findIndex(({ id }) => id === row.machine), driver: row.id };
  },
};
