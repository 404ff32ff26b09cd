/**
 * When the overlay must look again. Numbers that merely run (waits, shares, clocks) are written ten times a second;
 * everything that changes what can be pressed or read as a state is caught here and shown in the same frame.
 */
import type { View } from '../../session/view-model.ts';

/** Small whole numbers for words that change rarely: the hash needs difference, not meaning. */
const word = (text: string): number =>
  (text.charCodeAt(0) << 8) ^ (text.charCodeAt(text.length - 1) << 3) ^ text.length;

/** A 32-bit hash of what may not wait. Two views that differ in it are shown at once. */
export function signatureOf(view: View): number {
  let hash = 0x811c9dc5;
  const mix = (value: number): void => {
    hash = Math.imul(hash ^ value, 0x01000193);
  };
  mix(word(view.status));
  mix(view.stars);
  for (const guest of view.guests) {
    mix(Number(guest.present));
    mix(word(guest.stage));
    mix(Number(guest.warned));
    mix(guest.reboots);
    mix(guest.latched.length);
    mix(guest.limits.weight + guest.limits.cap * 3 + guest.limits.pageCap * 5 + guest.limits.callLimit * 7);
    for (const irq of guest.irqs) mix(irq.n * 2 + Number(irq.held));
    for (const vcpu of guest.vcpus) {
      mix(word(vcpu.state));
      mix(word(vcpu.block));
      mix(vcpu.pcpu * 64 + vcpu.deckOf);
    }
  }
  for (const pcpu of view.pcpus) {
    mix(pcpu.task * 64 + pcpu.deck);
    mix(word(pcpu.interval) + Number(pcpu.on) * 2 + Number(pcpu.deferred));
  }
  for (const exit of view.exits) {
    mix(exit.task * 4096 + exit.n);
    mix(Number(exit.waiting) + 2 * (exit.pcpu + 1));
    mix(exit.handler === null ? 0 : word(exit.handler));
  }
  for (const wire of view.wires) mix(word(wire.reason) * 31 + word(wire.handler));
  mix(view.wires.length);
  mix(view.offer === null ? 0 : word(view.offer.reason) * 31 + word(view.offer.handler));
  mix(view.latch?.requests.length ?? 0);
  for (const kernel of view.kernels) mix(word(kernel.state));
  for (const call of view.hypercalls) mix(Number(call.enabled));
  for (const goal of view.goals) mix(Number(goal.met));
  mix(view.episodes.length);
  return hash >>> 0;
}
