/** What takes a guest away from its own work, from now on until it leaves. */
import { DETOURS, type Detour, type HostsOf } from '../../session/parts/hosts.ts';
import type { View } from '../../session/view-model.ts';
import type { Int } from '../../sim/index.ts';
import { soonIn } from './doing.ts';
import type { Play } from './play.ts';

const MILLION = 1_000_000;

/** What it does from now on until it leaves; `part`: of the time that it stays. */
type Column = { part: number; lasts: string; often: Readonly<Record<Detour, Int>> };

/** per millisecond of a guest's own work: a bar that is full */
const MOST = 600;

export const widthOf = (often: Int): number => Math.min(100, (100 * often) / MOST);

export function columnsOf(play: Play, view: View, { ahead, stays }: HostsOf): Column[] {
  let left = stays;
  return ahead.flatMap(({ lasts: whole, often }): Column[] => {
    const lasts = Math.min(whole, left);
    left -= lasts;
    if (lasts <= 0) return [];
    const perMs = (of: Detour): Int => Math.round((often[of] * (view.hz / 1000)) / MILLION);
    const all = { traps: perMs('traps'), requests: perMs('requests'), odd: perMs('odd') };
    return [{ part: lasts / stays, lasts: soonIn(play, view, lasts), often: all }];
  });
}

/** Traps and requests, even where it has none; of whoever needs the odd device, only what it does. */
export function kindsOf(ahead: readonly { often: Column['often'] }[]): readonly Detour[] {
  const does = (of: Detour): boolean => ahead.some(({ often }) => often[of] > 0);
  return DETOURS.filter(does('odd') ? does : (of) => of !== 'odd');
}

/** The time that it stays, from left to right: what takes it away from its own work, as high as it is often. */
export function Ahead({ columns }: { columns: readonly Column[] }) {
  return (
    <span class="hosts-ahead" aria-hidden="true">
      {columns.map(({ part, often }, n) => (
        <span key={n} style={{ flexGrow: part }}>
          {DETOURS.map((of) => (
            <i key={of} class={of} style={{ height: `${widthOf(often[of])}%` }} />
          ))}
        </span>
      ))}
    </span>
  );
}
