/** A level being played: opens the run, or finds it again, and hands it to the play screen. */
import { useMemo } from 'preact/hooks';
import type { Id, Int } from '../../sim/types.ts';
import { useText } from '../shell/context.ts';
import type { LoadedLevel } from '../shell/library.ts';
import { lazy, WithLoaded } from '../shell/load.tsx';
import { type PlayProps, useServices } from '../shell/services.ts';
import { LevelProblem } from './LevelProblem.tsx';

function Running({ loaded, seed }: { loaded: LoadedLevel; seed: Int | null }) {
  const { runs, router, loadPlay } = useServices();
  const PlayScreen = useMemo(() => lazy<PlayProps>('play', loadPlay), [loadPlay]);
  const session = useMemo(() => runs.open(loaded, seed), [runs, loaded, seed]);
  const level = loaded.level.file.id;
  return (
    <PlayScreen
      session={session}
      level={loaded}
      onEnd={() => router.go({ screen: 'debrief', level })}
      onLeave={() => router.back()}
    />
  );
}

export function Play({ level, seed }: { level: Id; seed: Int | null }) {
  const { text } = useText();
  const { library } = useServices();
  const { language } = text;
  return (
    <WithLoaded name={`${level} ${language}`} load={() => library.level(level, language)}>
      {(loaded) =>
        loaded.ok ? <Running loaded={loaded.value} seed={seed} /> : <LevelProblem level={level} problem={loaded} />
      }
    </WithLoaded>
  );
}
