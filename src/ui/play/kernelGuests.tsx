/** What stands on a kernel's card for each of its guests: its restart, or, while it is still to come, what it will ask for. */
import type { Rect } from '../../session/layout.ts';
import { gentlest } from '../../session/parts/porting.ts';
import type { Id, Int } from '../../sim/index.ts';
import { useDerived, usePlay, useSteady, useVerdict } from './context.ts';
import { guestName, handlerName, soonIn } from './doing.ts';
import { kernelIn, nextOf, partIn, restartOf, restartsIn } from './kernels.ts';
import { refusedName } from './names.ts';
import type { Play } from './play.ts';
import { ReasonSign } from './reasonSign.tsx';
import { Cap, Face, placed, Words } from './spot.tsx';
import { guestIn } from './target.ts';

/** The guest that the key restarts: the one that is chosen, or else that for which it pays soonest, who owes no answer before who does; null where it pays for none. */
export function meantGuest(play: Play): Int | null {
  const view = play.view.value;
  const chosen = guestIn(play.chosen.value);
  if (chosen !== null && restartOf(view, chosen) !== undefined) return chosen;
  const paying = restartsIn(view).filter(({ pays }) => pays !== null);
  return paying.sort((a, b) => gentlest(a, b) || (a.pays ?? 0) - (b.pays ?? 0))[0]?.guest ?? null;
}

/** A guest that would have something of a restart: what, and when that has paid. */
export function RestartButton({ kernel, guest, at }: { kernel: Id; guest: Int; at: Rect }) {
  const play = usePlay();
  const { text, format } = play;
  const said = useSteady(() => {
    const view = play.view.value;
    const found = restartOf(view, guest);
    if (found === undefined) return null;
    const { pays, gains, calls, loses } = found;
    const next = nextOf(view, kernel);
    return {
      next: next === null ? null : { call: next.call, time: soonIn(play, view, next.in) },
      calls: calls.map((call) => handlerName(play, call)).join(', '),
      gains: format.percent(gains),
      time: pays === null ? '' : soonIn(play, view, pays),
      loses: loses === 0 ? '' : text.t('play.restart.loses', { count: loses }),
    };
  });
  const isMeant = useDerived(() => meantGuest(play) === guest);
  const verdict = useVerdict(() => ({ do: 'restart', guest }));
  if (said.value === null) return null;
  const { calls, gains, time, next, loses } = said.value;
  const name = guestName(play, play.view.peek(), guest);
  const pays = time === '' ? text.t('play.restart.never') : text.t('play.restart.pays', { time });
  const label = text.t('play.restart.name', {
    guest: name,
    calls,
    gains,
    pays: [pays, loses].filter(Boolean).join(', '),
  });
  return (
    <button
      type="button"
      id={`restart-${guest}`}
      class={time === '' ? 'small-button restart' : 'small-button restart due'}
      style={placed(at)}
      aria-disabled={!verdict.value.ok}
      data-tip={text.t('play.restart.means')}
      data-tip-below=""
      onClick={() => play.command({ do: 'restart', guest }, { kind: 'guest', guest })}
    >
      <Face name={refusedName(play, label, verdict.value)} kind="restart-face">
        <span>
          {text.t('play.restart.verb', { guest: name })}
          {next === null ? null : (
            <span class="restart-next">
              <ReasonSign reason={next.call} as="muted" /> {next.time}
            </span>
          )}
        </span>
        <span class="note">
          {pays} {loses === '' ? null : <b class="restart-loses">{loses}</b>}
        </span>
      </Face>
      {isMeant.value ? <Cap action="reboot" /> : null}
    </button>
  );
}

/** A guest that is to come, and what its work will ask for: what is written by then it has without a restart. */
export function Coming({ kernel, guest, at }: { kernel: Id; guest: Int; at: Rect }) {
  const play = usePlay();
  const said = useSteady(() => {
    const view = play.view.value;
    const found = kernelIn(view, kernel)?.coming.find((one) => one.guest === guest);
    if (found === undefined) return null;
    const isWritten = (call: Id): boolean => partIn(view, kernel, call)?.state === 'written';
    return {
      calls: found.calls.map((call) => [call, isWritten(call)] as const),
      rush: found.rush,
      time: soonIn(play, view, found.in),
    };
  });
  if (said.value === null) return null;
  const { calls, rush, time } = said.value;
  return (
    <Words at={at} kind="coming">
      <span class="coming-face">
        <span>{play.text.t('play.kernel.opens', { guest: guestName(play, play.view.peek(), guest) })}</span>
        <span class="coming-calls">
          <span class="note">{time}</span>
          {rush ? <span class="rush">»</span> : null}
          {calls.map(([call, has]) => (
            <ReasonSign key={call} reason={call} as={has ? 'pink' : 'muted'} filled={has} />
          ))}
        </span>
      </span>
    </Words>
  );
}
