/** The inspector: folds out when something is chosen, and again when it is asked for whatever has the focus. */
import type { Signal } from '@preact/signals';
import type { Id } from '../../sim/index.ts';
import { Icon } from '../parts/icon.tsx';
import { useDerived, usePlay, useSteady } from './context.ts';
import { inspect, rulesOf } from './inspect.ts';
import { inspectorBounds, inspectorPlace } from './inspectorPlace.ts';
import type { Price } from './play.ts';
import { Cap, placed } from './spot.tsx';

function Costs({ prices }: { prices: readonly Price[] }) {
  const { text, format } = usePlay();
  if (prices.length === 0) return null;
  return (
    <section class="prices">
      <h3>{text.t('machine.inspector.costs')}</h3>
      <ul>
        {prices.map(({ label, cycles, source }, index) => (
          <li key={`${label}${index}`}>
            <span>{label}</span> <b>{format.cycles(cycles)}</b>
            {source === prices[index + 1]?.source ? null : <span class="source">{source}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

type Props = {
  /** unfolded: with prices and sources */
  open: Signal<boolean>;
  onGuide(entry: Id): void;
};

export function Inspector({ open, onGuide }: Props) {
  const play = usePlay();
  const { text } = play;
  const target = useDerived(() => play.chosen.value ?? (open.value ? play.pointed.value : null));
  const place = useDerived(() => {
    const { inspector, ...layout } = play.layout.value;
    return inspectorPlace(play.parts, { inspector, ...layout }, target.value);
  });
  const bounds = useDerived(() => {
    const tasks = open.value ? [] : play.parts.flatMap((part) => part.places?.(play.view.value) ?? []);
    return inspectorBounds(play.parts, play.layout.value, place.value, tasks);
  });
  const inspected = useSteady(() => (target.value === null ? null : inspect(play, play.view.value, target.value)));
  const found = inspected.value;
  if (target.value === null || found === null) return null;
  const { ceiling, tight } = bounds.value;
  const More = rulesOf(play.parts, target.value.kind)?.More;
  return (
    <aside
      class="panel inspector"
      style={ceiling === null ? placed(place.value) : `${placed(place.value)};--ceiling:${ceiling}`}
      data-open={open}
      data-capped={ceiling !== null}
      data-tight={tight}
      aria-label={text.t('help.action.inspect')}
    >
      <div class="inspector-sheet scrolls">
        <h2>{found.title}</h2>
        <p class="what">{found.what}</p>
        <dl>
          {found.facts.map(({ label, value }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {More === undefined ? null : <More target={target.value} />}
        {open.value ? <Costs prices={found.prices} /> : null}
        <p class="inspector-foot">
          {found.prices.length === 0 ? null : (
            <button
              type="button"
              class="small-button"
              aria-expanded={open}
              onClick={() => {
                open.value = !open.value;
              }}
            >
              {text.t('machine.inspector.costs')}
              <Cap action="inspect" />
            </button>
          )}
          <button
            type="button"
            class="small-button"
            aria-label={text.t('common.button.guide')}
            title={text.t('common.button.guide')}
            onClick={() => onGuide(found.guide)}
          >
            <Icon name="guide" />
          </button>
        </p>
      </div>
    </aside>
  );
}
