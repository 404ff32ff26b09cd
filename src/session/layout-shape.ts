/** What the geometry depends on: counts, never state. Two views of equal shape have the same layout. */
import type { Band, GuestView, View } from './view-model.ts';

export const NO_TOWER = -1;
export const OUTSIDE = -2;

/** As many towers as stand comfortably; tenants that come and go share what is left of them. */
const COMFORTABLE = 8;
/** More towers than this take the dense form. */
export const MOST_TOWERS = 10;
export const WIDE_SOCKETS = 4;
const SPARE_SLOTS = 2;

export type Shape = {
  band: Band;
  /** number of tower slots; a guest keeps its slot for the whole level */
  slots: number;
  /** by guest index: its slot, OUTSIDE while it asks to enter, NO_TOWER when it is not in the picture */
  slotOf: number[];
  vcpus: number[];
  applicants: boolean;
  pcpus: number;
  /** somebody chooses who runs next */
  decks: boolean;
  devices: number;
  reasons: number;
  wires: boolean;
  latchRoom: number;
  /** guests per kernel that could be ported */
  kernels: number[];
  hypercalls: number;
};

const isOutside = (guest: GuestView): boolean => guest.role === 'applicant' && guest.stage === 'asking';

/**
 * Slots of the towers. Residents stand in the order of the level; the tenants that come and go share what is left of
 * eight slots in turn, and move on to the next free one only when theirs is taken.
 */
function slots(guests: readonly GuestView[]): { count: number; slotOf: number[] } {
  const residents = guests.filter((guest) => guest.role !== 'applicant').length;
  const applicants = guests.length - residents;
  const admitted = guests.filter((guest) => guest.role === 'applicant' && guest.present && !isOutside(guest)).length;
  const places = Math.max(Math.min(applicants, Math.max(SPARE_SLOTS, COMFORTABLE - residents)), admitted);
  const taken = new Set<number>();
  let resident = 0;
  let applicant = 0;
  const slotOf = guests.map((guest) => {
    if (guest.role !== 'applicant') return resident++;
    const wish = applicant++;
    if (isOutside(guest)) return guest.present ? OUTSIDE : NO_TOWER;
    if (!guest.present) return NO_TOWER;
    let slot = wish % places;
    while (taken.has(slot)) slot = (slot + 1) % places;
    taken.add(slot);
    return residents + slot;
  });
  return { count: Math.max(1, residents + places), slotOf };
}

/** A monitor that nothing exits into is drawn as a thin line between guests and host. */
const bandOf = (view: View): Band =>
  view.band === 'monitor' && view.reasons.length === 0 && view.hypercalls.length === 0 ? 'none' : view.band;

export function shapeOf(view: View): Shape {
  const { count, slotOf } = slots(view.guests);
  const band = bandOf(view);
  return {
    band,
    slots: count,
    slotOf,
    vcpus: view.guests.map((guest) => guest.vcpus.length),
    applicants: view.guests.some((guest) => guest.role === 'applicant'),
    pcpus: view.pcpus.length,
    decks: view.verbs.includes('deck'),
    devices: view.devices.length,
    reasons: view.reasons.length,
    wires: band === 'monitor' && (view.verbs.includes('rule') || view.wires.length > 0),
    latchRoom: view.latch?.room ?? 0,
    kernels: view.verbs.includes('port') ? view.kernels.map((kernel) => kernel.guests.length) : [],
    hypercalls: view.hypercalls.length,
  };
}

/** Equal keys = equal layouts. */
export const keyOf = (shape: Shape): string => JSON.stringify(shape);
