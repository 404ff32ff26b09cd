/** Help: the idea in a few lines, the verbs, the keys. Whoever comes from a level sees first what can be done there. */
import { levelsOf } from '../../../levels/campaign.ts';
import { VERBS } from '../../../session/verbs.ts';
import type { Id } from '../../../sim/types.ts';
import { Icon } from '../../parts/icon.tsx';
import { useKeyWords } from '../../parts/keyWords.ts';
import { ACTIONS } from '../../settings/keys.ts';
import { useText } from '../../shell/context.ts';
import { formatRoute } from '../../shell/route.ts';
import { Screen } from '../../shell/Screen.tsx';
import { useServices } from '../../shell/services.ts';
import './help.css';

function Entry({ name, means }: { name: string; means: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{means}</dd>
    </div>
  );
}

export function Help() {
  const { text } = useText();
  const { settings, runs, router, library } = useServices();
  const words = useKeyWords();
  const { keys } = settings.settings.value;
  const here = runs.current.value?.level ?? null;
  const level = here?.level.file.id ?? levelsOf(library.campaign)[0]?.id;
  const repeat = (id: Id) => {
    runs.repeatTutorial();
    router.go({ screen: 'play', level: id, seed: null });
  };
  const verbs = VERBS.filter((verb) => text.exists(`verb.${verb}.name`));
  const given = here?.level.file.setup.verbs ?? [];
  const own = verbs.filter((verb) => given.includes(verb) && verb !== 'knob');
  const others = verbs.filter((verb) => !given.includes(verb));
  const knobs = given.includes('knob') ? (here?.level.file.setup.tunables ?? []) : [];
  return (
    <Screen name="help" heading={text.t('help.heading')}>
      <div class="help-columns">
        <section>
          <h2>{text.t('help.heading.idea')}</h2>
          <p>{text.t('help.idea')}</p>
          <p>{text.t('help.patience')}</p>
          <h2>{text.t('help.heading.picture')}</h2>
          <p>{text.t('help.picture')}</p>
          <h2>{text.t('help.heading.time')}</h2>
          <p>{text.t('help.time')}</p>
          <p>{text.t('help.mouse')}</p>
          <p>{text.t('help.noMouse')}</p>
          <p>
            <a href={formatRoute({ screen: 'guide', entry: null })}>{text.t('help.more')}</a>
          </p>
          {level !== undefined && (
            <button type="button" class="button help-tutorial" onClick={() => repeat(level)}>
              <Icon name="again" />
              {text.t('help.button.tutorial')}
            </button>
          )}
        </section>
        <section>
          <h2>{text.t(here === null ? 'help.heading.verbs' : 'help.heading.verbsHere')}</h2>
          <dl class="help-verbs">
            {knobs.map(({ knob }) => (
              <Entry
                key={knob}
                name={here?.words.say(`knob.${knob}`) ?? knob}
                means={here?.words.say(`knob.${knob}.says`) ?? ''}
              />
            ))}
            {(here === null ? verbs : own).map((verb) => (
              <Entry
                key={verb}
                name={text.word('verb', verb, {}, 'name')}
                means={text.word('verb', verb, {}, 'means')}
              />
            ))}
          </dl>
          {here !== null && others.length > 0 && (
            <details>
              <summary>{text.t('help.heading.verbsElsewhere')}</summary>
              <dl class="help-verbs">
                {others.map((verb) => (
                  <Entry
                    key={verb}
                    name={text.word('verb', verb, {}, 'name')}
                    means={text.word('verb', verb, {}, 'means')}
                  />
                ))}
              </dl>
            </details>
          )}
        </section>
        <section>
          <h2>{text.t('help.heading.keys')}</h2>
          <p>{text.t('help.digits')}</p>
          <dl class="help-keys">
            {ACTIONS.map((action) => (
              <div key={action}>
                <dt>{text.t(`help.action.${action}`)}</dt>
                <dd>
                  <kbd>{words(keys[action])}</kbd>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </Screen>
  );
}
