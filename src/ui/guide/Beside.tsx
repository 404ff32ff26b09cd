/** In the guide: a level's demand under every technique, played when it is asked for. */
import { useMemo, useState } from 'preact/hooks';
import { playSeconds } from '../../session/clock.ts';
import type { Player } from '../../session/compare.ts';
import { otherRuns, ownModes } from '../../session/others.ts';
import type { Id } from '../../sim/index.ts';
import { SideBySide } from '../parts/SideBySide.tsx';
import { useText } from '../shell/context.ts';
import type { LoadedLevel } from '../shell/library.ts';
import { WithLoaded } from '../shell/load.tsx';
import { useServices } from '../shell/services.ts';

/** The guide's runs are of one seed, so that everybody who reads it sees the same. */
const SEED = 1;

function Runs({ loaded: { level, model, figures } }: { loaded: LoadedLevel }) {
  const runs = useMemo(() => {
    const second = playSeconds(1, level.file.playSecondNs, model.hz);
    return (play: Player) => otherRuns({ file: level.file, data: level, seed: SEED, second }, play);
  }, [level, model]);
  return <SideBySide runs={runs} model={model} figures={figures} own={ownModes(level.file)} yours={null} />;
}

/** @param levels ids, of which those that are built are offered */
export function Beside({ levels }: { levels: readonly Id[] }) {
  const { text } = useText();
  const { library } = useServices();
  const [open, setOpen] = useState<Id | null>(null);
  const built = levels.filter((id) => library.built.has(id));
  if (built.length === 0) return null;
  return (
    <section>
      <h3 class="label">{text.t('side.heading')}</h3>
      <p>{text.t('side.of')}</p>
      <p class="guide-levels">
        {built.map((id) => (
          <button key={id} type="button" class="button" aria-pressed={open === id} onClick={() => setOpen(id)}>
            {text.word('map.level', id, {}, 'title')}
          </button>
        ))}
      </p>
      {open !== null && (
        <WithLoaded name={open} load={() => library.level(open, text.language)}>
          {(loaded) => (loaded.ok ? <Runs loaded={loaded.value} /> : null)}
        </WithLoaded>
      )}
    </section>
  );
}
