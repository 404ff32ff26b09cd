/** The accessible name of everything on the stage: what it is, and its state. */
import type { ExitView, GuestView, PcpuView, VcpuView, View } from '../../session/view-model.ts';
import type { Verdict } from '../../sim/index.ts';
import { NONE } from '../../sim/types.ts';
import {
  doingOfGuest,
  doingOfVcpu,
  guestName,
  handlerName,
  modeOf,
  pcpuName,
  reasonName,
  type Speaker,
  spoken,
} from './doing.ts';
import type { Choice } from './question.ts';
import { whyNot } from './refusals.ts';

/** A guest that is not up has no patience to lose. */
export function nameOfGuest(speaker: Speaker, view: View, guest: GuestView): string {
  const { text } = speaker;
  const args = { guest: guestName(speaker, view, guest.index), doing: doingOfGuest(speaker, view, guest) };
  return guest.stage === 'up'
    ? text.t('play.name.guest', { ...args, points: guest.patience })
    : text.t('play.name.guestDown', args);
}

export const nameOfVcpu = (speaker: Speaker, view: View, vcpu: VcpuView): string =>
  speaker.text.t('play.name.vcpu', {
    guest: guestName(speaker, view, vcpu.guest),
    n: vcpu.vcpu,
    doing: doingOfVcpu(speaker, view, vcpu),
  });

/** The guest of the vCPU on a pCPU (or held by it), as an index; NONE when it is free. */
export const occupant = (view: Pick<View, 'guests'>, pcpu: Pick<PcpuView, 'task'>): number => {
  if (pcpu.task === NONE) return NONE;
  return view.guests.find((guest) => guest.vcpus.some(({ task }) => task === pcpu.task))?.index ?? NONE;
};

export function nameOfSocket(speaker: Speaker, view: View, pcpu: PcpuView): string {
  const { text } = speaker;
  const guest = occupant(view, pcpu);
  const common = { pcpu: pcpuName(speaker, pcpu.index), mode: modeOf(speaker, view, pcpu) };
  return guest === NONE
    ? text.t('play.name.pcpu', common)
    : text.t('play.name.pcpuBusy', { ...common, guest: guestName(speaker, view, guest) });
}

export function nameOfDeck(speaker: Speaker, view: View, pcpu: PcpuView): string {
  const { text } = speaker;
  const place = pcpuName(speaker, pcpu.index);
  const guest = occupant(view, { task: pcpu.deck });
  return guest === NONE
    ? text.t('play.name.deckEmpty', { pcpu: place })
    : text.t('play.name.deck', { pcpu: place, guest: guestName(speaker, view, guest) });
}

export function nameOfInterrupt(
  speaker: Speaker,
  view: View,
  guest: GuestView,
  irq: GuestView['irqs'][number],
): string {
  const { text } = speaker;
  const common = { guest: guestName(speaker, view, guest.index), line: text.word('machine.line', irq.line) };
  if (irq.held) return text.t('play.name.interruptHeld', { ...common, n: irq.n });
  if (irq.n > 1) return text.t('play.name.interruptMerged', { ...common, n: irq.n });
  return text.t('play.name.interrupt', common);
}

export const nameOfExit = (speaker: Speaker, view: View, exit: ExitView): string =>
  speaker.text.t('play.name.exit', {
    guest: guestName(speaker, view, exit.guest),
    reason: reasonName(speaker, exit.reason),
    time: spoken(speaker, view, view.now - exit.at),
  });

/** The name of a bay: what it does, for how much, and whom it costs or saves patience. */
export function nameOfChoice(speaker: Speaker, view: View, choice: Choice): string {
  const { text, format } = speaker;
  const name = text.t('play.name.choice', {
    choice: choiceName(speaker, choice),
    cycles: format.cycles(choice.cycles),
    does: choiceDoes(speaker, choice),
  });
  const effects = choice.effects.map(({ guest, points }) => {
    const args = { guest: guestName(speaker, view, guest), points: Math.abs(points) };
    return text.t(points < 0 ? 'play.name.losesPatience' : 'play.name.gainsPatience', args);
  });
  return refusedName(speaker, [name, ...effects].join(' '), choice.verdict);
}

/** A name that ends in the reason why the thing cannot be used now, where it cannot. A name may be a sentence already. */
export const refusedName = ({ text }: Pick<Speaker, 'text'>, name: string, verdict: Verdict | undefined): string =>
  verdict === undefined || verdict.ok
    ? name
    : text.t('play.name.refused', { name: name.replace(/\.$/, ''), why: whyNot(text, verdict) });

export const choiceName = (speaker: Speaker, { id }: Pick<Choice, 'id'>): string => handlerName(speaker, id);

export function choiceDoes(
  { text }: Pick<Speaker, 'text'>,
  { id, joins, cycles }: Pick<Choice, 'id' | 'joins' | 'cycles'>,
): string {
  if (joins > 0) return text.t('play.bay.joins', { count: joins });
  return text.word('handler', id, {}, cycles > 0 && text.exists(`handler.${id}.switches`) ? 'switches' : 'does');
}
