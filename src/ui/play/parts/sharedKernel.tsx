/** The kernel that all containers share: whose it is, and that one panic ends them all. */
import { useCallback } from 'preact/hooks';
import type { GuestView, View } from '../../../session/view-model.ts';
import type { Int, SimEvent } from '../../../sim/index.ts';
import { Bulletin } from '../bulletin.tsx';
import { useDerived, usePlay, useView } from '../context.ts';
import { guestName, kernelName, type Speaker } from '../doing.ts';
import { assertive } from '../narrate.ts';
import type { PlayPart } from '../play.ts';
import { Words } from '../spot.tsx';

/** Whoever runs on the shared kernel: a panic reaches them all. */
const sharers = ({ guests }: Pick<View, 'guests'>): GuestView[] =>
  guests.filter(({ present, carrier, stage }) => present && carrier === 'sharedKernel' && FALLS.includes(stage));
const FALLS: readonly GuestView['stage'][] = ['up', 'booting'];

/** Whose panic it was, and how many it reached: over the kernel that broke. */
function Panic() {
  const play = usePlay();
  const place = useDerived(() => play.layout.value.parts.sharedKernel);
  const wordsOf = useCallback(
    (event: SimEvent, view: View) => (event.type === 'kernelPanicked' ? panicWords(play, view, event.guest) : ''),
    [play],
  );
  const at = place.value;
  if (at === null) return null;
  const { x, y, h } = at.title;
  return <Bulletin at={{ x: x - 8, y: y - 4, w: at.fate.x + at.fate.w - x + 16, h: h + 8 }} wordsOf={wordsOf} />;
}

/** A virtual machine takes only its own kernel down. */
function panicWords(speaker: Speaker, view: View, guest: Int): string {
  const shares = view.guests[guest]?.carrier === 'sharedKernel';
  const who = { guest: guestName(speaker, view, guest) };
  return shares
    ? speaker.text.t('event.kernelPanicked', { ...who, count: sharers(view).length })
    : speaker.text.t('event.ownKernelPanicked', who);
}

function Slab() {
  const play = usePlay();
  const { text } = play;
  const place = useDerived(() => play.layout.value.parts.sharedKernel);
  const id = useView(({ parts }) => parts.sharedKernel?.kernel ?? '');
  const risky = useView((view) => {
    const [first] = view.parts.sharedKernel?.risky ?? [];
    return first === undefined ? '' : guestName(play, view, first);
  });
  const at = place.value;
  if (at === null) return null;
  const fate = play.level.has('fate') ? play.level.say('fate') : text.t('machine.shared.fate');
  return (
    <>
      <Words at={at.title} kind="kernel-title">
        {kernelName(play, id.value)}
      </Words>
      <Words at={at.fate} kind={risky.value === '' ? 'fate' : 'fate bad'}>
        {risky.value === '' ? fate : text.t('machine.shared.risky', { guest: risky.value })}
      </Words>
    </>
  );
}

export const sharedKernel: PlayPart = {
  panels: [
    { turn: 120, Shown: Slab },
    { turn: 121, Shown: Panic },
  ],
  narration: {
    kernelPanicked: (speaker, view, { guest }) => assertive(panicWords(speaker, view, guest)),
  },
};
