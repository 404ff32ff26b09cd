/** What if: this level's demand under every other technique. */
import { useMemo } from 'preact/hooks';
import type { Player } from '../../../session/compare.ts';
import { ownModes } from '../../../session/others.ts';
import { SideBySide } from '../../parts/SideBySide.tsx';
import { useText } from '../../shell/context.ts';
import { useDebrief } from './context.ts';

export function Others() {
  const { text } = useText();
  const { outcome, loaded } = useDebrief();
  const runs = useMemo(() => (play: Player) => outcome.others(play), [outcome]);
  return (
    <section class="debrief-panel" aria-labelledby="debrief-others">
      <h2 class="label" id="debrief-others">
        {text.t('side.heading')}
      </h2>
      <SideBySide
        runs={runs}
        model={loaded.model}
        figures={loaded.figures}
        own={ownModes(loaded.level.file)}
        yours={outcome.metrics.workPerCycle ?? null}
      />
    </section>
  );
}
