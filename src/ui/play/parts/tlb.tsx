/** Walks: how many steps one takes, and how much memory is used; what there is to say of both. */
import type { TowerPlace } from '../../../session/layout.ts';
import type { WalkView } from '../../../session/parts/tlb.ts';
import type { View } from '../../../session/view-model.ts';
import { walkPlace } from '../../../session/walks.ts';
import type { Int } from '../../../sim/index.ts';
import { useDerived, usePlay, useView } from '../context.ts';
import type { Speaker } from '../doing.ts';
import type { PlayPart } from '../play.ts';
import { Words } from '../spot.tsx';

/** kilobytes of a small page, and of a megabyte */
const PAGE_KB = 4;
const MB = 1024;
const LINE = 17;

const find = ({ parts }: View, guest: Int): WalkView | null => parts.tlb?.[guest] ?? null;

function memoryText({ text, format }: Speaker, { pages }: WalkView): string {
  const kb = pages * PAGE_KB;
  if (kb === 0) return text.t('play.walk.idle');
  return kb < MB
    ? text.t('play.walk.usesKb', { n: format.integer(kb) })
    : text.t('play.walk.usesMb', { n: format.integer(kb / MB) });
}

const stepsText = ({ text }: Speaker, { steps }: WalkView): string => text.t('play.walk.steps', { count: steps });

function Walk({ guest, at }: { guest: Int; at: TowerPlace }) {
  const play = usePlay();
  const { text, layout } = play;
  const machine = useDerived(() => layout.value.machines[at.machine]);
  const nested = useView((view) => find(view, guest)?.nested ?? false);
  const steps = useView((view) => {
    const walk = find(view, guest);
    return walk === null ? '' : stepsText(play, walk);
  });
  const memory = useView((view) => {
    const walk = find(view, guest);
    return walk === null ? '' : memoryText(play, walk);
  });
  const middle = machine.value?.middle;
  const place = middle && walkPlace(play.view.peek().parts.knobs ?? [], at.rect, middle);
  if (place == null || steps.value === '') return null;
  const { words, drawn } = place;
  return (
    <>
      <Words at={drawn} kind="explained">
        <span data-tip={text.t(nested.value ? 'play.walk.nestedMeans' : 'play.walk.shadowMeans')} />
      </Words>
      <Words at={{ ...words, h: LINE }} kind="walk">
        {steps}
      </Words>
      <Words at={{ ...words, y: words.y + LINE, h: LINE }} kind="walk">
        <span data-tip={text.t('play.walk.usesMeans')}>{memory}</span>
      </Words>
    </>
  );
}

export const tlb: PlayPart = {
  AtGuest: Walk,
  watches({ parts }, mix) {
    for (const walk of parts.tlb ?? []) {
      mix(walk?.steps ?? 0);
      mix(walk?.pages ?? 0);
    }
  },
};
