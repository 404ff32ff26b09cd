/** What the layout depends on, taken from a view. Two views of equal shape have the same layout. */
import { type Int, NONE } from '../sim/index.ts';
import type { Band } from './bands.ts';
import type { SessionPart } from './part.ts';
import { PARTS, type PartName } from './parts/index.ts';
import type { GuestView, View } from './view-model.ts';

export const NO_TOWER = -1;
export const OUTSIDE = -2;
/** A guest that others run on: it has no slot of its own but lies under theirs. */
export const CARRIER = -3;

/** As many towers as stand comfortably; tenants that come and go share what is left of them. */
const COMFORTABLE = 8;
const SPARE_SLOTS = 2;
/** … where a mixer stands beside several machines: as many as a machine has pCPUs, and one more */
const BESIDE_MIXER = 1;
/** … in a machine of a rack: twice as many and two */
const IN_RACK = 4;

export type MachineShape = {
  bands: Band[];
  /** number of tower slots; a guest keeps its slot for the whole level. The last ones are those of driver domains */
  slots: Int;
  domains: Int;
  /** indices of its pCPUs and devices */
  pcpus: Int[];
  devices: Int[];
  /** blocks that its translation cache has room for */
  blocks: Int;
};

export type Shape = {
  machines: MachineShape[];
  /** by guest index: its machine among those in the picture (-1: none of them), and there its slot, OUTSIDE while it asks to enter, NO_TOWER when it is not in the picture */
  machineOf: Int[];
  slotOf: Int[];
  /** by guest index: the guest that it runs on, NONE where that is the monitor */
  under: Int[];
  /** by guest index: it stands on a hypervisor that is a guest, whether that one is in the picture or not */
  inner: boolean[];
  vcpus: Int[];
  applicants: boolean;
  /** somebody chooses who runs next */
  decks: boolean;
  /** exits are answered by hand: there has to be room for a question and its bays */
  asks: boolean;
  latchRoom: Int;
  /** by guest index: it has a lever in its tower, and what belongs to it */
  geared: boolean[];
  /** cards are laid on the desk; rows stand below the towers */
  cards: boolean;
  rows: boolean;
  /** by part, what its place depends on; null where it is not there */
  parts: Readonly<Record<PartName, unknown>>;
};

const isOutside = (guest: GuestView): boolean => guest.role === 'applicant' && guest.stage === 'asking';

/** First the guests of each guest hypervisor, then those on the machine's own monitor or hardware, then driver domains. */
function seating(guests: readonly GuestView[]): GuestView[] {
  const rank = ({ serves, under }: GuestView): Int => {
    if (serves) return Number.MAX_SAFE_INTEGER;
    return under === NONE ? Number.MAX_SAFE_INTEGER - 1 : under;
  };
  return [...guests].sort((a, b) => rank(a) - rank(b) || a.index - b.index);
}

type Slots = { count: Int; slotOf: Map<Int, Int> };

/**
 * Slots of one machine's towers. Residents stand in the order of the level, and after them those that come and go, each at
 * its lot. Few of these share a row with the residents; where there are many, they have as much room, from the beginning.
 */
function slots(guests: readonly GuestView[], places: Int | null): Slots {
  const carriers = new Set(guests.map((guest) => guest.under));
  const residents = seating(guests.filter((guest) => guest.role !== 'applicant' && !carriers.has(guest.index)));
  const applicants = guests.filter((guest) => guest.role === 'applicant');
  const { count, placeOf } =
    places === null ? byLot(applicants, residents.length) : among(applicants, places - residents.length);
  const servers = residents.filter((guest) => guest.serves).length;
  const slotOf = new Map<Int, Int>();
  residents.forEach((guest, i) => {
    slotOf.set(guest.index, guest.serves ? count + i : i);
  });
  for (const carrier of carriers) if (carrier !== NONE) slotOf.set(carrier, CARRIER);
  for (const guest of applicants) {
    const here = residents.length - servers + placeOf(guest);
    slotOf.set(guest.index, !guest.present ? NO_TOWER : isOutside(guest) ? OUTSIDE : here);
  }
  return { count: Math.max(1, residents.length + count), slotOf };
}

type Places = { count: Int; placeOf: (guest: GuestView) => Int };

