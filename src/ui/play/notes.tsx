/** Short words that come and go: why something was refused, that the run stands, and captions of sounds. */
import { useEffect, useState } from 'preact/hooks';
import { useDerived, usePlay, useView } from './context.ts';
import { stoppedFor } from './doing.ts';
import type { CaptionKey } from './doors.ts';
import { rulesOf } from './inspect.ts';
import { noticePlace } from './noticePlace.ts';
import { Cap, placed } from './spot.tsx';
import { keyOf } from './target.ts';

/** Milliseconds; of a refusal at the ordinary speed, and at least: the faster time runs, the sooner it is about the past. */
const SHOWN = { refusal: 4000, least: 2000, caption: 2500 } as const;
const CAPTIONS = 2;
export function Refusal() {
  const play = usePlay();
  const notice = play.notice.value;
  useEffect(() => {
    if (notice === null) return undefined;
    const { paused, speed } = play.clockwork.peek();
    const shown = Math.max(SHOWN.least, SHOWN.refusal / (paused ? 1 : Math.max(1, speed)));
    const timer = setTimeout(() => play.dismissNotice(), shown);
    return () => clearTimeout(timer);
  }, [notice?.n, play]);
  // Where the thing itself says why, once is enough. A socket without power says nothing.
  const isDark = notice?.at?.kind === 'socket' && play.view.value.pcpus[notice.at.pcpu]?.on === false;
  const saidThere =
    notice?.at != null &&
    !notice.told &&
    !isDark &&
    play.lit.value.get(keyOf(notice.at))?.ok === false &&
    notice.at.kind !== 'deck';
  if (notice === null || saidThere) return null;
  const about = notice.at === null ? null : rulesOf(play.parts, notice.at.kind)?.rect?.(play.layout.value, notice.at);
  const place = noticePlace(play.layout.value, about ?? null, notice.told);
  return (
    <p
      key={notice.n}
      class={notice.told ? 'refusal told' : 'refusal'}
      style={placed(place)}
      data-above={place.above}
      aria-hidden="true"
    >
      {notice.words}
    </p>
  );
}

/** While the run stands: what for, and that everything still works. */
export function PauseNote() {
  const play = usePlay();
  const { text } = play;
  const shown = useDerived(
    () => play.clockwork.value.paused && play.lesson.value === null && play.outcome.value === null,
  );
  const words = useDerived(
    () => stoppedFor(play, play.view.value, play.clockwork.value.stopped) ?? text.t('play.paused'),
  );
  const started = useView((view) => view.now > 0);
  if (!shown.value) return null;
  const { prompt } = play.layout.value;
  const rect = { ...prompt, x: prompt.x + 8, y: prompt.y + 3 };
  return (
    <p class="pause-note" style={placed(rect)}>
      <b>{words}</b> {started.value ? text.t('play.resumes') : null} <Cap action="pause" />
    </p>
  );
}

export function Captions() {
  const play = usePlay();
  const { text, sound, settings } = play;
  const [lines, setLines] = useState<{ n: number; key: CaptionKey }[]>([]);
  const on = useDerived(() => settings.settings.value.captions);
  useEffect(() => {
    let n = 0;
    const timers = new Set<ReturnType<typeof setTimeout>>();
    const stop = sound.captions((key) => {
      const line = { n: n++, key };
      setLines((old) => [...old, line].slice(-CAPTIONS));
      const timer = setTimeout(() => {
        timers.delete(timer);
        setLines((old) => old.filter((other) => other.n !== line.n));
      }, SHOWN.caption);
      timers.add(timer);
    });
    return () => {
      stop();
      for (const timer of timers) clearTimeout(timer);
    };
  }, [sound]);
  if (!on.value || lines.length === 0) return null;
  return (
    <p class="captions" style={placed(play.layout.value.captions)} aria-hidden="true">
      {lines.map(({ n, key }) => (
        <span key={n}>{text.t(key)}</span>
      ))}
    </p>
  );
}
