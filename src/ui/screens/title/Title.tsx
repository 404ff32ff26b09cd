/** The title: a machine at work, and one obvious thing to do. The tagline stands where the player will: in the band. */
import { useLayoutEffect } from 'preact/hooks';
import { isKey } from '../../keys/press.ts';
import { Icon, type IconName } from '../../parts/icon.tsx';
import { ScenePicture } from '../../scenes/ScenePicture.tsx';
import { titleScene } from '../../scenes/title.ts';
import { useText } from '../../shell/context.ts';
import type { Route } from '../../shell/route.ts';
import { formatRoute } from '../../shell/route.ts';
import { useArrival } from '../../shell/Screen.tsx';
import { useServices } from '../../shell/services.ts';
import { isControl } from '../../shell/typing.ts';
import { mapOf } from '../map/model.ts';
import { isNewcomer, startOf } from '../start.ts';
import './title.css';

function Way({ to, icon, words }: { to: Route; icon: IconName; words: string }) {
  return (
    <a class="button" data-kind="quiet" href={formatRoute(to)}>
      <Icon name={icon} />
      {words}
    </a>
  );
}

export function Title() {
  const { text } = useText();
  const { library, save, settings, router, runs, sound } = useServices();
  const heading = useArrival(text.t('title.name'));
  const map = mapOf(library.campaign, library.built, save.value, settings.settings.value.openAll);
  const newcomer = isNewcomer(save.value);
  const left = runs.kept();
  const kept = left !== null && library.built.has(left) ? left : null;
  const held = runs.current.value;
  const running = held !== null && runs.outcome.value === null ? held.level.level.file.id : kept;
  const first = newcomer && running === null;
  const shown = map.acts.flatMap((act) => act.levels).find((level) => level.id === (running ?? map.next));

  const start = () => {
    sound('uiClick');
    if (running !== null) router.go({ screen: 'play', level: running, seed: null });
    else if (map.next === null) router.go({ screen: 'map' });
    else router.go(startOf(library.campaign, save.value, map.next));
  };

  // Enter is the one obvious action, wherever the focus is.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isKey(event, 'Enter') || event.defaultPrevented || isControl(event.target)) return;
      event.preventDefault();
      start();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  });

  return (
    <main class="screen screen-title">
      <div class="title-scene">
        <ScenePicture
          scene={titleScene}
          still={settings.reducedMotion.value}
          label={text.t('title.picture')}
          align="xMaxYMid meet"
        />
      </div>
      <div class="title-above">
        <h1 ref={heading} tabIndex={-1}>
          {text.t('title.name')}
        </h1>
      </div>
      <p class="title-band">
        {text.t('title.tagline')} <span class="title-plain">{text.t('title.plain')}</span>
      </p>
      <div class="title-below">
        <div class="title-start">
          <button type="button" class="button" data-kind="primary" data-size="large" onClick={start}>
            <Icon name="play" />
            {text.t(first ? 'title.button.play' : 'title.button.continue')}
          </button>
          {!first && (
            <p class="muted">
              {shown === undefined
                ? text.t('title.allWon')
                : text.t('title.continueWith', {
                    number: shown.number,
                    title: text.word('map.level', shown.id, {}, 'title'),
                  })}
            </p>
          )}
        </div>
        <nav class="title-ways" aria-label={text.t('title.more')}>
          <Way to={{ screen: 'map' }} icon="map" words={text.t('map.heading')} />
          <Way to={{ screen: 'guide', entry: null }} icon="guide" words={text.t('common.button.guide')} />
          <Way to={{ screen: 'settings' }} icon="settings" words={text.t('common.button.settings')} />
          <Way to={{ screen: 'help' }} icon="help" words={text.t('common.button.help')} />
          <Way to={{ screen: 'credits' }} icon="flag" words={text.t('title.button.about')} />
        </nav>
      </div>
    </main>
  );
}
