/** The three stars' goals: once each, at the right end of the strip. */
import { useComputed } from '@preact/signals';
import { Star } from '../parts/stars.tsx';
import { usePlay, useView } from './context.ts';
import { type Bar, type Column, columnsOf } from './goals.ts';
import type { Play } from './store.ts';

function written({ format }: Pick<Play, 'format'>, unit: Column['unit'], value: number): string {
  switch (unit) {
    case 'bp':
      return format.percent(value);
    case 'ns':
      return format.machineTime(value);
    case 'count':
    case 'lines':
      return format.integer(value);
  }
}

function nameOf(play: Play, column: Column): string {
  const { text } = play;
  const goal = text.word('metric', column.metric, {}, 'long');
  if (column.value === null) return text.t('play.goal.waiting', { goal });
  const args = {
    goal,
    value: written(play, column.unit, column.value),
    target: written(play, column.unit, column.next.target),
  };
  return text.t(column.atMost ? 'play.goal.atMost' : 'play.goal.atLeast', args);
}

/** On which side of a tick its stars hang: apart from the neighbour's, and inside the bar. */
function sideOf(bars: readonly Bar[], at: number): 'start' | 'end' | 'middle' {
  const tick = bars[at]?.tick ?? 0;
  const others = bars.filter((_, index) => index !== at).map((bar) => bar.tick);
  const near = others.find((other) => Math.abs(other - tick) < 3500);
  if (near !== undefined) return near > tick ? 'start' : 'end';
  if (tick < 800) return 'end';
  return tick > 9200 ? 'start' : 'middle';
}

function Goal({ index }: { index: number }) {
  const play = usePlay();
  const { text } = play;
  const column = useComputed(() => columnsOf(play.view.value.goals)[index] ?? null);
  const value = useView(({ goals }) => {
    const found = columnsOf(goals)[index];
    return found === undefined || found.value === null ? '–' : written(play, found.unit, found.value);
  });
  const fill = useView(({ goals }) => `inline-size:${(columnsOf(goals)[index]?.fill ?? 0) / 100}%`);
  const won = useView(({ goals }) => columnsOf(goals)[index]?.won ?? false);
  const met = useView(
    ({ goals }) =>
      columnsOf(goals)
        [index]?.bars.map((bar) => Number(bar.met))
        .join('') ?? '',
  );
  const label = useComputed(() => {
    const found = columnsOf(play.calm.value.goals)[index];
    return found === undefined ? '' : nameOf(play, found);
  });
  const found = column.peek();
  if (found === null) return null;
  return (
    <li class="goal" data-won={won}>
      <span class="visually-hidden">{label}</span>
      <span class="goal-words" aria-hidden="true">
        <span class="goal-name">{text.word('metric', found.metric, {}, 'short')}</span>
        <span class="goal-value">{value}</span>
      </span>
      <span class="goal-bar" aria-hidden="true">
        <span class="goal-fill" style={fill} />
        {found.bars.map((bar, at) => (
          <span
            key={bar.id}
            class="goal-tick"
            style={`inset-inline-start:${bar.tick / 100}%`}
            data-side={sideOf(found.bars, at)}
          >
            <span class="goal-stars">
              {Array.from({ length: bar.star }, (_, star) => (
                <Star key={star} won={met.value[at] === '1'} />
              ))}
            </span>
          </span>
        ))}
      </span>
    </li>
  );
}

export function GoalStrip() {
  const { text } = usePlay();
  const count = useView(({ goals }) => columnsOf(goals).length);
  return (
    <ul class="goals" aria-label={text.t('play.goals')}>
      {Array.from({ length: count.value }, (_, index) => (
        <Goal key={index} index={index} />
      ))}
    </ul>
  );
}
