/** Guests: their towers, faces, tapes, shares and profiles. */
import {
  type Cycles,
  cyclesOf,
  drainOf,
  type Id,
  type Int,
  limitsOf,
  NEVER,
  NONE,
  OPS,
  patienceAt,
  type World,
} from '../../sim/index.ts';
import { type Catalogue, modeKey } from '../catalogue.ts';
import { movesOf } from '../past/moods.ts';
import type { Past } from '../past/past.ts';
import { tapeOf } from '../past/tapes.ts';
import { givesUpAt, points } from '../patience.ts';
import { badgeOf, GUEST_COLOURS, type GuestView } from '../view-base.ts';
import { type Lately, share } from './lately.ts';
import { standingOf } from './machines.ts';
import { vcpuView } from './vcpus.ts';

export type Looking = { w: World; past: Past; lately: Lately; catalogue: Catalogue };

const costsOf = (w: World, g: Int): Id => w.setup.machines[w.guests[g]?.machine ?? 0]?.costs ?? '';
const modeOf = (w: World, g: Int): Id => w.program.modes[w.guests[g]?.mode ?? NONE]?.id ?? '';

const LOCK = OPS.indexOf('lock');

/** By cause: how often per million cycles of the guest, and what share of its cycles the hypervisor's work took. */
export function guestProfile({ w, lately, catalogue }: Omit<Looking, 'past'>, g: Int): GuestView['profile'] {
  const names = catalogue.causes.get(modeKey(costsOf(w, g), modeOf(w, g))) ?? {};
  const { all, useful } = lately.guest(g);
  const sums = new Map<Id, { count: Int; cycles: Cycles }>();
  for (const { op, count, cycles } of lately.ops(g)) {
    const name = OPS[op];
    if (name === undefined) continue;
    const cause = names[name] ?? name;
    const sum = sums.get(cause) ?? { count: 0, cycles: 0 };
    sums.set(cause, { count: sum.count + count, cycles: sum.cycles + cycles });
  }
  return [...sums]
    .map(([reason, { count, cycles }]) => ({
      reason,
      perMcycle: useful === 0 ? 0 : Math.floor((count * 1_000_000) / useful),
      cycles: share(cycles, all),
    }))
    .sort((a, b) => b.cycles - a.cycles);
}

/** Part of the stretch for which the guest's calls held the shared kernel's lock. */
function lockShare({ w, lately }: Looking, g: Int): Int {
  const machine = w.guests[g]?.machine ?? NONE;
  const cost = cyclesOf(w.program, machine, w.setup.machines[machine]?.shared?.lockHold ?? '') ?? 0;
  return Math.min(10_000, share(lately.count(g, LOCK) * cost, lately.elapsed));
}

function shareOf(looking: Looking, g: Int, weights: Int): GuestView['share'] {
  const { w, lately } = looking;
  const { all, useful } = lately.guest(g);
  const { hits, misses } = lately.cache(g);
  const cache = w.kept.caches?.[w.guests[g]?.machine ?? NONE];
  return {
    cpu: share(all, lately.capacity),
    useful: share(useful, lately.capacity),
    cache: cache === undefined ? 0 : share(cache.resident[g] ?? 0, cache.pages),
    missing: share(misses, hits + misses),
    locks: lockShare(looking, g),
    calls: share(lately.count(g, LOCK) * w.program.hz, 10_000_000 * lately.elapsed),
    fairCpu: weights === 0 ? 0 : share(w.guests[g]?.weight ?? 0, weights),
  };
}

/** How far a start or a boot has come. A start is a wait; a boot that is not on a pCPU stands still. */
function startsOf(w: World, g: Int): GuestView['starts'] {
  const guest = w.guests[g];
  const spec = w.setup.guests[g];
  if (guest === undefined || spec === undefined) return null;
  if (guest.stage !== 'booting' && guest.stage !== 'starting') return null;
  const { start = 0 } = w.program.modes[guest.mode] ?? {};
  const takes = start > 0 ? start : spec.boot;
  if (guest.stage === 'starting') return { since: guest.stageAt, until: guest.stageAt + takes };
  const task = w.tasks[w.program.guests[g]?.firstTask ?? NONE];
  const pcpu = w.pcpus[task?.pcpu ?? NONE];
  const running = pcpu?.interval === 'boot' ? w.now - pcpu.since : 0;
  const left = Math.max(0, (task?.boot ?? 0) - running);
  return { since: w.now + left - Math.max(left, takes), until: w.now + left };
}

function asksOf(w: World, g: Int): GuestView['asks'] {
  const guest = w.guests[g];
  const enters = w.setup.guests[g]?.enters;
  if (guest?.stage !== 'asking' || enters === undefined) return null;
  return { stay: enters.stay, risk: enters.risk, until: guest.stageAt + (w.knobs.askCycles ?? 0) };
}

const isUp = (stage: GuestView['stage']): boolean => stage === 'up' || stage === 'booting';

/** weights of all guests that run: a fair share is one's own part of them */
export const weightsOf = (w: World): Int =>
  w.guests.reduce((sum, guest) => sum + (isUp(guest.stage) ? guest.weight : 0), 0);

export function guestView(looking: Looking, g: Int, weights: Int, lot: Int, key: Int): GuestView | null {
  const { w, past } = looking;
  const guest = w.guests[g];
  const spec = w.setup.guests[g];
  const compiled = w.program.guests[g];
  if (!guest || !spec || !compiled) return null;
  const tasks = Array.from({ length: compiled.vcpus }, (_, vcpu) => compiled.firstTask + vcpu);
  const pcpu = w.pcpus[w.tasks[compiled.firstTask]?.pcpu ?? NONE];
  const held = pcpu?.interval === 'burst' || pcpu?.interval === 'warm';
  const helps = held && w.tasks[compiled.firstTask]?.request.at === NEVER;
  return {
    index: g,
    id: spec.id,
    badge: badgeOf(g),
    colour: g % GUEST_COLOURS,
    kernel: spec.kernel,
    closed: compiled.kernel.closed,
    mode: modeOf(w, g),
    machine: guest.machine,
    ...standingOf(w, g),
    role: spec.role ?? (spec.enters ? 'applicant' : 'batch'),
    stage: guest.stage,
    present: guest.stage !== 'off' && guest.stage !== 'gone',
    lot,
    key,
    vcpus: tasks.flatMap((t) => vcpuView(w, t) ?? []),
    patience: points(w, g, patienceAt(w, g, w.now)),
    mood: guest.mood,
    drains: drainOf(w, g),
    ...movesOf(past.moods, w, g),
    warned: guest.warned,
    givesUpAt: givesUpAt(w, g),
    reboots: guest.reboots,
    tape: tapeOf(past.tapes, g, w.now),
    irqs: guest.irqs.map(({ line, at, n }) => ({ line, at, n, held, helps })),
    latched: (w.kept.queues ?? [])
      .flatMap(({ requests }) => requests)
      .flatMap(({ task, reason, at }) =>
        w.tasks[task]?.guest === g ? [{ reason: w.program.reasons[reason] ?? '', at }] : [],
      ),
    inbox: guest.inbox.length,
    share: shareOf(looking, g, weights),
    limits: limitsOf(w, g),
    asks: asksOf(w, g),
    profile: guestProfile(looking, g),
    starts: startsOf(w, g),
  };
}
