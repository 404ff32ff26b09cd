/** The three stars' goals: once each, at the right end of the strip. */
import type { View } from '../../session/view-model.ts';
import { NONE } from '../../sim/types.ts';
import { goalName } from '../parts/goalName.ts';
import { openEnded, quantity, shortShare } from '../parts/quantity.ts';
import { Star } from '../parts/stars.tsx';
import { useDerived, usePlay, useView } from './context.ts';
import { guestName } from './doing.ts';
import { type Bar, type Column, columnsOf, isSlipping } from './goals.ts';
import type { Play } from './play.ts';

/** As short as can be; a share shows a decimal where it would look like the bar that it does not reach. */
function written({ format }: Pick<Play, 'format'>, unit: Column['unit'], value: number, bar = value): string {
  switch (unit) {
    case 'bp':
      return shortShare(format, value, bar);
    case 'ns':
      return format.machineTime(value);
    case 'count':
    case 'lines':
      return format.integer(value);
  }
}

/** A bar is written with what it has: 5.5% is not "at most 6%". */
const barOf = (play: Play, unit: Column['unit'], target: number): string =>
  unit === 'bp' ? quantity(play, target, unit) : written(play, unit, target);

/** Room for the values of a run, in digits. */
const WIDEST = { bp: 5, ns: 7, count: 2, lines: 6, ofSoMany: 3 } as const;

function nameOf(play: Play, column: Column): string {
  const { text } = play;
  const goal = goalName(text, column, 'long');
  if (column.value === null) return text.t('play.goal.waiting', { goal });
  if (column.end !== null)
    return text.t('play.goal.restarts', { goal, value: column.value, target: column.next.target, end: column.end });
  const { now, hz } = play.view.peek();
  const value = written(play, column.unit, column.value);
  const args = {
    goal,
    value: openEnded(play, value, column.value, column.unit, { cycles: now, hz }),
    target: barOf(play, column.unit, column.next.target),
  };
  const said =
    column.few === null
      ? text.t(column.atMost ? 'play.goal.atMost' : 'play.goal.atLeast', args)
      : text.t('play.goal.few', { ...args, n: column.few.samples, least: column.few.of });
  const guest = guestName(play, play.view.peek(), column.guest);
  return guest === '' ? said : text.t('play.goal.whose', { said, guest });
}

/** The number of restarts that loses the run. */
const lostAt = ({ session }: Pick<Play, 'session'>): number => session.level.setup.maxReboots + 1;

const known = new WeakMap<View['goals'], Column[]>();

/** Every column asks for all of them, several times for each view. */
function columns(play: Play, goals: View['goals']): Column[] {
  const columns = known.get(goals) ?? columnsOf(goals, lostAt(play));
  known.set(goals, columns);
  return columns;
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

/** Three ticks or more that stand close: their stars would lie on each other, so each has one, in a row below them all. */
function standClose(bars: readonly Bar[]): boolean {
  const ticks = bars.map(({ tick }) => tick);
  return bars.length > 2 && Math.max(...ticks) - Math.min(...ticks) <= 3500;
}

/** What the quantity is, and what each star asks of it. */
function tipOf(play: Play, { metric, unit, atMost, bars }: Column): string {
  const { text } = play;
  const asked = bars.map(({ star, target }) =>
    text.t(atMost ? 'play.goal.starAtMost' : 'play.goal.starAtLeast', {
      stars: '★'.repeat(star),
      target: barOf(play, unit, target),
    }),
  );
  return [text.word('metric', metric, {}, 'means'), ...asked].join(' ');
}

function Goal({ index }: { index: number }) {
  const play = usePlay();
  const { text } = play;
  const columnIn = ({ goals }: Pick<View, 'goals'>) => columns(play, goals)[index];
  const column = useDerived(() => columnIn(play.view.value) ?? null);
  const value = useView((view) => {
    const found = columnIn(view);
    if (found === undefined || found.value === null) return '–';
    const { unit, next } = found;
    const lasted = { cycles: view.now, hz: view.hz };
    const figure = openEnded(play, written(play, unit, found.value, next.target), found.value, unit, lasted);
    return found.end === null ? figure : text.t('play.goal.of', { value: figure, end: found.end });
  });
  const whose = useView((view) => {
    const found = columnIn(view);
    const guest = guestName(play, view, found?.guest ?? NONE);
    // a middle of few jumps: of how many it is says why
    return guest === '' || !found?.samples ? guest : text.t('play.goal.among', { guest, n: found.samples });
  });
  /** what moves it the wrong way now, where a part can tell; nothing where all of it is met and stays so */
  const why = useView((view) => {
    const found = columnIn(view);
    if (found === undefined || (found.won && !isSlipping(found, view))) return '';
    const { metric } = found;
    return play.parts.map((part) => part.why?.(play, view, metric) ?? '').find((words) => words !== '') ?? '';
  });
  const colour = useView((view) => view.guests[columnIn(view)?.guest ?? NONE]?.colour ?? NONE);
  const fill = useView((view) => `inline-size:${(columnIn(view)?.fill ?? 0) / 100}%`);
  const won = useView((view) => columnIn(view)?.won ?? false);
  const slipping = useView((view) => {
    const found = columnIn(view);
    return found !== undefined && isSlipping(found, view);
  });
  /** while the run goes on, any star can still be lost; a lost run has none */
  const stars = useView((view) => {
    if (view.status === 'running') return 'onCourse';
    return view.status === 'over' ? 'won' : 'none';
  });
  const counts = useView((view) =>
    (columnIn(view)?.bars ?? []).map((bar) => Number(bar.counts && view.status !== 'lost')).join(''),
  );
  const label = useDerived(() => {
    const found = columnIn(play.calm.value);
    return found === undefined ? '' : nameOf(play, found);
  });
  const found = column.peek();
  if (found === null) return null;
  const close = standClose(found.bars);
  return (
    <li class="goal" data-won={won} data-slipping={slipping} data-stars={stars} data-tip={tipOf(play, found)}>
      <span class="visually-hidden">{label}</span>
      <span class="goal-words" aria-hidden="true">
        <span class="goal-name">{goalName(text, found, 'short')}</span>
        {whose.value === '' ? null : (
          <span class="goal-whose" style={`--guest:var(--guest-${colour.value})`}>
            {whose.value}
          </span>
        )}
        {whose.value !== '' || why.value === '' ? null : <span class="goal-why">{why}</span>}
      </span>
      <span
        class="goal-value"
        style={`--widest:${WIDEST[found.end === null ? found.unit : 'ofSoMany']}ch`}
        aria-hidden="true"
      >
        {value}
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
            {close ? null : (
              <span class="goal-stars">
                {Array.from({ length: bar.star }, (_, star) => (
                  <Star key={star} won={counts.value[at] === '1'} />
                ))}
              </span>
            )}
          </span>
        ))}
        {close ? (
          <span class="goal-row">
            {found.bars.map((bar, at) => (
              <Star key={bar.id} won={counts.value[at] === '1'} />
            ))}
          </span>
        ) : null}
      </span>
    </li>
  );
}

/** From so many columns on, names have the upper line for themselves, and values stand beside the bars. */
const MANY = 4;

export function GoalStrip() {
  const play = usePlay();
  const { text } = play;
  const count = useView(({ goals }) => columns(play, goals).length);
  return (
    <ul class="goals" data-many={count.value >= MANY} aria-label={text.t('play.goals')}>
      {Array.from({ length: count.value }, (_, index) => (
        <Goal key={index} index={index} />
      ))}
    </ul>
  );
}
