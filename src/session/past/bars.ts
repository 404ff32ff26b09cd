/** What each pCPU did, as one unbroken line of stretches: the timeline of the debrief. */
import { type Category, type Cycles, type Int, NONE, type SimEvent, type World } from '../../sim/index.ts';
import { copyGrowing, type Growing, grow, growing, grown } from './growing.ts';
import { mostly } from './mostly.ts';

export type TimelineItem = { pcpu: Int; from: Cycles; to: Cycles; category: Category; guest: Int };
type OpenBar = Readonly<{ from: Cycles; category: Category; guest: Int }>;
/** `open`: by pCPU, the stretch that it is in */
export type Bars = { done: Growing<TimelineItem>; open: OpenBar[] };

export const noBars = (pcpus: Int): Bars => ({
  done: growing(),
  open: Array.from({ length: pcpus }, (): OpenBar => ({ from: 0, category: 'idle', guest: NONE })),
});

export const copyBars = ({ done, open }: Bars): Bars => ({ done: copyGrowing(done), open: open.slice() });

function turn(bars: Bars, pcpu: Int, at: Cycles, category: Category, guest: Int): void {
  const last = bars.open[pcpu];
  if (!last || (last.category === category && last.guest === guest)) return;
  if (at > last.from) grow(bars.done, { pcpu, from: last.from, to: at, category: last.category, guest: last.guest });
  bars.open[pcpu] = { from: at, category, guest };
}

/** A vCPU that has just left a pCPU leaves it idle; who comes next in the same cycle announces itself. */
function left(bars: Bars, w: World, task: Int, at: Cycles): void {
  const pcpu = w.tasks[task]?.lastPcpu ?? NONE;
  if (w.pcpus[pcpu]?.task === NONE) turn(bars, pcpu, at, 'idle', NONE);
}

export function noteBars(bars: Bars, w: World, event: SimEvent): void {
  switch (event.type) {
    case 'modeChanged':
      turn(bars, event.pcpu, event.at, mostly(w, event), event.guest);
      return;
    case 'stateChanged':
      if (event.to !== 'running' && event.to !== 'exited') left(bars, w, event.task, event.at);
      return;
    case 'exitParked':
      left(bars, w, event.task, event.at);
      return;
    case 'latchDrained':
      // a drain on a free pCPU is its monitor's work, and over with this
      if (bars.open[event.pcpu]?.guest === NONE) turn(bars, event.pcpu, event.at, 'idle', NONE);
      return;
    case 'pcpuPowered':
      bars.open[event.pcpu] = { from: event.at, category: 'idle', guest: NONE };
      return;
    default:
  }
}

/** All stretches up to `now`, by pCPU and then by time. pCPUs that are still off have none. */
export function timelineOf(bars: Bars, w: World): TimelineItem[] {
  const open = bars.open.flatMap(({ from, category, guest }, pcpu) =>
    w.pcpus[pcpu]?.interval !== 'off' && w.now > from ? [{ pcpu, from, to: w.now, category, guest }] : [],
  );
  return [...grown(bars.done), ...open].sort((a, b) => a.pcpu - b.pcpu || a.from - b.from);
}
