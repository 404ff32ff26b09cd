/** Level 14's diagnosis: whom to limit (the chosen tenant), and what. */
import type { GuestView } from '../../session/view-model.ts';
import type { Int } from '../../sim/index.ts';
import { NONE } from '../../sim/types.ts';
import { GuestBadge } from '../parts/badge.tsx';
import { Icon } from '../parts/icon.tsx';
import { useDerived, usePlay, useSteady, useView } from './context.ts';
import { guestName, roleName } from './doing.ts';
import {
  dueOf,
  givenOf,
  isIdleLimit,
  LIMITS,
  type Limit,
  limitCommand,
  movedOf,
  nextValue,
  showsOf,
  stepsOf,
  writtenOf,
} from './limits.ts';
import type { Play } from './play.ts';
import { Face, placed } from './spot.tsx';
import './limits.css';

/** The digit that puts everything back. */
const LIFT_ALL = 0;

/** The tenant that is chosen, if this level limits tenants. */
function chosenTenant(play: Play): GuestView | null {
  const { chosen, view } = play;
  const target = chosen.value;
  if (target?.kind !== 'guest' || !LIMITS.some((limit) => view.value.verbs.includes(limit))) return null;
  return view.value.guests[target.guest] ?? null;
}

/** Who only visits is shown out, not frozen. */
function limitsOf(play: Play): Limit[] {
  const { verbs } = play.view.peek();
  const visits = chosenTenant(play)?.role === 'applicant';
  return LIMITS.filter((limit) => verbs.includes(limit) && !(limit === 'freeze' && visits));
}

/** Shows the chosen visitor out; false where nobody can be. */
function showOut(play: Play): boolean {
  const guest = chosenTenant(play);
  if (guest?.role !== 'applicant' || !play.view.peek().verbs.includes('evict')) return false;
  return play.command({ do: 'evict', guest: guest.index }, { kind: 'guest', guest: guest.index }).ok;
}

/** The digit of the freezer, and of the door. */
const LAST = LIMITS.length;

/** Presses the limit with this number for the chosen tenant: the next value, or one that was pointed at; false when there is none. */
function pressLimit(play: Play, index: number, wanted?: Int): boolean {
  const guest = chosenTenant(play);
  const limit = limitsOf(play)[index];
  if (guest === null || limit === undefined) return false;
  const value = wanted ?? nextValue(play.session, guest, limit);
  return play.command(limitCommand(limit, guest.index, value), { kind: 'guest', guest: guest.index }).ok;
}

/** Puts back all limits of the chosen tenant; false when none was moved. */
function liftAll(play: Play): boolean {
  const guest = chosenTenant(play);
  const moved = guest === null ? [] : movedOf(play.session, guest, limitsOf(play));
  for (const { limit, given } of moved)
    play.command(limitCommand(limit, guest?.index ?? NONE, given), guest && { kind: 'guest', guest: guest.index });
  return moved.length > 0;
}

/** The digits of the panel: 0 puts everything back, the others press their rows. */
export const pressDigit = (play: Play, digit: number): boolean =>
  digit === LIFT_ALL ? liftAll(play) : (digit === LAST && showOut(play)) || pressLimit(play, digit - 1);

/** All values in their order, the one that stands marked. A press on one is that one; of the row, the next to the right. */
const Scale = ({ steps, value }: { steps: readonly { value: Int; words: string }[]; value: string }) => (
  <span class="scale">
    {steps.map((step) => (
      <span key={step.value} data-on={step.words === value} data-step={step.value}>
        {step.words}
      </span>
    ))}
  </span>
);

/** The value of a scale that was pointed at; undefined where a row was pressed beside it, or by key. */
function stepAt({ target, detail }: MouseEvent): Int | undefined {
  const step = detail > 0 && target instanceof HTMLElement ? target.dataset.step : undefined;
  return step === undefined ? undefined : Number(step);
}

/** Of a share in hundredths of a percent, as much of a bar as it fills. */
const percentOf = (share: Int): number => Math.min(100, Math.round(share / 100));

