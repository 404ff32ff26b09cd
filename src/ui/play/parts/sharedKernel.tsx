/** The kernel that all containers share: whose it is, and that one panic ends them all. */
import { useDerived, usePlay, useView } from '../context.ts';
import { guestName, kernelName } from '../doing.ts';
import { assertive } from '../narrate.ts';
import type { PlayPart } from '../play.ts';
import { Words } from '../spot.tsx';

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
  panels: [{ turn: 120, Shown: Slab }],
  narration: {
    /** a virtual machine takes only its own kernel down */
    kernelPanicked(speaker, view, { guest }) {
      const shares = view.guests[guest]?.carrier === 'sharedKernel';
      const who = { guest: guestName(speaker, view, guest) };
      return assertive(speaker.text.t(shares ? 'event.kernelPanicked' : 'event.ownKernelPanicked', who));
    },
  },
};
