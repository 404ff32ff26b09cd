/** The toy's controls: one button, one key, one digit, one thing to be inspected, one sentence. */
import { usePlay } from '../../../src/ui/play/context.ts';
import { polite } from '../../../src/ui/play/narrate.ts';
import type { Play, PlayPart } from '../../../src/ui/play/play.ts';
import { Spot } from '../../../src/ui/play/spot.tsx';
import { bell as words } from './words.ts';

declare module '../../../src/ui/play/target.ts' {
  interface Targets {
    bell: object;
  }
}

const ring = (play: Play): boolean => play.command({ do: 'setKnob', knob: 'bell', value: 1 }, { kind: 'bell' }).ok;

function Bell() {
  usePlay();
  return <Spot target={{ kind: 'bell' }} at={{ x: 600, y: 300, w: 40, h: 40 }} name={() => words['play.name.bell']} />;
}

export const bell: PlayPart = {
  panels: [{ turn: 290, Shown: Bell }],
  targets: {
    bell: {
      inspect: () => ({
        title: words['play.name.bell'],
        what: words['verb.ring.means'],
        facts: [],
        prices: [],
        guide: '',
      }),
      guides: [],
      rect: () => ({ x: 600, y: 300, w: 40, h: 40 }),
    },
  },
  acts: (_, pressed) => (pressed.kind === 'bell' ? { do: 'setKnob', knob: 'bell', value: 1 } : null),
  actions: { ring: ({ play }) => void ring(play) },
  digits: { first: 9, most: 1, verbs: null, take: ring },
  standing: (_, { knobs }) => (knobs.bell ? [{ key: `bell.${knobs.bell}`, ...polite(words['event.bellRang']) }] : []),
  watches: ({ knobs }, mix) => mix(knobs.bell ?? 0),
  points: ({ door }) => (door ? { x: 600, y: 300, w: 40, h: 40 } : null),
};