/** A weight needs no cross: all its values stand there, the one that was given among them. */
function Row({ guest, limit, index }: { guest: Int; limit: Limit; index: number }) {
  const play = usePlay();
  const { text, session } = play;
  const name = text.t(`machine.${limit}`);
  const row = useSteady(() => {
    const tenant = play.view.value.guests[guest];
    if (tenant === undefined) return null;
    const given = givenOf(session, tenant, limit);
    const isSet = tenant.limits[limit] !== given;
    const value = writtenOf(play, tenant, limit, tenant.limits[limit]);
    const next = writtenOf(play, tenant, limit, nextValue(session, tenant, limit));
    const isIdle = isSet && isIdleLimit(play.view.value, guest, limit);
    return {
      given,
      isSet,
      isIdle,
      value,
      next,
      scale: stepsOf(session, tenant, limit).map((step) => ({
        value: step,
        words: writtenOf(play, tenant, limit, step),
      })),
      shows: showsOf(play, tenant, limit),
      bar:
        limit === 'weight'
          ? { gets: percentOf(tenant.share.cpu), due: percentOf(dueOf(play.view.value, tenant)) }
          : null,
    };
  });
  if (row.value === null) return null;
  const { given, isSet, isIdle, value, next, shows, scale, bar } = row.value;
  return (
    <li class="limit" data-set={isSet} data-idle={isIdle}>
      <button
        type="button"
        class="limit-row"
        data-tip={text.t(`verb.${limit}.means`)}
        onClick={(event) => pressLimit(play, index, stepAt(event))}
      >
        <Face name={text.t('play.limits.row', { what: name, value, next, shows })} kind="limit-face">
          <kbd>{index + 1}</kbd>
          <span class="limit-head">
            <span class="limit-name">{name}</span>
            <span>
              {limit === 'weight' ? (
                <Scale steps={scale} value={value} />
              ) : (
                <>
                  <span class="limit-value">{value}</span>{' '}
                  <span class="limit-next">{text.t('play.limits.next', { next })}</span>
                </>
              )}
            </span>
          </span>
          <span class="limit-shows">{shows}</span>
          {bar === null ? null : (
            <span class="due" aria-hidden="true">
              <span class="due-gets" style={`inline-size:${bar.gets}%`} />
              <span class="due-mark" style={`inset-inline-start:${bar.due}%`} />
            </span>
          )}
        </Face>
      </button>
      {isSet && limit !== 'weight' ? (
        <button
          type="button"
          class="lift"
          aria-label={text.t('play.limits.lift', { what: name })}
          data-tip={text.t('play.limits.lift', { what: name })}
          onClick={() => play.command(limitCommand(limit, guest, given), { kind: 'guest', guest })}
        >
          <Icon name="cross" />
        </button>
      ) : null}
    </li>
  );
}

export function LimitsPanel() {
  const play = usePlay();
  const { text } = play;
  const place = useDerived(() => play.layout.value.parts.limits);
  const any = useView(({ verbs }) => LIMITS.some((limit) => verbs.includes(limit)));
  const at = place.value;
  const tenant = useSteady(() => {
    const found = chosenTenant(play);
    if (found === null) return null;
    const { index, badge, colour } = found;
    return { index, badge, colour, name: guestName(play, play.view.value, index) };
  });
  const isMoved = useDerived(() => {
    const found = chosenTenant(play);
    return found !== null && movedOf(play.session, found, limitsOf(play)).length > 0;
  });
  const visits = useView(({ verbs }) => verbs.includes('evict') && chosenTenant(play)?.role === 'applicant');
  if (at === null || !any.value) return null;
  const guest = tenant.value;
  return (
    <section
      class="panel limits scrolls"
      style={placed(guest === null ? at.rest : at.full)}
      aria-label={text.t('play.limits.title')}
    >
      {guest === null ? (
        <>
          <h2>{text.t('play.limits.title')}</h2>
          <p class="note">{text.t('play.limits.none')}</p>
          <p class="note">{text.t('play.limits.legend')}</p>
        </>
      ) : (
        <>
          <h2>
            <GuestBadge badge={guest.badge} colour={guest.colour} />
            {text.t('play.limits.for', { guest: guest.name })}
            {isMoved.value ? (
              <button
                type="button"
                class="lift all"
                data-tip={text.t('play.limits.liftAll')}
                onClick={() => liftAll(play)}
              >
                <Face name={text.t('play.limits.liftAll')} kind="lift-face">
                  <Icon name="cross" />
                  <kbd>{LIFT_ALL}</kbd>
                </Face>
              </button>
            ) : null}
          </h2>
          <p class="note">{roleName(play, play.view.peek(), guest.index)}</p>
          <ul>
            {limitsOf(play).map((limit, index) => (
              <Row key={limit} guest={guest.index} limit={limit} index={index} />
            ))}
            {visits.value ? (
              <li class="limit">
                <button
                  type="button"
                  class="limit-row"
                  data-tip={text.t('play.limits.evict.means')}
                  onClick={() => showOut(play)}
                >
                  <Face name={text.t('play.limits.evict')} kind="limit-face">
                    <kbd>{LAST}</kbd>
                    <span class="limit-head">
                      <span class="limit-name">{text.t('play.limits.evict')}</span>
                      <span class="limit-value">{text.t('play.limits.visitor')}</span>
                    </span>
                  </Face>
                </button>
              </li>
            ) : null}
          </ul>
        </>
      )}
    </section>
  );
}
