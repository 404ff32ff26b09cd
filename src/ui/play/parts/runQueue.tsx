/** The run queue of the shared kernel: how many wait for a processor. */
import type { View } from '../../../session/view-model.ts';
import { usePlay } from '../context.ts';
import type { Inspection, Play, PlayPart } from '../play.ts';
import { switching } from '../prices.ts';
import { SharedThing, usersOf } from '../sharedThing.tsx';

declare module '../target.ts' {
  interface Targets {
    runQueue: object;
  }
}

const GUIDE = 'weight';

function reading({ text }: Play, { parts: { runQueue } }: View): string {
  if (runQueue === null) return '';
  const waiting = Math.round(runQueue.mean / 10_000);
  return waiting === 0 ? text.t('machine.shared.healthy') : text.t('machine.shared.runQueueWaits', { count: waiting });
}

function Card() {
  const play = usePlay();
  return (
    <SharedThing
      target={{ kind: 'runQueue' }}
      title={play.text.t('machine.shared.runQueue')}
      tip={play.text.t('play.tip.shared.runQueue')}
      placeIn={(parts) => parts.runQueue}
      reading={(view) => reading(play, view)}
      which="runQueue"
    />
  );
}

function inspect(play: Play, view: View): Inspection | null {
  const { runQueue } = view.parts;
  if (runQueue === null) return null;
  const { text } = play;
  return {
    title: text.t('machine.shared.runQueue'),
    what: text.t('play.inspect.runQueue', { count: Math.round(runQueue.mean / 10_000) }),
    facts: usersOf(play, view, ({ share }) => share.cpu),
    prices: switching(play),
    guide: GUIDE,
  };
}

export const runQueue: PlayPart = {
  panels: [{ turn: 130, Shown: Card }],
  targets: { runQueue: { inspect, guides: [GUIDE] } },
  points: ({ shared }, layout) => (shared === 'runQueue' ? (layout.parts.runQueue?.rect ?? null) : null),
};
