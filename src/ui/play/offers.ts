/** Which vCPU is meant when a whole guest is picked up. */
import type { GuestView, VcpuView, View } from '../../session/view-model.ts';
import type { Int } from '../../sim/index.ts';
import { NONE } from '../../sim/types.ts';
import type { Target } from './target.ts';

/** The vCPU that a guest offers when it is picked up as a whole: the one that waits longest, else its first. */
export function offered(guest: GuestView): VcpuView | null {
  const waiting = guest.vcpus.filter((vcpu) => vcpu.state === 'ready' && vcpu.deckOf === NONE);
  const ready = waiting.length > 0 ? waiting : guest.vcpus.filter((vcpu) => vcpu.state === 'ready');
  const oldest = ready.reduce<VcpuView | null>((best, vcpu) => (best && best.since <= vcpu.since ? best : vcpu), null);
  return oldest ?? guest.vcpus[0] ?? null;
}

/** The task that a target stands for, NONE when it is no vCPU. */
export function taskOf(view: Pick<View, 'guests'>, target: Target | null): Int {
  if (target?.kind === 'vcpu') return target.task;
  if (target?.kind !== 'guest') return NONE;
  const guest = view.guests[target.guest];
  return (guest && offered(guest)?.task) ?? NONE;
}
