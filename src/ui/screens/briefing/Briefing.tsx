/** One screen before a level: what is new, what it costs, what to reach, one prediction. Retries skip it. */
import { useLayoutEffect } from 'preact/hooks';
import type { Id } from '../../../sim/types.ts';
import { isKey } from '../../keys/press.ts';
import { Icon } from '../../parts/icon.tsx';
import { Ways } from '../../parts/Ways.tsx';
import { sceneOf } from '../../scenes/index.ts';
import { ScenePicture } from '../../scenes/ScenePicture.tsx';
import { useText } from '../../shell/context.ts';
import type { Loaded, LoadedLevel } from '../../shell/library.ts';
import { WithLoaded } from '../../shell/load.tsx';
import { Screen } from '../../shell/Screen.tsx';
import { useServices } from '../../shell/services.ts';
import { isControl } from '../../shell/typing.ts';
import { LevelProblem } from '../LevelProblem.tsx';
import { Cast } from './Cast.tsx';
import { Goals } from './Goals.tsx';
import { Prediction } from './Prediction.tsx';
import { PriceTable } from './PriceTable.tsx';
import { pricesOf } from './prices.ts';
import './briefing.css';

/** The name of a part, and what should be known about it in the same breath. */
function Heading({ words, note }: { words: string; note: string }) {
  return (
    <div class="briefing-heading">
      <h2 class="label">{words}</h2>
      <p class="muted">{note}</p>
    </div>
  );
}

function Brief({ loaded }: { loaded: LoadedLevel }) {
  const { text, format } = useText();
  const { router, settings, save, sound, library } = useServices();
  const { level, words, model } = loaded;
  const { file } = level;
  const scene = sceneOf(library.campaign, file.id);
  const given = save.value.levels.get(file.id)?.answers.get(file.question.id);
  const { noHurry } = settings.settings.value;
  const start = () => {
    sound('uiClick');
    router.go({ screen: 'play', level: file.id, seed: null });
  };

  // Enter plays, unless something else has the focus.
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
    <Screen
      name="briefing"
      heading={words.say('title')}
      aside={
        <p class="briefing-when figures">
          {words.say('idea')} · {words.say('timed')}
        </p>
      }
      actions={<Ways entry={file.guide[0] ?? null} />}
    >
      <div class="briefing scrolls">
        <section class="briefing-new">
          <h2 class="label">{text.t('briefing.heading.new')}</h2>
          <p class="briefing-lead">{words.say('new')}</p>
          {/* near the top: who has to scroll for it plays without a guess */}
          <section class="briefing-question">
            <Heading
              words={text.t('briefing.heading.predict')}
              note={text.t(given === undefined ? 'briefing.predictHint' : 'briefing.predicted')}
            />
            <Prediction loaded={loaded} />
          </section>
          {scene !== null && (
            <div class="briefing-scene">
              <ScenePicture scene={scene} still={settings.reducedMotion.value} label={null} />
            </div>
          )}
          <Cast loaded={loaded} />
        </section>
        <section class="briefing-cost">
          <Heading
            words={text.t('briefing.heading.cost')}
            note={text.t('briefing.scale', { duration: format.machineTime(file.playSecondNs) })}
          />
          <p>{words.say('cost')}</p>
          <PriceTable file={file} model={model} prices={pricesOf(file, model)} words={words} />
        </section>
        <section class="briefing-goals">
          <Heading words={text.t('briefing.heading.goals')} note={text.t('briefing.cumulative')} />
          <Goals loaded={loaded} />
        </section>
      </div>
      <footer class="briefing-foot">
        <button type="button" class="button" data-kind="primary" data-size="large" onClick={start}>
          <Icon name="play" />
          {text.t('map.button.play')}
        </button>
        <p class="muted">{text.t('briefing.length', { count: Math.max(1, Math.round(file.seconds / 60)) })}</p>
        <label class="switch">
          <input
            type="checkbox"
            checked={noHurry}
            onChange={(event) => settings.change({ noHurry: event.currentTarget.checked })}
          />
          {text.t('briefing.button.noHurry')}
          <span class="muted">{text.t('briefing.noHurryHint')}</span>
        </label>
      </footer>
    </Screen>
  );
}

export function Briefing({ level }: { level: Id }) {
  const { text } = useText();
  const { library } = useServices();
  const { language } = text;
  const load = async (): Promise<Loaded> => {
    await library.figures();
    return library.level(level, language);
  };
  return (
    <WithLoaded name={`${level} ${language}`} load={load}>
      {(loaded) => (loaded.ok ? <Brief loaded={loaded.value} /> : <LevelProblem level={level} problem={loaded} />)}
    </WithLoaded>
  );
}
