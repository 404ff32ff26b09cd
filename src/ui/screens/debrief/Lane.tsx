import type { Int } from '../../../sim/types.ts';
import { COLOUR_OF } from '../../charts/groups.ts';
import type { Block } from '../../charts/timeline.ts';
import { guestColour } from '../../parts/badge.tsx';

/** The width that blocks are laid out on. A guest's name stands in those that have room for it. */
export const WIDTH = 1000;
const ROOM = 75;

type Props = { blocks: readonly Block[]; nameOf(guest: Int): string; colourOf(guest: Int): number };

/** One pCPU over time: work in the colours of its guests, everything else in the colour of its group. */
export function Lane({ blocks, nameOf, colourOf }: Props) {
  const isWork = (block: Block) => block.group === 'useful' && block.guest >= 0;
  return (
    <div class="lane">
      <svg viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">
        {blocks.map((block) => (
          <rect
            key={`${block.x} ${block.bottom}`}
            x={block.x}
            y={100 * (1 - block.bottom - block.height)}
            width={Math.max(0.6, block.width)}
            height={100 * block.height}
            class={isWork(block) ? 'lane-work' : 'lane-rest'}
            style={{ fill: isWork(block) ? guestColour(colourOf(block.guest)) : COLOUR_OF[block.group] }}
          />
        ))}
      </svg>
      {blocks
        .filter((block) => isWork(block) && block.height === 1 && block.width >= ROOM)
        .map((block) => (
          <span key={block.x} class="lane-name" style={{ left: `${block.x / 10}%`, width: `${block.width / 10}%` }}>
            {nameOf(block.guest)}
          </span>
        ))}
    </div>
  );
}
