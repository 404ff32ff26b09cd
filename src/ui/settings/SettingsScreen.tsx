/** Settings: sound, play, display, keys, progress. Every change holds at once and is stored. */
import { useText } from '../shell/context.ts';
import { formatRoute } from '../shell/route.ts';
import { Screen } from '../shell/Screen.tsx';
import { useServices } from '../shell/services.ts';
import { Display } from './Display.tsx';
import { Keys } from './Keys.tsx';
import { PlaySettings } from './PlaySettings.tsx';
import { Progress } from './Progress.tsx';
import { SoundSettings } from './SoundSettings.tsx';
import './settingsScreen.css';

export function SettingsScreen() {
  const { text } = useText();
  const { settings } = useServices();
  return (
    <Screen
      name="settings"
      heading={text.t('settings.heading')}
      actions={
        <button type="button" class="button" data-kind="quiet" onClick={() => settings.reset()}>
          {text.t('settings.button.reset')}
        </button>
      }
    >
      <div class="settings-columns">
        <div class="settings-column">
          <SoundSettings />
          <Display />
        </div>
        <div class="settings-column">
          <PlaySettings />
          <Progress />
        </div>
        <Keys />
      </div>
      <footer class="row">
        <a class="button" data-kind="quiet" href={formatRoute({ screen: 'privacy' })}>
          {text.t('about.heading.privacy')}
        </a>
        <a class="button" data-kind="quiet" href={formatRoute({ screen: 'credits' })}>
          {text.t('about.heading.credits')}
        </a>
      </footer>
    </Screen>
  );
}
