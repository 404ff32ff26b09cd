/** The disk under the shared kernel: how many wait for a read. */
import type { View } from '../../../session/view-model.ts';
import { usePlay } from '../context.ts';
import type { Inspection, Play, PlayPart } from '../play.ts';
import { price } from '../prices.ts';
import { SharedThing, usersOf } from '../sharedThing.tsx';

declare module '../target.ts' {
  interface Targets {
    diskQueue: object;
  }
}

const GUIDE = 'page-cache';

function reading({ text }: Play, { parts: { diskQueue } }: View): string {
  if (diskQueue === null) return '';
  const waiting = Math.round(diskQueue.mean / 10_000);
  return waiting === 0 ? text.t('machine.shared.healthy') : text.t('play.shared.reads', { count: waiting });
}

function Card() {
  const play = usePlay();
  return (
    <SharedThing
      target={{ kind: 'diskQueue' }}
      title={play.text.t('machine.device.disk')}
      tip={play.text.t('play.tip.shared.diskQueue')}
      placeIn={(parts) => parts.diskQueue}
      reading={(view) => reading(play, view)}
      which="disk"
    />
  );
}

function inspect(play: Play, view: View): Inspection | null {
  const { diskQueue } = view.parts;
  if (diskQueue === null) return null;
  const { text, session } = play;
  const disk = session.level.setup.machines.flatMap(({ devices }) => devices).find(({ kind }) => kind === 'disk');
  return {
    title: text.t('machine.device.disk'),
    what: text.t('play.inspect.diskQueue', { n: play.format.integer(diskQueue.channels) }),
    facts: usersOf(play, view, ({ index }) => diskQueue.by[index] ?? 0),
    prices: disk === undefined ? [] : price(play, 'backend', disk.service.cost),
    guide: GUIDE,
  };
}

export const diskQueue: PlayPart = {
  panels: [{ turn: 133, Shown: Card }],
  targets: { diskQueue: { inspect, guides: [GUIDE] } },
  points: ({ shared }, layout) => (shared === 'disk' ? (layout.parts.diskQueue?.rect ?? null) : null),
};
