/** Speaks events to screen readers, at the announcer's pace. */
import { effect, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { createAnnouncer } from './announcer.ts';
import { usePlay } from './context.ts';
import { stoppedFor } from './doing.ts';
import { narrate, newlyStanding } from './narrate.ts';

/** Milliseconds between two looks at the queue. */
const PULSE = 200;

export function LiveRegion() {
  const play = usePlay();
  const { session, text } = play;
  const polite = useSignal('');
  const assertive = useSignal('');

  useEffect(() => {
    const announcer = createAnnouncer();
    let known: ReadonlySet<string> = new Set();
    const stops = [
      session.listen((event) => {
        const said = narrate(play.parts, play, session.view(), event);
        if (said !== null) announcer.push(said);
      }),
      effect(() => {
        const view = play.view.value;
        const news = newlyStanding(play.parts, play, view, known);
        known = news.known;
        for (const said of news.said) announcer.push(said);
      }),
      effect(() => {
        const notice = play.notice.value;
        if (notice !== null)
          announcer.push({ words: text.t('event.refused', { reason: notice.words }), urgency: 'assertive' });
      }),
      effect(() => {
        const { paused, stopped } = play.clockwork.value;
        const words = stoppedFor(play, play.view.peek(), stopped) ?? text.t(paused ? 'event.paused' : 'event.resumed');
        announcer.push({ words, urgency: 'polite' });
      }),
    ];
    const timer = setInterval(() => {
      const next = announcer.poll(performance.now());
      if (next === null) return;
      (next.urgency === 'assertive' ? assertive : polite).value = next.words;
    }, PULSE);
    return () => {
      clearInterval(timer);
      for (const stop of stops) stop();
    };
  }, [play, session, text, polite, assertive]);

  return (
    <>
      <p class="visually-hidden" role="status">
        {polite}
      </p>
      <p class="visually-hidden" role="alert">
        {assertive}
      </p>
    </>
  );
}
