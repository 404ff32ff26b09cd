import type { Int } from '../../../sim/types.ts';
import { COLOUR_OF } from '../../charts/groups.ts';
import type { Block } from '../../charts/timeline.ts';
import { guestColour } from '../../parts/badge.tsx';

/** Blocks are laid out on a width of 1000; a guest's name stands in those that have room for it. */
const ROOM = 75;
const HEIGHT = { work: 100, other: 38 } as const;

type Props = { blocks: readonly Block[]; nameOf(guest: Int): string; colourOf(guest: Int): number };

/** One pCPU over time: work is tall and in its guest's colour, everything else low and in the colour of its group. */
export function Lane({ blocks, nameOf, colourOf }: Props) {
  const isWork = (block: Block) => block.group === 'useful' && block.guest >= 0;
  return (
    <div class="lane">
      <svg viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">
        {blocks.map((block) => {
          const height = isWork(block) ? HEIGHT.work : HEIGHT.other;
          return (
            <rect
              key={block.x}
              x={block.x}
              y={100 - height}
              width={Math.max(0.6, block.width)}
              height={height}
              style={{ fill: isWork(block) ? guestColour(colourOf(block.guest)) : COLOUR_OF[block.group] }}
            />
          );
        })}
      </svg>
      {blocks
        .filter((block) => isWork(block) && block.width >= ROOM)
        .map((block) => (
          <span key={block.x} class="lane-name" style={{ left: `${block.x / 10}%`, width: `${block.width / 10}%` }}>
            {nameOf(block.guest)}
          </span>
        ))}
    </div>
  );
}
