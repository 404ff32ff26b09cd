/**
 * The screen of a running level: the picture below, everything with words and every control above it.
 *
 * The stage is a 16:9 box in the middle of whatever room there is. Its children are placed in the design's 1280 × 720
 * pixels; `--u` is the length of one of them here.
 */
import { effect, signal } from '@preact/signals';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Session } from '../../session/contract.ts';
import { PICTURE } from '../../session/layout.ts';
import type { LevelText } from '../../text/levelWords.ts';
import type { SettingsStore } from '../settings/store.ts';
import { useText } from '../shell/context.ts';
import { useServices } from '../shell/services.ts';
import { PlayContext } from './context.ts';
import type { CostBook, MountPicture, Sound } from './doors.ts';
import { listenToDrags } from './drag.ts';
import { createPadReader, listenToKeys } from './hands.ts';
import { startHeart } from './heart.ts';
import { lensOver } from './lens.ts';
import { Menu } from './menu.tsx';
import { ghostOf, pictureTarget } from './picture.ts';
import type { Exits, PlayParts, Surface } from './play.ts';
import { Stage } from './Stage.tsx';
import { targetOf } from './spot.tsx';
import { createPlay } from './store.ts';
import './base.css';
import './inspector.css';
import './positions.css';
import './cards.css';
import './labels.css';
import './overlays.css';
import './panels.css';
import './question.css';
import './goals.css';
import './strip.css';
import './stripHands.css';

export type PlayScreenProps = Exits & {
  /** what the screen is made of */
  parts: PlayParts;
  session: Session;
  level: LevelText;
  settings: SettingsStore;
  sound: Sound;
  costs: CostBook;
  /** draws the picture into an element that fills the stage */
  mountPicture: MountPicture;
  /** the run is over and the player wants to know how it went */
  onEnd(): void;
};

export function PlayScreen(props: PlayScreenProps) {
  const { parts, session, level, settings, sound, costs, mountPicture, onEnd, ...exits } = props;
  const words = useText();
  const { keyboard } = useServices();
  // The same words in the same language are no reason to begin anew.
  const { text, format } = useMemo(() => words, [words.text.language]);
  const play = useMemo(
    () => createPlay({ parts, session, text, format, level, settings, sound, costs }),
    [parts, session, text, format, level, settings, sound, costs],
  );
  const surface = useMemo<Surface>(
    () => ({ play, exits, back: signal(null), unfolded: signal(false), menu: signal(false) }),
    [play],
  );
  const stage = useRef<HTMLDivElement>(null);
  const mount = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const root = stage.current;
    const host = mount.current;
    if (root === null || host === null) return undefined;
    const picture = mountPicture(host);
    const resize = (): void => {
      const room = root.parentElement?.getBoundingClientRect();
      if (room === undefined) return;
      const unit = Math.min(room.width / PICTURE.w, room.height / PICTURE.h);
      root.style.setProperty('--u', `${unit}px`);
      picture.resize(unit * PICTURE.w, unit * PICTURE.h, window.devicePixelRatio);
    };
    resize();
    const observer = new ResizeObserver(resize);
    if (root.parentElement !== null) observer.observe(root.parentElement);
    const readPad = createPadReader(surface, root);
    let seen = session.view();
    const beat = (now: number): boolean => {
      const held = readPad(now);
      session.frame(now);
      const view = session.view();
      const moves = picture.show(view);
      play.look(now);
      const { now: last, guests } = seen;
      seen = view;
      // a pad is seen only by looking at it
      return held || moves || view.now !== last || view.guests !== guests;
    };
    const stops = [
      startHeart(beat, (isSlow) => root.toggleAttribute('data-still', isSlow)),
      session.listen((event) => {
        picture.event(event);
        play.hear(event);
      }),
      effect(() => picture.select(pictureTarget(play))),
      effect(() => picture.preview(ghostOf(play))),
      effect(() => session.setNoHurry(settings.settings.value.noHurry)),
      listenToDrags(play, root, targetOf),
      lensOver(root),
    ];
    return () => {
      observer.disconnect();
      for (const stop of stops) stop();
      picture.dispose();
      session.pause();
    };
  }, [session, play, surface, mountPicture]);

  // At once with what is on the screen: a key that is pressed as soon as it is seen is heard.
  useLayoutEffect(() => {
    const root = stage.current;
    return root === null ? undefined : listenToKeys(surface, root, keyboard);
  }, [surface, keyboard]);

  return (
    <PlayContext.Provider value={play}>
      <main class="play-room">
        <div ref={stage} class="stage">
          <div ref={mount} class="picture" />
          <Stage key={play.id} surface={surface} onEnd={onEnd} />
        </div>
        <MenuHost surface={surface} exits={exits} />
      </main>
    </PlayContext.Provider>
  );
}

function MenuHost({ surface, exits }: { surface: Surface; exits: Exits }) {
  const { menu } = surface;
  if (!menu.value) return null;
  return (
    <Menu
      exits={exits}
      onClose={() => {
        menu.value = false;
      }}
    />
  );
}
