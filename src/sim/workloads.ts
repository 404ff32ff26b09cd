/** Workloads compiled: phases and scripts as tables, and which operations a guest may come to carry out. */
import { MAX_UNIT } from './params.ts';
import type { CompiledPhase, CompiledSites, ScriptedItem } from './program.ts';
import { sampleAt } from './rng.ts';
import {
  type CodePool,
  type GuestSpec,
  type Int,
  NEVER,
  NONE,
  OPS,
  type Op,
  type Phase,
  type ScriptItem,
  type Sites,
} from './types.ts';

/** Instructions of every block of a guest's code, by site: pools follow each other. */
export const codeOf = (pools: readonly CodePool[], of: Int): Int[] =>
  pools
    .flatMap(({ blocks, instructions }) => new Array<CodePool['instructions']>(blocks).fill(instructions))
    .map((dist, site) => Math.min(MAX_UNIT, sampleAt(dist, of, site)));

/** What a phase's sites are compiled with: its guest's pools, and the phases in whose row it stands. */
export type Around = { pools: readonly CodePool[]; phases: readonly Phase[]; chains: (readonly ScriptedItem[])[] };

const uses = ({ sites = {} }: Phase, pool: CodePool): boolean =>
  Object.values(sites).some((one) => one.pool === pool.id);

/** Null where the guest has no such pool, which the bounds do not let through. */
function sitesOf({ pool: id, draw, parts = 1, markedBp = 0 }: Sites, place: Int, around: Around): CompiledSites | null {
  const index = around.pools.findIndex((pool) => pool.id === id);
  const pool = around.pools[index];
  if (pool === undefined) return null;
  return {
    first: around.pools.slice(0, index).reduce((sum, { blocks }) => sum + blocks, 0),
    span: pool.blocks / parts,
    parts,
    turn: around.phases.filter((one, n) => n < place && uses(one, pool)).length,
    turns: around.phases.filter((one) => uses(one, pool)).length,
    draw,
    markedBp,
  };
}

export function compileItem(item: ScriptItem): ScriptedItem {
  const nothing = { burst: 0, op: NONE, count: 1, sleep: 0, site: NONE };
  if ('burst' in item) return { ...nothing, burst: item.burst };
  if ('sleep' in item) return { ...nothing, op: OPS.indexOf('halt'), sleep: item.sleep };
  return { ...nothing, op: OPS.indexOf(item.op), count: item.count ?? 1, site: item.site ?? NONE };
}

/** `place`: of the phase in its row. What follows an operation is added to `around.chains`, and named by its index. */
export function compilePhase(phase: Phase, place: Int, around: Around): CompiledPhase {
  const ops = OPS.filter((op) => (phase.ops[op] ?? 0) > 0);
  let total = 0;
  const upTo = ops.map((op) => (total += phase.ops[op] ?? 0));
  const sites = ops.map((op) => phase.sites?.[op]);
  return {
    until: phase.until ?? NEVER,
    burst: phase.burst,
    sleep: phase.sleep ?? null,
    every: phase.every ?? null,
    ops: ops.map((op) => OPS.indexOf(op)),
    upTo,
    counts: ops.map((op) => phase.count?.[op] ?? 1),
    total,
    dealt: phase.dealt ?? false,
    sites: sites.map((one) => (one === undefined ? null : sitesOf(one, place, around))),
    chains: ops.map((op) => {
      const chain = phase.chains?.[op];
      return chain === undefined || chain.length === 0 ? NONE : around.chains.push(chain.map(compileItem)) - 1;
    }),
    kernelBp: phase.kernelBp ?? 0,
  };
}

/** Every phase of a workload, that between requests included; none of a script. */
export function phasesOf({ workload }: Pick<GuestSpec, 'workload'>): Phase[] {
  if ('script' in workload) return [];
  const between = workload.arrivals?.between;
  return between === undefined ? workload.phases : [...workload.phases, between];
}

const opsIn = (items: readonly ScriptItem[]): Op[] =>
  items.flatMap((item) => ('op' in item ? [item.op] : 'sleep' in item ? ['halt' as const] : []));

/** The operations that a guest may come to carry out. */
export function opsOf(spec: Pick<GuestSpec, 'workload'>): Op[] {
  const { workload } = spec;
  const all = new Set<Op>('script' in workload ? opsIn(workload.script) : []);
  // whoever has nothing left to do halts: after the script, and between requests
  if ('script' in workload ? !workload.loop : workload.arrivals !== undefined) all.add('halt');
  for (const phase of phasesOf(spec)) {
    for (const op of OPS) if ((phase.ops[op] ?? 0) > 0) all.add(op);
    for (const chain of Object.values(phase.chains ?? {})) for (const op of opsIn(chain)) all.add(op);
  }
  return OPS.filter((op) => all.has(op));
}
