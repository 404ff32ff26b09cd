/** The door of the play screen: main.ts brings picture and sound, the shell brings the run. */
import { useMemo } from 'preact/hooks';
import { type PlayProps, useServices } from '../shell/services.ts';
import type { MountPicture, Sound } from './doors.ts';
import { PlayScreen } from './PlayScreen.tsx';
import { BASIC_PLAY_PARTS } from './parts/basic.ts';
import type { PlayParts } from './play.ts';

export type { Ghost, MountPicture, Picture, PictureTarget, Sound } from './doors.ts';
export { BASIC_PLAY_PARTS };

type Made = { mountPicture: MountPicture; sound: Sound; parts: PlayParts };

/** The play screen with a picture and a sound of its own, made of these parts. */
export function playScreenWith({ mountPicture, sound, parts }: Made) {
  return function Play({ session, level, onEnd, onLeave }: PlayProps) {
    const { settings, router } = useServices();
    const { model, carried, figures, words } = level;
    const costs = useMemo(() => ({ model, carried, figures }), [model, carried, figures]);
    return (
      <PlayScreen
        parts={parts}
        session={session}
        level={words}
        settings={settings}
        sound={sound}
        costs={costs}
        mountPicture={mountPicture}
        onEnd={onEnd}
        onLeave={onLeave}
        onHelp={() => router.go({ screen: 'help' })}
        onSettings={() => router.go({ screen: 'settings' })}
        onGuide={(entry) => router.go({ screen: 'guide', entry })}
      />
    );
  };
}
