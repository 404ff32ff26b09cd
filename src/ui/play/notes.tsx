/** Short words that come and go: why something was refused, that the run stands, and captions of sounds. */
import { useEffect, useState } from 'preact/hooks';
import type { Layout, Rect } from '../../session/layout.ts';
import { useDerived, usePlay, useView } from './context.ts';
import { stoppedFor } from './doing.ts';
import type { CaptionKey } from './doors.ts';
import { rulesOf } from './inspect.ts';
import type { Play } from './play.ts';
import { Cap, placed } from './spot.tsx';
import { keyOf, type Target } from './target.ts';

/** Milliseconds; of a refusal at the ordinary speed, and at least: the faster time runs, the sooner it is about the past. */
const SHOWN = { refusal: 4000, least: 2000, caption: 2500 } as const;
const CAPTIONS = 2;
/** of a refusal, design pixels */
const WIDTH = 340;

/** of one line of it, and what it keeps from the key cap on the edge of what it is about */
const HEIGHT = 42;
/** in the left margin: from the edge, from what follows, and the least that words need */
const MARGIN = { x: 12, right: 12, least: 170 } as const;
/** what begins so far below the strip has no room for words above it */
const HIGH = 110;
const CLEAR = 12;

/** The free part of the left margin beside the guests, below their storey's name; null where the margin is narrow. */
function marginOf({ labels, main }: Layout): Rect | null {
  const rect = labels[0]?.rect;
  const w = main.left - MARGIN.x - MARGIN.right;
  return rect === undefined || w < MARGIN.least ? null : { x: MARGIN.x, y: rect.y + rect.h + CLEAR, w, h: HEIGHT };
}

/**
 * Above what was pressed, where it grows upwards. What has no room above it, since guests or controls stand there, is
 * spoken of in the margin beside the guests, where nothing stands; in a narrow picture below it, or below the strip. Never
 * outside the picture.
 */
function noticePlace({ layout: { value: layout }, parts }: Play, target: Target | null): Rect & { above: boolean } {
  const rect = target === null ? null : (rulesOf(parts, target.kind)?.rect?.(layout, target) ?? null);
  const centre = rect === null ? (layout.main.left + layout.main.right) / 2 : rect.x + rect.w / 2;
  const margin = marginOf(layout);
  const crowded = rect === null || rect.y <= layout.strip.h + HIGH || rect.x + rect.w <= layout.main.left;
  if (margin !== null && crowded) return { ...margin, above: false };
  const x = Math.min(Math.max(centre - WIDTH / 2, 8), 1280 - WIDTH - 8);
  if (rect === null) return { x, y: layout.strip.h + 8, w: WIDTH, h: HEIGHT, above: false };
  const above = rect.y - CLEAR - 2 * HEIGHT > layout.strip.h;
  return { x, y: above ? rect.y - CLEAR : rect.y + rect.h + CLEAR, w: WIDTH, h: HEIGHT, above };
}

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
  const place = noticePlace(play, notice.at);
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
