import { SPEEDS } from '../../session/contract.ts';
import { useText } from '../shell/context.ts';
import { useServices } from '../shell/services.ts';
import { Choice, Group, Switch } from './rows.tsx';

/** How a level begins, and how much help there is. */
export function PlaySettings() {
  const { text } = useText();
  const { settings } = useServices();
  const { speed, noHurry, tutorial, hints, openAll } = settings.settings.value;
  const speeds = SPEEDS.map((value) => ({
    value,
    label: text.t(`play.speed.${value}`),
    name: text.t(`play.speed.${value}.name`),
  }));
  return (
    <Group heading={text.t('settings.heading.play')}>
      <Choice
        label={text.t('settings.speed')}
        value={speed}
        options={speeds}
        onChange={(value) => settings.change({ speed: value })}
      />
      <Switch
        label={text.t('settings.noHurry')}
        hint={text.t('settings.noHurryHint')}
        on={noHurry}
        onChange={(on) => settings.change({ noHurry: on })}
      />
      <Switch label={text.t('settings.tutorial')} on={tutorial} onChange={(on) => settings.change({ tutorial: on })} />
      <Switch label={text.t('settings.hints')} on={hints} onChange={(on) => settings.change({ hints: on })} />
      <Switch
        label={text.t('settings.openAll')}
        hint={text.t('settings.openAllHint')}
        on={openAll}
        onChange={(on) => settings.change({ openAll: on })}
      />
    </Group>
  );
}
