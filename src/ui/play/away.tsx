/**
 * When the player is not there: a hidden tab pauses the run and says afterwards for how long; in a frame on somebody's
 * page, a lost focus pauses it under a veil, since the keys would go elsewhere.
 */
import { useEffect, useState } from 'preact/hooks';
import { usePlay } from './context.ts';

type Away = { kind: 'hidden'; milliseconds: number } | { kind: 'unfocused'; wasRunning: boolean };

/** Shorter absences are nobody's business. */
const NOTICED = 1000; // ms

export function AwayNote() {
  const play = usePlay();
  const { text, format, session } = play;
  const [away, setAway] = useState<Away | null>(null);

  useEffect(() => {
    let hiddenAt: number | null = null;
    let wasRunning = false;
    const stop = (): void => {
      wasRunning = !session.paused;
      session.pause();
      play.look(performance.now(), true);
    };
    const onVisibility = (): void => {
      if (document.visibilityState === 'hidden') {
        if (session.outcome() !== null) return;
        stop();
        hiddenAt = wasRunning ? Date.now() : null;
      } else if (hiddenAt !== null) {
        const milliseconds = Date.now() - hiddenAt;
        hiddenAt = null;
        if (milliseconds >= NOTICED) setAway({ kind: 'hidden', milliseconds });
      }
    };
    const onBlur = (): void => {
      if (window.self === window.top || document.visibilityState === 'hidden' || session.outcome() !== null) return;
      stop();
      setAway({ kind: 'unfocused', wasRunning });
    };
    document.addEventListener('visibilitychange', onVisibility);
    window.addEventListener('blur', onBlur);
    return () => {
      document.removeEventListener('visibilitychange', onVisibility);
      window.removeEventListener('blur', onBlur);
    };
  }, [play, session]);

  const goOn = (): void => {
    if (away?.kind === 'hidden' || away?.wasRunning === true) session.play();
    setAway(null);
    play.look(performance.now(), true);
  };
  if (away === null) return null;
  if (away.kind === 'unfocused') {
    return (
      <button type="button" class="veil" data-covers onClick={goOn}>
        {text.t('play.focusLost')}
      </button>
    );
  }
  const duration = format.machineTime(away.milliseconds * 1e6, 'seconds');
  return (
    <section class="ending" data-covers role="alertdialog" aria-labelledby="away-words">
      <div class="ending-card">
        <p id="away-words">{text.t('play.hiddenTab', { duration })}</p>
        <button ref={(button) => button?.focus()} type="button" class="button" data-kind="primary" onClick={goOn}>
          {text.t('play.button.resume')}
        </button>
      </div>
    </section>
  );
}
