import { useText } from '../shell/context.ts';
import { useServices } from '../shell/services.ts';
import { Group, Range, Switch } from './rows.tsx';
import { BUSES } from './settings.ts';

/** Volumes apart, and words for those who do not hear them. */
export function SoundSettings() {
  const { text, format } = useText();
  const { settings, sound } = useServices();
  const { volumes, muted, captions } = settings.settings.value;
  return (
    <Group heading={text.t('settings.heading.sound')}>
      {BUSES.map((bus) => (
        <Range
          key={bus}
          label={text.t(`settings.volume.${bus}`)}
          value={volumes[bus]}
          written={format.percent(volumes[bus] * 100)}
          onChange={(value) => {
            settings.change({ volumes: { ...volumes, [bus]: value } });
            sound('uiClick');
          }}
        />
      ))}
      <Switch label={text.t('settings.mute')} on={muted} onChange={(on) => settings.change({ muted: on })} />
      <Switch
        label={text.t('settings.captions')}
        hint={text.t('settings.captionsHint')}
        on={captions}
        onChange={(on) => settings.change({ captions: on })}
      />
    </Group>
  );
}
