/**
 * What a tutorial's steps can ask about the board, each as a function of the view: null when it is not so, else what it
 * was found at. New levels combine these; a new kind of situation is one more line here and in the level's schema.
 */
import { type Bp, type Id, type Int, type LevelFile, NONE, type SharedPart, type Situation } from '../sim/index.ts';
import type { About } from './contract.ts';
import { lostIn, profileOf } from './profile.ts';
import { isTroubled } from './trouble.ts';
import type { GuestView, PcpuView, SharedView, VcpuView, View } from './view-model.ts';

type Found = About | null;

const vcpusOf = (view: View): VcpuView[] => view.guests.flatMap(({ vcpus }) => vcpus);

/** whatever is so of nothing in particular */
const when = (so: boolean, about: About = {}): Found => (so ? about : null);

const guestOf = (view: View, id: Id | undefined): Int =>
  id === undefined ? NONE : view.guests.findIndex((guest) => guest.id === id);

/** The item of which there is most, null when there is none of any. */
function mostOf<T>(items: readonly T[], amount: (item: T) => number): T | null {
  const [first] = [...items].sort((a, b) => amount(b) - amount(a));
  return first !== undefined && amount(first) > 0 ? first : null;
}

const isFree = ({ on, interval, task }: PcpuView): boolean => on && interval === 'idle' && task === NONE;

/** A processor that stands free while somebody could run on it: what no step may let a player overlook. */
export function freePlace(view: View): Found {
  const pcpu = view.pcpus.find(isFree);
  if (pcpu === undefined || !view.verbs.includes('place')) return null;
  const ready = vcpusOf(view).filter(({ state, throttledUntil }) => state === 'ready' && throttledUntil <= view.now);
  const patience = ({ guest }: VcpuView): Int => view.guests[guest]?.patience ?? 0;
  const [first] = ready.sort((a, b) => patience(a) - patience(b) || a.since - b.since);
  return first === undefined ? null : { guest: first.guest, pcpu: pcpu.index };
}

function inState(view: View, { state, guest, pcpu }: Extract<Situation, { state: unknown }>): Found {
  const named = guestOf(view, guest);
  const found = vcpusOf(view).find(
    (vcpu) =>
      vcpu.state === state &&
      (guest === undefined || vcpu.guest === named) &&
      (pcpu === undefined || vcpu.pcpu === pcpu),
  );
  return found === undefined ? null : { guest: found.guest };
}

/** No operation of the guest is on its way through the hypervisor, and none lies in the latch. */
function settled(view: View, id: Id): Found {
  const guest = view.guests[guestOf(view, id)];
  const open = guest?.vcpus.some(({ exit, block }) => exit !== null || block === 'served') ?? false;
  return when(!open && guest?.latched.length === 0);
}

/** The kernel that could be ported and loses most of its guests' time. */
function dearest(view: View): Found {
  const open = view.kernels.filter(({ closed, state }) => !closed && state === 'asIs');
  const kernel = mostOf(open, (one) => lostIn(view, one));
  return kernel === null ? null : { kernel: kernel.id };
}

/** The call in which the guests of a kernel that was, or is being, ported lose most, unless it is enabled. */
function wanted(view: View): Found {
  for (const kernel of view.kernels.filter(({ state }) => state !== 'asIs')) {
    const top = profileOf(view, kernel).find(({ reason }) => view.hypercalls.some(({ id }) => id === reason));
    const call = view.hypercalls.find(({ id }) => id === top?.reason);
    if (call !== undefined && !call.enabled) return { kernel: kernel.id, call: call.id };
  }
  return null;
}

/** A shared thing in trouble, and who takes most of it beyond a due part. */
function short(view: View, file: LevelFile, shared: SharedPart): Found {
  if (view.shared === null || !isTroubled(view.shared, shared)) return null;
  const { pages } = view.shared.cache;
  const taken: Record<SharedPart, (guest: GuestView, of: SharedView) => number> = {
    runQueue: ({ share }) => share.cpu - share.fairCpu,
    cache: ({ share, index }) => (share.cache * pages) / 10_000 - (file.setup.guests[index]?.pages ?? 0),
    locks: ({ share }) => share.locks,
  };
  const here = view.guests.filter(({ present }) => present);
  const user = mostOf(here, (guest) => taken[shared](guest, view.shared as SharedView));
  return user === null ? null : { shared, guest: user.index };
}

/** of what a tenant reads, so much has to be missing from the cache for it to want more pages */
const LACKS: Bp = 500;

const isLimited = ({ limits }: GuestView): boolean => limits.cap > 0 || limits.pageCap > 0 || limits.callLimit > 0;

const guestWho = (view: View, test: (guest: GuestView) => boolean): Found => {
  const guest = view.guests.find(test);
  return guest === undefined ? null : { guest: guest.index };
};

const unwired = (view: View): Id[] =>
  view.reasons.filter((reason) => !view.wires.some((wire) => wire.reason === reason));

/** What is found where a situation is so; null where it is not. */
export function find(situation: Situation, view: View, file: LevelFile): Found {
  if ('state' in situation) return inState(view, situation);
  if ('free' in situation) {
    const pcpu = view.pcpus[situation.free];
    return when(pcpu !== undefined && isFree(pcpu), { pcpu: situation.free });
  }
  if ('busy' in situation) return when(view.pcpus.filter(({ task }) => task !== NONE).length >= situation.busy);
  if ('deck' in situation) return when(view.pcpus.filter(({ deck }) => deck !== NONE).length >= situation.deck);
  if ('held' in situation) {
    const exit = view.exits.find(({ reason, waiting }) => waiting && reason === situation.held);
    return exit === undefined ? null : { guest: exit.guest, pcpu: exit.pcpu };
  }
  if ('quiet' in situation) return when(view.exits.every(({ waiting }) => !waiting));
  if ('offer' in situation)
    return view.offer === null ? null : { wire: view.offer.reason, handler: view.offer.handler };
  if ('wired' in situation) return when(view.reasons.length - unwired(view).length >= situation.wired);
  if ('unwired' in situation) {
    const [wire] = unwired(view);
    return wire === undefined || unwired(view).length < situation.unwired ? null : { wire };
  }
  if ('latched' in situation) {
    const guest = guestOf(view, situation.guest);
    const there = view.latch?.requests.filter((request) => guest === NONE || request.guest === guest).length ?? 0;
    return when(there >= situation.latched, guest === NONE ? { latch: true } : { latch: true, guest });
  }
  if ('settled' in situation) return settled(view, situation.settled);
  if ('pending' in situation)
    return guestWho(view, ({ id, irqs }) => id === situation.pending && irqs.some(({ held }) => held));
  if ('dearest' in situation) return dearest(view);
  if ('wanted' in situation) return wanted(view);
  if ('enabled' in situation) return when(view.hypercalls.filter(({ enabled }) => enabled).length >= situation.enabled);
  if ('short' in situation) return short(view, file, situation.short);
  if ('calm' in situation) return when(view.shared !== null && !isTroubled(view.shared, situation.calm));
  if ('asks' in situation) {
    const found = guestWho(view, ({ asks }) => asks !== null);
    return found === null ? null : { ...found, door: true };
  }
  const limited = view.guests.filter((guest) => guest.present && isLimited(guest));
  if (situation.limits === 'none') return when(limited.length === 0);
  const idle = limited.find(({ share }) => share.missing < LACKS);
  return idle === undefined ? null : { guest: idle.index };
}
