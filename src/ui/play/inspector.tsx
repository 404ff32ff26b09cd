/** The inspector: folds out when something is chosen, and again when it is asked for whatever has the focus. */
import type { Signal } from '@preact/signals';
import type { Rect } from '../../session/layout.ts';
import type { Id } from '../../sim/index.ts';
import { Icon } from '../parts/icon.tsx';
import { useDerived, usePlay, useSteady } from './context.ts';
import { inspect, rulesOf } from './inspect.ts';
import type { Play, Price } from './play.ts';
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

/** between the inspector and what it may not cover, at its side and above it */
const GAP = 14;
const ABOVE = 6;
/** where it has less than this it says less */
const ROOMY = 190;

/** How far up it may grow: not over anything above it that something chosen can be taken to. Null: nothing is in its way. */
function ceilingOf(play: Play, { x, y, w }: Rect): number | null {
  const bottoms = play.parts
    .flatMap((part) => part.places?.(play.view.value) ?? [])
    .flatMap((target) => rulesOf(play.parts, target.kind)?.rect?.(play.layout.value, target) ?? [])
    .filter((rect) => rect.x < x + w && rect.x + rect.w > x && rect.y + rect.h <= y)
    .map((rect) => rect.y + rect.h + ABOVE);
  return bottoms.length === 0 ? null : Math.max(...bottoms);
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
    const kind = target.value?.kind;
    const left = kind === undefined ? null : (rulesOf(play.parts, kind)?.beside?.({ inspector, ...layout }) ?? null);
    return left === null ? inspector : { ...inspector, x: left.x + left.w + GAP, y: left.y + left.h - inspector.h };
  });
  const ceiling = useDerived(() => (open.value ? null : ceilingOf(play, place.value)));
  const inspected = useSteady(() => (target.value === null ? null : inspect(play, play.view.value, target.value)));
  const found = inspected.value;
  if (target.value === null || found === null) return null;
  const More = rulesOf(play.parts, target.value.kind)?.More;
  return (
    <aside
      class="panel inspector"
      style={ceiling.value === null ? placed(place.value) : `${placed(place.value)};--ceiling:${ceiling.value}`}
      data-open={open}
      data-capped={ceiling.value !== null}
      data-tight={ceiling.value !== null && place.value.y + place.value.h - ceiling.value < ROOMY}
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
