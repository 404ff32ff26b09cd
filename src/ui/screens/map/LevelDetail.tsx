/** The foot of the map: what the level that is pointed at teaches, and the way into it. */
import type { Id } from '../../../sim/types.ts';
import { useText } from '../../shell/context.ts';
import type { MapModel } from './model.ts';

type Props = { map: MapModel; level: Id | null; onEnter(level: Id): void };

export function LevelDetail({ map, level: id, onEnter }: Props) {
  const { text } = useText();
  const level = map.acts.flatMap((act) => act.levels).find((one) => one.id === id);
  if (level === undefined) return null;
  const titleOf = (other: Id) => text.word('map.level', other, {}, 'title');
  const enterable = level.access === 'open' || level.access === 'won';
  const before = map.before[level.id];
  return (
    <footer class="map-detail">
      <p>
        <strong>
          <span class="figures">{level.number}</span> {titleOf(level.id)}
        </strong>
        <span class="map-detail-idea">
          {text.t('map.idea', { year: text.word('map.level', level.id, {}, 'idea') })}
        </span>
        <span class="map-detail-teaches">{text.word('map.level', level.id, {}, 'teaches')}</span>
      </p>
      {level.access === 'locked' && before !== undefined && (
        <p class="map-detail-locked">{text.t('map.locked', { title: titleOf(before) })}</p>
      )}
      {level.access === 'toCome' && <p class="map-detail-locked">{text.t('map.toCome')}</p>}
      {enterable && (
        <button type="button" class="button" data-kind="primary" tabIndex={-1} onClick={() => onEnter(level.id)}>
          {text.t('map.button.play')}
          <kbd>{text.t('help.key.Enter')}</kbd>
        </button>
      )}
    </footer>
  );
}
