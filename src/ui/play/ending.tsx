/** The end of a run: a moment to see it, then what can be done. A loss names its cause. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Outcome } from '../../session/contract.ts';
import { Stars } from '../parts/stars.tsx';
import { usePlay } from './context.ts';
import { guestName, spoken } from './doing.ts';
import { stopAt } from './rewind.ts';
import { Cap } from './spot.tsx';
import type { Play } from './store.ts';

/** Milliseconds that the picture stands still before anything can be pressed: the cause is to be seen, not clicked away. */
const FREEZE = 1500;
/** Seconds of play. */
const BACK = 10;

function causeOf(play: Play, outcome: Outcome): string {
  const { text, view } = play;
  const { cause } = outcome;
  const at = spoken(play, view.peek(), cause?.at ?? outcome.cycles);
  if (outcome.status === 'budget' || cause === null) return text.t('loss.budget', { at });
  return text.word('loss', cause.waiting, {
    guest: guestName(play, view.peek(), cause.guest),
    at,
    waited: spoken(play, view.peek(), cause.at - cause.since),
  });
}

function headingOf({ text }: Play, outcome: Outcome): string {
  if (outcome.status === 'over') return text.t('event.ended.over');
  if (outcome.status === 'budget') return text.t('loss.heading.budget');
  return text.t(outcome.cause?.waiting === 'panic' ? 'loss.heading.panic' : 'loss.heading');
}

/** To ten seconds of play before the end; the run stands there. */
export function backTenSeconds(play: Play): void {
  const { session, view } = play;
  const { now, hz, playSecondNs } = view.peek();
  const span = Math.round((BACK * playSecondNs * hz) / 1e9);
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
        <p id="ending-cause">{lost ? causeOf(play, outcome) : null}</p>
        <div class="row" data-frozen={frozen}>
          {frozen ? null : lost ? (
            <>
              <button ref={first} type="button" class="button" data-kind="primary" onClick={() => restart(play)}>
                {text.t('loss.button.again')}
                <Cap action="restart" />
              </button>
              <button type="button" class="button" data-kind="back" onClick={() => backTenSeconds(play)}>
                {text.t('loss.button.back', { seconds: BACK })}
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
