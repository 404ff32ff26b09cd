/** The ways to what can be opened from everywhere. */
import type { Id } from '../../sim/types.ts';
import { useText } from '../shell/context.ts';
import { formatRoute } from '../shell/route.ts';
import { Icon } from './icon.tsx';

/** @param entry the entry of the field guide that fits here best; null opens the list */
export function Ways({ entry = null }: { entry?: Id | null }) {
  const { text } = useText();
  return (
    <>
      <a class="button" data-kind="quiet" href={formatRoute({ screen: 'guide', entry })}>
        <Icon name="guide" />
        {text.t('common.button.guide')}
      </a>
      <a class="button" data-kind="quiet" href={formatRoute({ screen: 'settings' })}>
        <Icon name="settings" />
        {text.t('common.button.settings')}
      </a>
    </>
  );
}
