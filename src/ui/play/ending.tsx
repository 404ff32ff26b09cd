/** The end of a run: a moment to see it, then what can be done. A loss names its cause. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Outcome } from '../../session/contract.ts';
import { goalName } from '../parts/goalName.ts';
import { compared, openEnded, quantity } from '../parts/quantity.ts';
import { isWon, Star, Stars } from '../parts/stars.tsx';
import { usePlay } from './context.ts';
import { guestName, spoken } from './doing.ts';
import { firstMissed } from './goals.ts';
import type { Play } from './play.ts';
import { stopAt } from './rewind.ts';
import { Cap } from './spot.tsx';

/** Milliseconds that the picture stands still before anything can be pressed: the cause is to be seen, not clicked away. */
const FREEZE = 700;
/** Seconds of play. */
const BACK = 10;
/** … and before a lost flag, so that it is seen to be lost */
const BEFORE = 2;

function causeOf(play: Play, outcome: Outcome): string {
  const { text, format, view } = play;
  const { cause } = outcome;
  const at = format.clock(cause?.at ?? outcome.cycles, view.peek());
  if (outcome.status === 'budget' || cause === null) return text.t('loss.budget', { at });
  return text.word('loss', cause.waiting, {
    guest: guestName(play, view.peek(), cause.guest),
    at,
    waited: spoken(play, view.peek(), cause.at - cause.since),
    other: guestName(play, view.peek(), cause.by),
  });
}

/** How many restarts there were, and how many would not have lost the run; '' where no restart lost it. */
function allowedIn({ text, session }: Play, { cause }: Outcome): string {
  if (cause === null) return '';
  const allowed = session.level.setup.maxReboots;
  return text.t('loss.allowed', { count: allowed + 1, allowed });
}

/** What kept the next star away, as measured; null where all three are won. */
export function missedIn(play: Play, { goals, cycles }: Outcome): string | null {
  const { text, format } = play;
  const missed = firstMissed(goals);
  if (missed === null) return null;
  const { star, metric, value, unit } = missed;
  if (star === 1 && metric === 'reboots' && value !== null) return text.t('play.ending.gaveUp', { count: value });
  const goal = goalName(text, missed, 'short');
  if (value === null) return text.t('play.goal.unmeasured', { goal });
  const shown = compared({ text, format }, value, missed.target, unit);
  const target = text.t(missed.atMost ? 'unit.atMost' : 'unit.atLeast', { value: shown.bar });
  const lasted = { cycles, hz: play.view.peek().hz };
  return text.t('play.goal.missed', { goal, value: openEnded({ text }, shown.value, value, unit, lasted), target });
}

/** Each goal with its value and its bar. */
function EndGoals({ goals, stars, cycles }: Pick<Outcome, 'goals' | 'stars' | 'cycles'>) {
  const words = usePlay();
  const lasted = { cycles, hz: words.view.peek().hz };
  const { text } = words;
  return (
    <ul class="ending-goals">
      {goals.map((goal) => {
        const { id, star, met, value, target, unit, atMost } = goal;
        const shown = value === null ? null : compared(words, value, target, unit);
        const bar = shown?.bar ?? quantity(words, target, unit);
        return (
          <li key={id} data-met={met}>
            <span class="ending-stars" role="img" aria-label={text.t('common.stars', { count: star })}>
              {Array.from({ length: star }, (_, i) => (
                <Star key={i} won={isWon(goal, stars)} />
              ))}
            </span>
            <span>{goalName(text, goal, 'short')}</span>
            <span class="figures ending-value">
              {shown === null || value === null
                ? text.t('play.goal.tooFew')
                : openEnded(words, shown.value, value, unit, lasted)}
            </span>
            <span class="figures muted">{text.t(atMost ? 'unit.atMost' : 'unit.atLeast', { value: bar })}</span>
          </li>
        );
      })}
    </ul>
  );
}

function headingOf({ text }: Play, outcome: Outcome): string {
  if (outcome.status === 'over') return text.t('event.ended.over');
  if (outcome.status === 'budget') return text.t('loss.heading.budget');
  return text.t('loss.heading');
}

/** Seconds of play that the way back leads: to where there is time to do better, or to before a lost flag, which nobody saw. */
function secondsBack({ view, outcome }: Play): number {
  const { hz, playSecondNs } = view.peek();
  const cause = outcome.peek()?.cause ?? null;
  if (cause?.waiting !== 'flag') return BACK;
  return Math.ceil((1e9 * (cause.at - cause.since)) / (playSecondNs * hz)) + BEFORE;
}

/** To so many seconds of play before the end; the run stands there. */
export function backBeforeEnd(play: Play): void {
  const { session, view } = play;
  const { now, hz, playSecondNs } = view.peek();
  const span = Math.round((secondsBack(play) * playSecondNs * hz) / 1e9);
  session.rewindTo(stopAt(session.moments(), now, span));
  session.pause();
  play.choose(null);
  play.look(performance.now(), true);
}

export function restart(play: Play): void {
  play.session.restart();
  play.choose(null);
  play.look(performance.now(), true);
}

export function Ending({ onEnd }: { onEnd(): void }) {
  const play = usePlay();
  const outcome = play.outcome.value;
  return outcome === null ? null : <Ended key={outcome.fingerprint} outcome={outcome} onEnd={onEnd} />;
}

function Ended({ outcome, onEnd }: { outcome: Outcome; onEnd(): void }) {
  const play = usePlay();
  const { text } = play;
  const [frozen, setFrozen] = useState(true);
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    const timer = setTimeout(() => setFrozen(false), FREEZE);
    return () => {
      clearTimeout(timer);
      // The machine takes the focus back as soon as it can be reached again.
      requestAnimationFrame(() => document.querySelector<HTMLElement>('.stage .pause')?.focus());
    };
  }, []);
  useEffect(() => {
    if (!frozen) first.current?.focus();
  }, [frozen]);
  const lost = outcome.status !== 'over';
  return (
    <section
      class="ending"
      data-lost={lost}
      role="alertdialog"
      aria-labelledby="ending-heading"
      aria-describedby="ending-cause"
    >
      <div class="ending-card">
        <h2 id="ending-heading">{headingOf(play, outcome)}</h2>
        {lost ? null : <Stars count={outcome.stars} ring={outcome.straight} size="large" />}
        <p id="ending-cause">{lost ? causeOf(play, outcome) : missedIn(play, outcome)}</p>
        {lost ? null : <EndGoals goals={outcome.goals} stars={outcome.stars} cycles={outcome.cycles} />}
        {outcome.status === 'lost' ? <p class="note">{allowedIn(play, outcome)}</p> : null}
        {play.session.opened ? <p class="note">{text.t('opened.note')}</p> : null}
        <div class="row" data-frozen={frozen}>
          {frozen ? null : lost ? (
            <>
              <button ref={first} type="button" class="button" data-kind="primary" onClick={() => restart(play)}>
                {text.t('loss.button.again')}
                <Cap action="restart" />
              </button>
              <button type="button" class="button" data-kind="back" onClick={() => backBeforeEnd(play)}>
                {text.t('loss.button.back', { seconds: secondsBack(play) })}
                <Cap action="rewind" />
              </button>
              <button type="button" class="button" onClick={() => onEnd()}>
                {text.t('loss.button.why')}
              </button>
            </>
          ) : (
            <button ref={first} type="button" class="button" data-kind="primary" onClick={() => onEnd()}>
              {text.t('play.button.debrief')}
            </button>
          )}
        </div>
      </div>
    </section>
  );
}
