import type { Goal } from '../../../sim/types.ts';
import { extentOf, place, ticks } from '../../charts/scale.ts';
import { quantity } from '../../parts/quantity.ts';
import { useText } from '../../shell/context.ts';
import { useServices } from '../../shell/services.ts';
import { useDebrief } from './context.ts';
import { axesOf, distinct, triesOf } from './model.ts';
import './tries.css';

const PICTURE = { width: 420, height: 240, left: 62, bottom: 34, top: 12, right: 12 } as const;

/** All tries of the level on the two quantities that pull apart, and the corner in which the third star lies. */
export function Tries() {
  const context = useText();
  const { text } = context;
  const { save } = useServices();
  const { outcome, loaded, opened } = useDebrief();
  const axes = axesOf(loaded.level.file.setup.goals);
  if (axes === null) return null;
  const tries = triesOf(save.value, outcome.level, axes);
  if (tries.length === 0) return null;
  // a run from a file is no try, so none of them is this one
  const points = opened ? tries.map((point) => ({ ...point, latest: false })) : tries;
  const barOf = (goal: Goal) => goal.atLeast ?? goal.atMost ?? 0;
  const x = extentOf([...points.map((point) => point.x), barOf(axes.x)]);
  const y = extentOf([...points.map((point) => point.y), barOf(axes.y)]);
  const { width, height, left, bottom, top, right } = PICTURE;
  const px = (value: number) => left + place(value, x) * (width - left - right);
  const py = (value: number) => height - bottom - place(value, y) * (height - bottom - top);
  const nameOf = (goal: Goal) => text.word('metric', goal.metric, {}, 'long');
  const written = (goal: Goal, value: number) => quantity(context, Math.round(value), goal.unit);
  /** ticks of an axis, each different from the next: what counts whole things has no halves */
  const ticksOf = (goal: Goal, { from, to }: { from: number; to: number }): number[] =>
    distinct(ticks(from, to, 4).filter(Number.isInteger), (tick) => written(goal, tick));
  // Where both bars are met.
  const corner = {
    x1: axes.x.atLeast === undefined ? left : px(barOf(axes.x)),
    x2: axes.x.atLeast === undefined ? px(barOf(axes.x)) : width - right,
    y1: axes.y.atLeast === undefined ? py(barOf(axes.y)) : top,
    y2: axes.y.atLeast === undefined ? height - bottom : py(barOf(axes.y)),
  };
  return (
    <section class="tries" aria-labelledby="debrief-tries">
      <h2 class="label" id="debrief-tries">
        {text.t('debrief.heading.tries')}
      </h2>
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        <rect
          class="tries-corner"
          x={corner.x1}
          y={corner.y1}
          width={Math.max(0, corner.x2 - corner.x1)}
          height={Math.max(0, corner.y2 - corner.y1)}
        />
        <path class="tries-axes" d={`M${left} ${top}V${height - bottom}H${width - right}`} />
        {ticksOf(axes.x, x).map((tick) => (
          <text key={tick} class="tries-tick" x={px(tick)} y={height - bottom + 14} text-anchor="middle">
            {written(axes.x, tick)}
          </text>
        ))}
        {ticksOf(axes.y, y).map((tick) => (
          <text key={tick} class="tries-tick" x={left - 6} y={py(tick) + 3} text-anchor="end">
            {written(axes.y, tick)}
          </text>
        ))}
        <text class="tries-axis" x={width - right} y={height - 4} text-anchor="end">
          {nameOf(axes.x)}
        </text>
        <text class="tries-axis" x={left + 6} y={top + 6}>
          {nameOf(axes.y)}
        </text>
        {points.map((point) => (
          <g
            key={point.n}
            class="tries-point"
            data-latest={point.latest}
            transform={`translate(${px(point.x)} ${py(point.y)})`}
          >
            <circle r={point.latest ? 7 : 4.5} data-stars={point.stars} />
            {point.latest && <circle class="tries-halo" r={12} />}
          </g>
        ))}
      </svg>
      <details class="chart-table">
        <summary>{text.t('debrief.table.show')}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{text.t('debrief.table.try')}</th>
              <th scope="col">{nameOf(axes.x)}</th>
              <th scope="col">{nameOf(axes.y)}</th>
              <th scope="col">{text.t('debrief.table.stars')}</th>
              <th scope="col">{text.t('debrief.table.seed')}</th>
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.n}>
                <th scope="row">{point.n}</th>
                <td class="figures">{written(axes.x, point.x)}</td>
                <td class="figures">{written(axes.y, point.y)}</td>
                <td class="figures">{point.stars}</td>
                <td class="figures">{point.seed}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}
