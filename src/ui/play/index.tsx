/** The door of the play screen: main.ts brings picture and sound, the shell brings the run. */
import { useMemo } from 'preact/hooks';
import { type PlayProps, useServices } from '../shell/services.ts';
import type { MountPicture, Sound } from './doors.ts';
import { PlayScreen } from './PlayScreen.tsx';

export type { Ghost, MountPicture, Picture, PictureTarget, Sound } from './doors.ts';

/** The play screen with a picture and a sound of its own. */
export function playScreenWith({ mountPicture, sound }: { mountPicture: MountPicture; sound: Sound }) {
  return function Play({ session, level, onEnd, onLeave }: PlayProps) {
    const { settings, router } = useServices();
    const { model, carried, figures, words } = level;
    const costs = useMemo(() => ({ model, carried, figures }), [model, carried, figures]);
    return (
      <PlayScreen
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
