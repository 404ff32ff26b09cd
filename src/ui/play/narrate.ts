/** What of all that happens is told to somebody who does not see the picture, and how urgently. */
import type { View } from '../../session/view-model.ts';
import type { SimEvent } from '../../sim/index.ts';
import type { Announcement } from './announcer.ts';
import { guestName, kernelName, pcpuName, reasonName, type Speaker, spoken } from './doing.ts';
import { openExits } from './question.ts';

const polite = (words: string): Announcement => ({ words, urgency: 'polite' });
const assertive = (words: string): Announcement => ({ words, urgency: 'assertive' });

/** The sentence for an event of the simulation; null for what would only be noise. */
export function narrate(speaker: Speaker, view: View, event: SimEvent): Announcement | null {
  const { text } = speaker;
  const who = (guest: number) => ({ guest: guestName(speaker, view, guest) });
  switch (event.type) {
    case 'guestSuffers':
      return polite(text.t('event.guestSuffers', who(event.guest)));
    case 'guestWarned':
      return assertive(text.t('event.guestWarned', who(event.guest)));
    case 'guestRebooted':
      return assertive(text.t('event.guestRebooted', who(event.guest)));
    case 'kernelPanicked':
      return assertive(text.t('event.kernelPanicked', who(event.guest)));
    case 'guestRose':
      return polite(text.t('event.guestRose', who(event.guest)));
    case 'guestAsked':
      return polite(text.t('event.guestAsked', who(event.guest)));
    case 'guestUp':
      return polite(text.t('event.guestUp', who(event.guest)));
    case 'guestLeft':
      return polite(text.t('event.guestLeft', who(event.guest)));
    case 'kernelPortStarted':
      return polite(text.t('event.kernelPortStarted', { kernel: kernelName(speaker, event.kernel) }));
    case 'kernelPorted':
      return polite(text.t('event.kernelPorted', { kernel: kernelName(speaker, event.kernel) }));
    case 'pcpuPowered':
      return polite(text.t('event.pcpuPowered', { pcpu: pcpuName(speaker, event.pcpu) }));
    case 'latchDrained':
      return polite(text.t('event.latchDrained', { n: event.n, saved: spoken(speaker, view, event.saved) }));
    case 'stateChanged': {
      if (!view.verbs.includes('place')) return null;
      const guest = view.guests.find((other) => other.vcpus.some(({ task }) => task === event.task));
      if (guest === undefined) return null;
      if (event.to === 'ready') return polite(text.t('event.taskReady', who(guest.index)));
      return event.to === 'blocked' && event.from === 'running'
        ? polite(text.t('event.taskHalted', who(guest.index)))
        : null;
    }
    case 'ended':
      return event.status === 'running' ? null : assertive(text.t(`event.ended.${event.status}`));
    default:
      return null;
  }
}

/** Exits that began to wait since the last look; `known` holds "task.n" and is replaced. */
export function newExits(
  speaker: Speaker,
  view: View,
  known: ReadonlySet<string>,
): { known: Set<string>; said: Announcement[] } {
  const open = openExits(view);
  const said = open
    .filter((exit) => !known.has(`${exit.task}.${exit.n}`))
    .map((exit) => {
      const args = { guest: guestName(speaker, view, exit.guest), reason: reasonName(speaker, exit.reason) };
      return polite(speaker.text.t('event.exitRaised', args));
    });
  return { known: new Set(open.map((exit) => `${exit.task}.${exit.n}`)), said };
}
