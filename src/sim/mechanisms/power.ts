/** Power: pCPUs beyond the first that come to life later, in levels that begin with one. */
import { type Context, pcpuOf, setTimer } from '../access.ts';
import { kick, settle } from '../core.ts';
import type { Mechanism } from '../mechanism.ts';
import { type Int, NEVER } from '../types.ts';

declare module '../messages.ts' {
  interface Events {
    pcpuPowered: { pcpu: Int };
  }
}

function on({ w, sink }: Context, p: Int): void {
  setTimer(w, 'power.on', p, NEVER);
  settle(w, p);
  pcpuOf(w, p).onAt = w.now;
  pcpuOf(w, p).interval = 'idle';
  sink?.({ type: 'pcpuPowered', at: w.now, pcpu: p });
  kick(w, p);
}

export const power: Mechanism = {
  id: 'power',
  uses: ({ powers }) => (powers ?? []).some(([, at]) => at > 0),
  begin(w) {
    for (const [p, at] of w.setup.powers ?? []) {
      const pcpu = w.pcpus[p];
      if (pcpu === undefined || at === 0) continue;
      settle(w, p);
      pcpu.interval = 'off';
      pcpu.onAt = NEVER;
      setTimer(w, 'power.on', p, at);
    }
  },
  timers: { on: { per: 'pcpu', fire: on } },
  events: ['pcpuPowered'],
};