/** Everybody's lot is a place of its own. */
function byLot(applicants: readonly GuestView[], residents: Int): Places {
  const spare = Math.max(SPARE_SLOTS, COMFORTABLE - residents);
  const room = applicants.length <= spare ? applicants.length : Math.max(spare, residents);
  return { count: Math.max(room, ...applicants.map(({ lot }) => lot + 1)), placeOf: ({ lot }) => lot };
}

/** Lots are drawn for all machines together: where a machine has fewer places, the next one that nobody has. */
function among(applicants: readonly GuestView[], room: Int): Places {
  const here = applicants.filter((guest) => guest.present && !isOutside(guest)).sort((a, b) => a.lot - b.lot);
  const count = Math.max(room, here.length);
  const taken: GuestView[] = [];
  for (const guest of here) {
    let place = guest.lot % count;
    while (taken[place] !== undefined) place = (place + 1) % count;
    taken[place] = guest;
  }
  return { count, placeOf: (guest) => taken.indexOf(guest) };
}

/** A part is asked about itself; its own view fits it by its very name, which the compiler cannot follow. */
function partShapes(view: View): Shape['parts'] {
  const shapes = Object.entries(PARTS).map(([name, part]) => {
    const own = view.parts[name as PartName];
    const { shape } = part as SessionPart<unknown, View, unknown, unknown>;
    return [name, own === null ? null : (shape?.(own, view) ?? null)];
  });
  return Object.fromEntries(shapes);
}

const isLaid = (view: View, what: SessionPart['lays']): boolean =>
  Object.entries(PARTS).some(([name, part]) => {
    const own = view.parts[name as PartName];
    const { lays, isLaying } = part as SessionPart<unknown, View, unknown, unknown>;
    return lays === what && own !== null && (isLaying?.(own) ?? true);
  });

/** How many places there are for those who come and go, where these are not as many as lots. */
function placesOn({ parts, machines, pcpus }: View, m: Int): Int | null {
  const own = pcpus.filter((pcpu) => pcpu.machine === m).length;
  if (parts.platforms !== null) return own + IN_RACK;
  return (parts.mixer === null && parts.hosts === null) || machines.length < 2 ? null : own + BESIDE_MIXER;
}

export function shapeOf(view: View): Shape {
  const inside = view.parts.platforms?.inside ?? null;
  /** the machines that are in the picture: of a rack, one */
  const shown = view.machines.map((_, m) => m).filter((m) => inside === null || m === inside);
  const seated = view.machines.map((_, m) =>
    slots(
      view.guests.filter((guest) => guest.machine === m),
      placesOn(view, m),
    ),
  );
  const machines = shown.map(
    (m): MachineShape => ({
      bands: view.machines[m]?.bands ?? [],
      slots: seated[m]?.count ?? 1,
      domains: view.guests.filter((guest) => guest.machine === m && guest.serves).length,
      pcpus: view.pcpus.flatMap((pcpu) => (pcpu.machine === m ? [pcpu.index] : [])),
      devices: (view.parts.devices?.all ?? []).flatMap((device, d) => (device.machine === m ? [d] : [])),
      blocks: view.machines[m]?.blocks ?? 0,
    }),
  );
  return {
    machines,
    machineOf: view.guests.map((guest) => shown.indexOf(guest.machine)),
    slotOf: view.guests.map((guest) =>
      shown.includes(guest.machine) ? (seated[guest.machine]?.slotOf.get(guest.index) ?? NO_TOWER) : NO_TOWER,
    ),
    under: view.guests.map((guest) => guest.under),
    inner: view.guests.map((guest) => guest.carrier === 'inner'),
    vcpus: view.guests.map((guest) => guest.vcpus.length),
    applicants: view.guests.some((guest) => guest.role === 'applicant'),
    decks: view.verbs.includes('deck'),
    asks: view.verbs.includes('route'),
    latchRoom: view.parts.latch?.room ?? 0,
    geared: view.guests.map(({ index }) => view.parts.modes?.gears.some(({ guest }) => guest === index) ?? false),
    cards: isLaid(view, 'cards'),
    rows: isLaid(view, 'rows'),
    parts: partShapes(view),
  };
}

/** Equal keys = equal layouts. */
export const keyOf = (shape: Shape): string => JSON.stringify(shape);
