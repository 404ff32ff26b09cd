/** About the game: truth, privacy, credits. */
import { useEffect, useRef } from 'preact/hooks';
import { useText } from '../../shell/context.ts';
import { Screen } from '../../shell/Screen.tsx';
import { useServices } from '../../shell/services.ts';
import './about.css';

type Props = { part: 'credits' | 'privacy' };

export function About({ part }: Props) {
  const { text } = useText();
  const { version } = useServices();
  const privacy = useRef<HTMLElement>(null);
  useEffect(() => {
    if (part === 'privacy') privacy.current?.scrollIntoView();
  }, [part]);
  return (
    <Screen name="about" heading={text.t('about.heading')}>
      <div class="about prose">
        <p>{text.t('about.what')}</p>
        <section>
          <h2>{text.t('about.heading.truth')}</h2>
          <p>{text.t('about.truth')}</p>
          <p>{text.t('about.scale')}</p>
        </section>
        <section ref={privacy}>
          <h2>{text.t('about.heading.privacy')}</h2>
          <p>{text.t('about.privacy')}</p>
        </section>
        <section>
          <h2>{text.t('about.heading.credits')}</h2>
          <p>{text.t('about.creditsFonts')}</p>
          <p>{text.t('about.creditsSound')}</p>
          <p>{text.t('about.creditsData')}</p>
          <p>{text.t('about.licence')}</p>
          <p class="muted">{text.t('about.version', { version })}</p>
        </section>
      </div>
    </Screen>
  );
}
