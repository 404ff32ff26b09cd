/** The first look at a setup: sizes and ranges. Everything that allocates or loops is bounded before anything is made. */
import type { Problem } from './compile.ts';
import { guestsOn } from './days.ts';
import {
  MAX_CHANNELS,
  MAX_DAYS,
  MAX_DECK,
  MAX_FACTOR,
  MAX_GUESTS,
  MAX_LENGTH,
  MAX_MACHINES,
  MAX_PCPUS,
  MAX_SERVICES,
  MAX_SITES,
  MAX_TROUBLES,
  MAX_UNIT,
  MAX_VCPUS_PER_GUEST,
  MIN_FACTOR,
} from './params.ts';
import type { CodePool, Dist, GuestSpec, Int, Phase, ScriptItem, Setup, Sites } from './types.ts';
import { phasesOf } from './workloads.ts';

export const no = (code: string, path: string): Problem => ({ ok: false, code, path });
const isInt = (value: unknown, least: Int, most: Int): boolean =>
  Number.isSafeInteger(value) && (value as Int) >= least && (value as Int) <= most;

function checkMachines({ machines }: Setup): Problem | null {
  if (!isInt(machines.length, 1, MAX_MACHINES))
    return no(machines.length === 0 ? 'noMachine' : 'outOfRange', 'machines');
  let pcpus = 0;
  for (const [m, machine] of machines.entries()) {
    if (!isInt(machine.pcpus, 1, MAX_PCPUS)) return no('outOfRange', `machines.${m}.pcpus`);
    pcpus += machine.pcpus;
    for (const [d, device] of machine.devices.entries())
      if (!isInt(device.channels, 1, MAX_CHANNELS)) return no('outOfRange', `machines.${m}.devices.${d}.channels`);
  }
  return pcpus > MAX_PCPUS ? no('outOfRange', 'machines') : null;
}

function checkSetup(setup: Setup): Problem | null {
  if (!isInt(setup.seed, 0, 2 ** 32 - 1)) return no('outOfRange', 'seed');
  if (!isInt(setup.length, 1, MAX_LENGTH)) return no('outOfRange', 'length');
  if (!isInt(setup.guests.length, 1, MAX_GUESTS)) return no('outOfRange', 'guests');
  if ((setup.days ?? []).length > MAX_DAYS) return no('outOfRange', 'days');
  for (const [id, { through, after, each }] of Object.entries(setup.admission?.trusts ?? {}))
    if (!isInt(through.length, 1, MAX_DECK) || !isInt(after, 1, MAX_LENGTH) || !isInt(each, 1, MAX_LENGTH))
      return no('outOfRange', `admission.trusts.${id}`);
  if (setup.platforms !== undefined && !isInt(setup.platforms.install, 1, MAX_LENGTH))
    return no('outOfRange', 'platforms.install');
  const cards = (setup.episodes?.kinds ?? []).reduce((sum, { weight }) => sum + weight, 0);
  if (cards > MAX_TROUBLES) return no('outOfRange', 'episodes.kinds');
  for (const [k, { factorBp }] of (setup.episodes?.kinds ?? []).entries())
    if (!isInt(factorBp, MIN_FACTOR, MAX_FACTOR)) return no('outOfRange', `episodes.kinds.${k}.factorBp`);
  const { kind, slice } = setup.scheduler;
  if ((kind === 'roundRobin' || kind === 'fair') && !isInt(slice, 1, MAX_LENGTH))
    return no('outOfRange', 'scheduler.slice');
  if (!isInt((setup.services ?? []).length, 0, MAX_SERVICES)) return no('outOfRange', 'services');
  for (const [s, { own }] of (setup.services ?? []).entries())
    if (own !== undefined && !isInt(own.every, 1, MAX_LENGTH)) return no('outOfRange', `services.${s}.own.every`);
  return null;
}

const isDeck = (dist: Dist | undefined): boolean => isInt(dist?.deck ?? 1, 1, MAX_DECK);

/** Does a list of items let time pass, or end? One that only follows an operation does. */
const passes = (items: readonly ScriptItem[]): boolean =>
  items.some((item) => ('burst' in item && item.burst > 0) || ('sleep' in item && item.sleep > 0));

/** A pool that there is, cut into equal parts, none of them too large for a deck. */
function checkSites(
  { pool: id, draw, parts = 1, markedBp = 0 }: Sites,
  pools: readonly CodePool[],
  path: string,
): Problem | null {
  const pool = pools.find((one) => one.id === id);
  if (pool === undefined) return no('noSuchPool', path);
  const isCut = isInt(parts, 1, pool.blocks) && pool.blocks % parts === 0;
  const isDealt = draw !== 'dealt' || pool.blocks / parts <= MAX_DECK;
  return isCut && isDealt && isInt(markedBp, 0, 10_000) ? null : no('outOfRange', path);
}

