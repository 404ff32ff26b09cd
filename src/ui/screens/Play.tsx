/** A level being played: opens the run, or finds it again, and hands it to the play screen. */
import { useMemo, useState } from 'preact/hooks';
import { hasMore } from '../../session/basics.ts';
import type { Id, Int } from '../../sim/types.ts';
import { useText } from '../shell/context.ts';
import type { Offer } from '../shell/keeping.ts';
import type { LoadedLevel } from '../shell/library.ts';
import { lazy, WithLoaded } from '../shell/load.tsx';
import { type PlayProps, useServices } from '../shell/services.ts';
import { KeptRun } from './KeptRun.tsx';
import { LevelProblem } from './LevelProblem.tsx';

function Running({ loaded, seed }: { loaded: LoadedLevel; seed: Int | null }) {
  const { runs, router, loadPlay } = useServices();
  const session = useMemo(() => runs.open(loaded, seed), [runs, loaded, seed]);
  const PlayScreen = useMemo(
    () => lazy<PlayProps>('play', () => loadPlay(hasMore(session.view()))),
    [loadPlay, session],
  );
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

function Opening({ loaded, offer, seed }: { loaded: LoadedLevel; offer: Offer | null; seed: Int | null }) {
  const [isDecided, setDecided] = useState(offer === null);
  if (isDecided || offer === null) return <Running loaded={loaded} seed={seed} />;
  return <KeptRun loaded={loaded} offer={offer} onDecided={() => setDecided(true)} />;
}

export function Play({ level, seed }: { level: Id; seed: Int | null }) {
  const { text } = useText();
  const { library, runs } = useServices();
  const { language } = text;
  const load = () => Promise.all([library.level(level, language), runs.offer(level, seed)]);
  return (
    <WithLoaded name={`${level} ${language}`} load={load}>
      {([loaded, offer]) =>
        loaded.ok ? (
          <Opening loaded={loaded.value} offer={offer} seed={seed} />
        ) : (
          <LevelProblem level={level} problem={loaded} />
        )
      }
    </WithLoaded>
  );
}
