/** The overlay: one screen at a time, chosen by the address. */
import type { ComponentType } from 'preact';
import { useEffect, useLayoutEffect, useMemo } from 'preact/hooks';
import { LOCALE } from '../../text/languages.ts';
import { isKey } from '../keys/press.ts';
import { Play } from '../screens/Play.tsx';
import { Title } from '../screens/title/Title.tsx';
import { actionOf, type CoreAction } from '../settings/keys.ts';
import { Banners } from './Banners.tsx';
import { Boundary } from './Boundary.tsx';
import { TextContext } from './context.ts';
import { lazy } from './load.tsx';
import { listenToPad } from './pad.ts';
import type { Route } from './route.ts';
import { formatRoute } from './route.ts';
import { type Services, ServicesContext, useServices } from './services.ts';
import { isTyping } from './typing.ts';

/** A screen in a chunk of its own, with the words that only come with it. */
function screen<P extends object>(name: string, load: () => Promise<ComponentType<P>>): ComponentType<P> {
  return (props: P) => {
    const { learnWords } = useServices();
    const Shown = useMemo(
      () => lazy<P>(name, async () => (await Promise.all([load(), learnWords()]))[0]),
      [learnWords],
    );
    return <Shown {...props} />;
  };
}

const Briefing = screen('briefing', async () => (await import('../screens/briefing/Briefing.tsx')).Briefing);
const MapScreen = screen('map', async () => (await import('../screens/map/MapScreen.tsx')).MapScreen);
const Debrief = screen('debrief', async () => (await import('../screens/debrief/DebriefScreen.tsx')).DebriefScreen);
const Guide = screen('guide', async () => (await import('../guide/Guide.tsx')).Guide);
const Settings = screen('settings', async () => (await import('../settings/SettingsScreen.tsx')).SettingsScreen);
const Help = screen('help', async () => (await import('../screens/help/Help.tsx')).Help);
const About = screen('about', async () => (await import('../screens/about/About.tsx')).About);

function ScreenOf({ route }: { route: Route }) {
  switch (route.screen) {
    case 'title':
      return <Title />;
    case 'map':
      return <MapScreen />;
    case 'briefing':
      return <Briefing key={route.level} level={route.level} />;
    case 'play':
      return <Play key={`${route.level} ${route.seed}`} level={route.level} seed={route.seed} />;
    case 'debrief':
      return <Debrief key={route.level} level={route.level} />;
    case 'guide':
      return <Guide entry={route.entry} />;
    case 'settings':
      return <Settings />;
    case 'help':
      return <Help />;
    case 'credits':
    case 'privacy':
      return <About key={route.screen} part={route.screen} />;
  }
}

/** What keys do on every screen. */
const EVERYWHERE: readonly CoreAction[] = ['guide', 'settings', 'help', 'mute', 'captions'];

/** Keys and buttons that mean the same on every screen. A screen that uses a key itself prevents its default. */
function useGlobalKeys({ router, settings, keyboard }: Services): void {
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event) || document.querySelector('dialog[open]') !== null) return;
      if (!keyboard.begins(event)) return;
      if (isKey(event, 'Escape')) {
        event.preventDefault();
        router.back();
        return;
      }
      const { keys, muted, captions } = settings.settings.peek();
      switch (actionOf(event, keys, EVERYWHERE)) {
        case 'guide':
          router.go({ screen: 'guide', entry: null });
          break;
        case 'settings':
          router.go({ screen: 'settings' });
          break;
        case 'help':
          router.go({ screen: 'help' });
          break;
        case 'mute':
          settings.change({ muted: !muted });
          break;
        case 'captions':
          settings.change({ captions: !captions });
          break;
        default:
          return;
      }
      event.preventDefault();
    };
    const stopPad = listenToPad(
      () => router.route.peek().screen !== 'play',
      () => router.back(),
    );
    window.addEventListener('keydown', onKey);
    return () => {
      stopPad();
      window.removeEventListener('keydown', onKey);
    };
  }, [router, settings, keyboard]);
}

/** A run from a file is looked at in its debrief and on its play screen, and put away by whoever goes elsewhere in the campaign. */
function usePuttingAway({ router, runs }: Services): void {
  const { screen } = router.route.value;
  useLayoutEffect(() => {
    if (screen === 'title' || screen === 'map' || screen === 'briefing') runs.putAway();
  }, [screen, runs]);
}

export function App({ services }: { services: Services }) {
  useGlobalKeys(services);
  usePuttingAway(services);
  const route = services.router.route.value;
  const words = services.words.value;
  const { language } = words.text;
  useEffect(() => {
    document.documentElement.lang = LOCALE[language];
  }, [language]);
  return (
    <ServicesContext.Provider value={services}>
      <TextContext.Provider value={words}>
        <div class="app">
          <div class="app-screen">
            <Boundary screen={formatRoute(route)}>
              <ScreenOf route={route} />
            </Boundary>
          </div>
          <p class="turn">{words.text.t('common.turn')}</p>
          <Banners />
        </div>
      </TextContext.Provider>
    </ServicesContext.Provider>
  );
}
