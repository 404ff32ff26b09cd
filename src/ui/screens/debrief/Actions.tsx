import { useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import { play } from '../../../session/robots.ts';
import { isKey } from '../../keys/press.ts';
import { Icon } from '../../parts/icon.tsx';
import { useKeyWords } from '../../parts/keyWords.ts';
import { actionOf } from '../../settings/keys.ts';
import { useText } from '../../shell/context.ts';
import { useServices } from '../../shell/services.ts';
import { isControl, isTyping } from '../../shell/typing.ts';
import { mapOf } from '../map/model.ts';
import { startOf } from '../start.ts';
import { useDebrief } from './context.ts';
import { primaryAction, wayBack } from './model.ts';
import { Share } from './Share.tsx';

/** Seeds that fit into a conversation. */
const MOST_SEEDS = 9999;

/** What comes next, one press each. */
export function Actions() {
  const { text } = useText();
  const { router, runs, library, save, settings, keyboard, sound } = useServices();
  const words = useKeyWords();
  const { outcome, moments, clock, goTo } = useDebrief();
  const sharing = useSignal(false);
  const { keys, openAll } = settings.settings.value;
  const map = mapOf(library.campaign, library.built, save.value, openAll);
  const playable = map.acts.flatMap((act) => act.levels).filter((level) => library.built.has(level.id));
  const following = playable[playable.findIndex((level) => level.id === outcome.level) + 1];
  const next = following !== undefined && following.access !== 'locked' ? following : null;
  const primary = primaryAction(outcome, next !== null);

  const again = () => {
    sound('uiClick');
    runs.again();
    router.go({ screen: 'play', level: outcome.level, seed: null });
  };
  const goNext = () => {
    sound('uiClick');
    if (next === null) router.go({ screen: 'map' });
    else router.go(startOf(library.campaign, save.value, next.id));
  };
  const otherDemand = () => {
    sound('uiClick');
    const seed = Math.floor(Math.random() * MOST_SEEDS) + 1;
    runs.again(seed);
    router.go({ screen: 'play', level: outcome.level, seed });
  };
  const back = wayBack(outcome, moments, clock, outcome.reference(play)?.ledger ?? null);

  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event) || sharing.peek() || !keyboard.begins(event)) return;
      const action = actionOf(event, keys, ['restart', 'rewind']);
      if (isKey(event, 'Enter') && !isControl(event.target)) {
        if (primary === 'again') again();
        else goNext();
      } else if (action === 'restart') again();
      else if (action === 'rewind' && back !== null) goTo(back);
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  });

  return (
    <footer class="debrief-actions">
      <button type="button" class="button" data-kind={primary === 'again' ? 'primary' : undefined} onClick={again}>
        <Icon name="again" />
        {text.t('debrief.button.again')}
        <kbd>{primary === 'again' ? text.t('help.key.Enter') : words(keys.restart)}</kbd>
      </button>
      {next !== null && (
        <button type="button" class="button" data-kind={primary === 'next' ? 'primary' : undefined} onClick={goNext}>
          <Icon name="next" />
          {text.t('debrief.button.nextLevel', { title: text.word('map.level', next.id, {}, 'title') })}
          {primary === 'next' && <kbd>{text.t('help.key.Enter')}</kbd>}
        </button>
      )}
      <button type="button" class="button" onClick={otherDemand}>
        {text.t('debrief.button.newSeed')}
      </button>
      <button
        type="button"
        class="button"
        onClick={() => {
          sharing.value = true;
        }}
      >
        <Icon name="share" />
        {text.t('debrief.button.share')}
      </button>
      <button
        type="button"
        class="button"
        data-kind={primary === 'map' ? 'primary' : undefined}
        onClick={() => router.go({ screen: 'map' })}
      >
        <Icon name="map" />
        {text.t('debrief.button.map')}
        <kbd>{text.t('help.key.Escape')}</kbd>
      </button>
      {sharing.value && (
        <Share
          onClose={() => {
            sharing.value = false;
          }}
        />
      )}
    </footer>
  );
}
