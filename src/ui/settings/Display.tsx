import { OFFERED } from '../../text/languages.ts';
import { useText } from '../shell/context.ts';
import { useServices } from '../shell/services.ts';
import { Choice, Group, Switch } from './rows.tsx';
import { MOTIONS, TEXT_SIZES } from './settings.ts';

/** What everything looks like, and in which language. */
export function Display() {
  const { text } = useText();
  const { settings } = useServices();
  const { textSize, highContrast, motion, language } = settings.settings.value;
  return (
    <Group heading={text.t('settings.heading.display')}>
      <Choice
        label={text.t('settings.textSize')}
        value={textSize}
        options={TEXT_SIZES.map((value) => ({ value, label: text.t(`settings.textSize.${value}`) }))}
        onChange={(value) => settings.change({ textSize: value })}
      />
      <Switch
        label={text.t('settings.contrast')}
        on={highContrast}
        onChange={(on) => settings.change({ highContrast: on })}
      />
      <Choice
        label={text.t('settings.motion')}
        value={motion}
        options={MOTIONS.map((value) => ({ value, label: text.t(`settings.motion.${value}`) }))}
        onChange={(value) => settings.change({ motion: value })}
      />
      <Choice
        label={text.t('settings.language')}
        value={language}
        options={OFFERED.map((value) => ({ value, label: text.t(`settings.language.${value}`) }))}
        onChange={(value) => settings.change({ language: value })}
      />
    </Group>
  );
}
