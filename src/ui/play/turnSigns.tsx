/** Which calls a guest's work asks for, and which when it turns: signs on its card. */
import type { TowerPlace } from '../../session/layout.ts';
import type { View } from '../../session/view-model.ts';
import type { Id, Int } from '../../sim/index.ts';
import { usePlay, useSteady } from './context.ts';
import { cyclesOfPlay, soonIn } from './doing.ts';
import { restartsIn } from './kernels.ts';
import { ReasonSign } from './reasonSign.tsx';
import { Words } from './spot.tsx';
import './turns.css';

/** Seconds of play for which a turn is told before it comes. */
const TOLD = 10;

/** How a call stands for a guest: it makes it; it would after a restart; it traps; its kernel is as it came. */
type Stand = 'pink' | 'yellow' | 'orange' | 'muted';

type Row = { of: readonly Id[]; kind: string; rush: boolean; stands: (id: Id) => Stand };

/** A rush: requests come closer together. */
const Signs = ({ of, kind, rush, stands }: Row) => (
  <span class={kind}>
    {rush ? <span class="rush">»</span> : null}
    {of.map((id) => {
      const as = stands(id);
      return <ReasonSign key={id} reason={id} as={as} filled={as === 'pink'} />;
    })}
  </span>
);

function standsIn(view: View, guest: Int): (id: Id) => Stand {
  const booted = view.parts.hypercalls?.calls[guest] ?? [];
  const fresh = restartsIn(view).flatMap((one) => (one.guest === guest ? one.calls : []));
  return (id) => {
    if (booted.includes(id)) return 'pink';
    if (fresh.includes(id)) return 'yellow';
    return booted.length > 0 ? 'orange' : 'muted';
  };
}

/** Now, and next; the line between them runs out until then. */
export function TurnSigns({ guest, at }: { guest: Int; at: TowerPlace }) {
  const play = usePlay();
  const found = useSteady(() => {
    const view = play.view.value;
    const turn = view.parts.porting?.turns.find((one) => one.guest === guest);
    if (turn === undefined) return null;
    const told = cyclesOfPlay(view, TOLD);
    const next = turn.next !== null && turn.next.in <= 2 * told ? turn.next : null;
    if (turn.calls.length === 0 && next === null) return null;
    const of = standsIn(view, guest);
    return {
      now: turn.calls.map((id) => [id, of(id)] as const),
      rush: turn.rush,
      nextRush: next?.rush === true,
      next: next === null ? null : next.calls.map((id) => [id, of(id)] as const),
      left: next === null ? 0 : Math.min(100, Math.round((next.in * 50) / told) * 2),
      time: next !== null && next.in <= told ? soonIn(play, view, next.in) : '',
    };
  });
  if (found.value === null || (at.form !== 'narrow' && at.form !== 'wide')) return null;
  const { now, rush, next, nextRush, left, time } = found.value;
  const stands = (id: Id): Stand => new Map([...now, ...(next ?? [])]).get(id) ?? 'muted';
  const x = at.rect.x + 8;
  const rect = { x, y: at.tape.y + at.tape.h + 3, w: at.windows.x - 4 - x, h: 22 };
  return (
    <Words at={rect} kind={time === '' ? 'turn' : 'turn soon'}>
      <span data-tip={play.text.t('play.turn.means')}>
        <Signs of={now.map(([id]) => id)} kind="signs" rush={rush} stands={stands} />
        {next === null ? null : (
          <>
            <span class="turn-left" aria-hidden="true">
              <span style={`inline-size:${left}%`} />
            </span>
            <Signs of={next.map(([id]) => id)} kind="signs next" rush={nextRush} stands={stands} />
          </>
        )}
        {time === '' ? null : <span class="visually-hidden">{play.text.t('play.turn.soon', { time })}</span>}
      </span>
    </Words>
  );
}
