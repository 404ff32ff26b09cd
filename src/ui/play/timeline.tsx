/** Machine time: how far the run has come, where decisions were made, and, while it stands, the way back to them. */
import type { Signal } from '@preact/signals';
import { useDerived, usePlay, useView } from './context.ts';
import { roundTime } from './doing.ts';
import type { Play } from './play.ts';
import { stopsBefore } from './rewind.ts';

/** Ticks nearer than this, in per mille of the bar, are drawn as one. */
const APART = 8;

/** Places of the decisions along the bar, per mille, thinned. */
export function ticksOf(moments: readonly number[], length: number): number[] {
  const ticks: number[] = [];
  for (const at of moments) {
    const place = Math.round((at * 1000) / Math.max(1, length));
    const last = ticks[ticks.length - 1];
    if (last === undefined || place - last >= APART) ticks.push(place);
  }
  return ticks;
}

/** @param back how many decisions the player has gone back to, null = not rewinding */
export function Timeline({ back }: { back: Signal<number | null> }) {
  const play = usePlay();
  const { text, format, session } = play;
  const clock = useView((view) => format.clock(view.now, view));
  const done = useView((view) => `inline-size:${((view.now * 100) / Math.max(1, view.length)).toFixed(2)}%`);
  const ticks = useView((view) => ticksOf(session.moments(), view.length).join());
  const paused = useDerived(() => play.clockwork.value.paused);
  const ghost = useDerived(() => {
    const considered = play.considered.value;
    const { now, length } = play.view.value;
    if (considered === null || considered.cycles === 0) return '';
    const from = (now * 100) / length;
    return `inset-inline-start:${from.toFixed(2)}%;inline-size:${Math.min(100 - from, (considered.cycles * 100) / length).toFixed(2)}%`;
  });
  const view = play.view.peek();
  const stops = paused.value ? stopsBefore(session.moments(), play.view.value.now) : [];
  const scale = text.t('play.scale', { duration: roundTime(format, view.playSecondNs) });
  return (
    <div class="run-time">
      <div class="track">
        <span class="track-done" style={done} />
        {ticks.value
          .split(',')
          .filter(Boolean)
          .map((place) => (
            <span key={place} class="track-tick" style={`inset-inline-start:${Number(place) / 10}%`} />
          ))}
        {ghost.value === '' ? null : <span class="track-ghost" style={ghost.value} />}
        {stops.length > 1 ? <Slider stops={stops} back={back} /> : null}
      </div>
      <p class="clock">
        <span class="figures" role="timer" aria-label={text.t('play.clock', { time: clock.value })}>
          {clock}
        </span>
        <span class="clock-scale">
          <span>{scale}</span>
        </span>
        <span>
          <span class="visually-hidden">{text.t('play.clockEnds')}</span> {format.clock(view.length, view)}
        </span>
      </p>
    </div>
  );
}

/** The slider over the track. It snaps to decisions; letting go only chooses, the button beside the clock goes. */
function Slider({ stops, back }: { stops: readonly number[]; back: Signal<number | null> }) {
  const play = usePlay();
  const { text, format } = play;
  const view = play.view.peek();
  const steps = back.value ?? 0;
  const index = Math.max(0, stops.length - steps);
  const target = stops[index];
  const place = (target ?? view.now) / Math.max(1, view.length);
  const words =
    target === undefined ? text.t('play.rewind.now') : text.t('play.rewind.to', { time: format.clock(target, view) });
  const set = (value: number): void => {
    back.value = value >= stops.length ? null : stops.length - value;
  };
  return (
    <>
      <input
        type="range"
        class="rewind-slider"
        min={0}
        max={stops.length}
        step={1}
        value={index}
        aria-label={text.t('play.button.rewind')}
        aria-valuetext={words}
        onInput={(event) => set(event.currentTarget.valueAsNumber)}
      />
      <span class="track-thumb" style={`inset-inline-start:${(place * 100).toFixed(2)}%`} />
      {target === undefined ? null : (
        <button type="button" class="small-button rewind-go" onClick={() => goBack(play, back, stops)}>
          {words}
          <span class="cap" aria-hidden="true">
            {text.t('help.key.Enter')}
          </span>
        </button>
      )}
    </>
  );
}

/** The focus goes to what Enter would do: once it has been drawn. */
export const focusRewind = (): void => {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('.rewind-go')?.focus({ preventScroll: true }));
};

/** Takes the run back to the chosen decision. Playing on from there is a new branch. */
export function goBack(play: Play, back: Signal<number | null>, stops: readonly number[]): void {
  const target = stops[stops.length - (back.peek() ?? 0)];
  back.value = null;
  if (target === undefined) return;
  play.session.rewindTo(target);
  play.choose(null);
  play.look(performance.now(), true);
}
