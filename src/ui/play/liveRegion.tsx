/** Speaks events to screen readers, at the announcer's pace. */
import { effect, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { type Announcement, createAnnouncer, STALE } from './announcer.ts';
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
    const push = (said: Announcement): void => announcer.push(said, performance.now());
    let spokeAt = 0;
    let refusal = 0;
    let stood = false;
    let known: ReadonlySet<string> = new Set();
    const stops = [
      session.listen((event) => {
        const said = narrate(play.parts, play, session.view(), event);
        if (said !== null) push(said);
      }),
      effect(() => {
        const view = play.view.value;
        const news = newlyStanding(play.parts, play, view, known);
        known = news.known;
        for (const said of news.said) push(said);
      }),
      effect(() => {
        const notice = play.notice.value;
        // the same refusal may only have a newer figure in its words
        if (notice === null || notice.n === refusal) return;
        refusal = notice.n;
        // what was done all the same is told, not refused
        if (notice.told) push({ words: notice.words, urgency: 'polite' });
        else push({ words: text.t('event.refused', { reason: notice.words }), urgency: 'assertive' });
      }),
      effect(() => {
        const { paused, stopped } = play.clockwork.value;
        const words = stoppedFor(play, play.view.peek(), stopped) ?? text.t(paused ? 'event.paused' : 'event.resumed');
        // what time was stopped for was answered: that it stands is known
        if (!(stood && paused && stopped === null)) push({ words, urgency: 'polite' });
        stood = paused;
      }),
    ];
    const timer = setInterval(() => {
      const now = performance.now();
      const next = announcer.poll(now);
      // What has been read aloud is not left for somebody who finds it later and takes it for the present.
      if (next !== null || now - spokeAt >= STALE) polite.value = assertive.value = '';
      if (next === null) return;
      spokeAt = now;
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