function checkCode(pools: readonly CodePool[], path: string): Problem | null {
  let blocks = 0;
  for (const [n, pool] of pools.entries()) {
    const isBlocks = isInt(pool.blocks, 1, MAX_SITES) && isInt(pool.instructions.mean, 1, MAX_UNIT);
    if (!isBlocks || !isDeck(pool.instructions)) return no('outOfRange', `${path}.${n}`);
    if (pools.findIndex(({ id }) => id === pool.id) < n) return no('duplicateId', `${path}.${n}`);
    blocks += pool.blocks;
  }
  return blocks > MAX_SITES ? no('outOfRange', path) : null;
}

function checkPhase(phase: Phase, pools: readonly CodePool[], path: string): Problem | null {
  const total = Object.values(phase.ops).reduce((sum, weight) => sum + weight, 0);
  const isFair = [phase.burst, phase.sleep, phase.every].every(isDeck) && (phase.dealt !== true || total <= MAX_DECK);
  if (!isFair || !isInt(phase.burst.mean, 1, MAX_LENGTH)) return no('outOfRange', path);
  for (const [op, sites] of Object.entries(phase.sites ?? {})) {
    const problem = checkSites(sites, pools, `${path}.sites.${op}`);
    if (problem !== null) return problem;
  }
  for (const [op, chain] of Object.entries(phase.chains ?? {}))
    if (!isInt(chain.length, 1, 16)) return no('outOfRange', `${path}.chains.${op}`);
  return isInt(phase.kernelBp ?? 0, 0, 10_000) ? null : no('outOfRange', `${path}.kernelBp`);
}

function checkWorkload(spec: GuestSpec, path: string): Problem | null {
  const { workload } = spec;
  if ('script' in workload) {
    if (!isInt(workload.script.length, 1, 10_000)) return no('outOfRange', `${path}.script`);
    return workload.loop && !passes(workload.script) ? no('scriptStandsStill', `${path}.script`) : null;
  }
  if (workload.phases.length === 0) return no('noPhase', path);
  const { arrivals } = workload;
  if (arrivals !== undefined && !isInt(arrivals.rounds, 1, 1000)) return no('outOfRange', `${path}.arrivals.rounds`);
  if (!isDeck(arrivals?.every)) return no('outOfRange', `${path}.arrivals.every`);
  for (const phase of phasesOf(spec)) {
    const problem = checkPhase(phase, spec.code ?? [], `${path}.phases`);
    if (problem !== null) return problem;
  }
  return null;
}

function checkGuest(setup: Setup, spec: GuestSpec, path: string): Problem | null {
  if (!isInt(spec.vcpus, 1, MAX_VCPUS_PER_GUEST)) return no('outOfRange', `${path}.vcpus`);
  if (!isInt(spec.weight, 1, 65_536)) return no('outOfRange', `${path}.weight`);
  if (!isInt(spec.footprint, 0, 1_000_000)) return no('outOfRange', `${path}.footprint`);
  if (!isInt(spec.boot, 0, MAX_LENGTH)) return no('outOfRange', `${path}.boot`);
  if (!setup.kernels.some((kernel) => kernel.id === spec.kernel)) return no('noSuchKernel', `${path}.kernel`);
  if (!setup.machines.some((machine) => machine.id === spec.machine)) return no('noSuchMachine', `${path}.machine`);
  const { work = 1, memory = 0 } = spec.enters ?? {};
  if (!isInt(work, 1, MAX_LENGTH) || !isInt(memory, 0, MAX_LENGTH)) return no('outOfRange', `${path}.enters`);
  if (spec.goal !== undefined && !isInt(spec.goal.patience, 1, MAX_LENGTH))
    return no('outOfRange', `${path}.goal.patience`);
  const code = checkCode(spec.code ?? [], `${path}.code`);
  if (code !== null) return code;
  return checkWorkload(spec, `${path}.workload`);
}

/** Every guest on every day, so that whether a level is legal does not depend on the seed. */
function checkGuests(setup: Setup): Problem | null {
  for (const [d, workloads] of (setup.days ?? []).entries()) {
    const stranger = Object.keys(workloads).find((id) => !setup.guests.some((guest) => guest.id === id));
    if (stranger !== undefined) return no('noSuchGuest', `days.${d}.${stranger}`);
  }
  for (let day = 0; day <= (setup.days?.length ?? 0); day++)
    for (const [g, spec] of guestsOn(setup, day).entries()) {
      const problem = checkGuest(setup, spec, day === 0 ? `guests.${g}` : `days.${day - 1}.${spec.id}`);
      if (problem !== null) return problem;
    }
  return null;
}

/** The first thing of a setup that is out of bounds, null if nothing is. */
export const checkBounds = (setup: Setup): Problem | null =>
  checkSetup(setup) ?? checkMachines(setup) ?? checkGuests(setup);
