/** One level on the map. The one to continue with plays in its card. */
import { Icon } from '../../parts/icon.tsx';
import { Stars } from '../../parts/stars.tsx';
import { sceneOf } from '../../scenes/index.ts';
import { ScenePicture } from '../../scenes/ScenePicture.tsx';
import { useText } from '../../shell/context.ts';
import { useServices } from '../../shell/services.ts';
import type { MapLevel } from './model.ts';

type Props = { level: MapLevel; current: boolean; onPoint(): void; onEnter(): void };

export function LevelCard({ level, current, onPoint, onEnter }: Props) {
  const { text } = useText();
  const { settings, library } = useServices();
  const title = text.word('map.level', level.id, {}, 'title');
  const teaches = text.word('map.level', level.id, {}, 'teaches');
  const enterable = level.access === 'open' || level.access === 'won';
  const scene = level.next ? sceneOf(library.campaign, level.id) : null;
  return (
    <li class="map-level" data-access={level.access} data-next={level.next}>
      <button
        type="button"
        data-level={level.id}
        tabIndex={current ? 0 : -1}
        aria-disabled={!enterable}
        onFocus={onPoint}
        onMouseEnter={onPoint}
        onClick={onEnter}
      >
        <span class="map-level-head">
          <span class="figures">{level.number}</span>
          {enterable && <Stars count={level.stars} ring={level.straight > 0 && level.straight === level.stars} />}
          {level.access === 'locked' && <Icon name="lock" />}
        </span>
        <span class="map-level-title">{title}</span>
        <span class="map-level-teaches">{teaches}</span>
        {level.access === 'toCome' && <span class="visually-hidden">{text.t('map.toCome')}</span>}
        {level.access === 'locked' && <span class="visually-hidden">{text.t('map.lockedShort')}</span>}
        {scene !== null && (
          <span class="map-level-scene">
            <ScenePicture scene={scene} still={settings.reducedMotion.value} label={null} />
          </span>
        )}
      </button>
    </li>
  );
}
