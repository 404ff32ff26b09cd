/** The lock of the shared kernel: for how much of the time somebody holds it. */
import type { View } from '../../../session/view-model.ts';
import { usePlay } from '../context.ts';
import type { Inspection, Play, PlayPart } from '../play.ts';
import { price } from '../prices.ts';
import { SharedThing, usersOf } from '../sharedThing.tsx';

declare module '../target.ts' {
  interface Targets {
    kernelLock: object;
  }
}

const GUIDE = 'kernel-lock';

function reading({ text, format }: Play, { parts: { kernelLock } }: View): string {
  return kernelLock === null ? '' : text.t('play.shared.kernelLocks', { busy: format.percent(kernelLock.busy) });
}

function Card() {
  const play = usePlay();
  return (
    <SharedThing
      target={{ kind: 'kernelLock' }}
      title={play.text.t('machine.shared.kernelLocks')}
      tip={play.text.t('play.tip.shared.kernelLocks')}
      placeIn={(parts) => parts.kernelLock}
      reading={(view) => reading(play, view)}
      which="locks"
    />
  );
}

function inspect(play: Play, view: View): Inspection | null {
  const { kernelLock } = view.parts;
  if (kernelLock === null) return null;
  const { text, format, session } = play;
  const hold = session.level.setup.machines.find(({ shared }) => shared !== undefined)?.shared?.lockHold;
  return {
    title: text.t('machine.shared.kernelLocks'),
    what: text.t('play.inspect.kernelLocks', { busy: format.percent(kernelLock.busy) }),
    facts: usersOf(play, view, ({ share }) => share.locks),
    prices: hold === undefined ? [] : price(play, 'guestKernel', hold),
    guide: GUIDE,
  };
}

export const kernelLock: PlayPart = {
  panels: [{ turn: 132, Shown: Card }],
  targets: { kernelLock: { inspect, guides: [GUIDE] } },
  points: ({ shared }, layout) => (shared === 'locks' ? (layout.parts.kernelLock?.rect ?? null) : null),
};
