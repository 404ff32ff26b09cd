/**
 * What a level's cost models say about its operations: which exit each may become, and which hypercall could replace it.
 * Worked out once per level, from the models as they are written.
 */
import {
  COMPONENT_OF,
  type CostModel,
  type Id,
  type LevelFile,
  OPS,
  type Op,
  type Path,
  type Step,
} from '../sim/index.ts';

export type Catalogue = {
  /** exit reasons that the level's guests can raise, in the order of the operations */
  readonly reasons: readonly Id[];
  /** by machine costs and mode: what to call the hypervisor's work for an operation — its exit reason, else the hypercall that could replace it, else the operation */
  readonly causes: ReadonlyMap<string, Readonly<Partial<Record<Op, Id>>>>;
};

export const modeKey = (costs: Id, mode: Id): string => `${costs}/${mode}`;

function pathsOf(model: CostModel, mode: Id, op: Op): readonly Path[] {
  const methods = model.modes[mode];
  const component = COMPONENT_OF[op];
  return methods === undefined ? [] : (model.paths[`${component}.${methods[component]}`]?.[op] ?? []);
}

function decides(steps: readonly Step[]): Id[] {
  return steps.flatMap((step) => ('decide' in step ? [step.decide] : 'repeat' in step ? decides(step.steps) : []));
}

const exitOf = (model: CostModel, mode: Id, op: Op): Id | undefined =>
  pathsOf(model, mode, op).flatMap((path) => decides(path.steps))[0];

/** The hypercall that some mode of the machine has for an operation. */
function hypercallOf(model: CostModel, op: Op): Id | undefined {
  const tests = Object.keys(model.modes).flatMap((mode) => pathsOf(model, mode, op).flatMap((path) => path.when ?? []));
  return tests.find((test) => test.is === 'enabled' && test.not !== true)?.arg;
}

type Guest = LevelFile['setup']['guests'][number];

/** operations that a guest's workload may come to carry out */
export function demanded({ workload }: Guest): Op[] {
  if ('script' in workload) return workload.script.flatMap((item) => ('op' in item ? [item.op] : []));
  const between = workload.arrivals?.between;
  const phases = between === undefined ? workload.phases : [...workload.phases, between];
  return OPS.filter((op) => phases.some((phase) => (phase.ops[op] ?? 0) > 0));
}

/** modes that a guest may come to run under: its own, the one a port leads to; an applicant, any of its machine */
function modesOf({ setup }: LevelFile, guest: Guest, model: CostModel): Id[] {
  if (guest.enters !== undefined) return Object.keys(model.modes);
  const ported = setup.verbs.includes('port') ? setup.porting?.mode : undefined;
  const given = setup.verbs.includes('mode') ? (guest.choices ?? []).map(({ mode }) => mode) : [];
  return [guest.mode, ...given, ...(ported === undefined ? [] : [ported])];
}

export function catalogueOf(file: LevelFile, models: readonly CostModel[]): Catalogue {
  const causes = new Map<string, Partial<Record<Op, Id>>>();
  for (const model of models) {
    for (const mode of Object.keys(model.modes)) {
      const names = OPS.map((op) => [op, exitOf(model, mode, op) ?? hypercallOf(model, op) ?? op] as const);
      causes.set(modeKey(model.id, mode), Object.fromEntries(names));
    }
  }
  const raised = new Set<Id>();
  for (const guest of file.setup.guests) {
    const costs = file.setup.machines.find((machine) => machine.id === guest.machine)?.costs;
    const model = models.find((candidate) => candidate.id === costs);
    if (!model) continue;
    for (const mode of modesOf(file, guest, model)) {
      for (const op of demanded(guest)) {
        const reason = exitOf(model, mode, op);
        if (reason !== undefined) raised.add(reason);
      }
    }
  }
  const order = [...causes.values()].flatMap((byOp) => Object.values(byOp));
  return { causes, reasons: [...raised].sort((a, b) => order.indexOf(a) - order.indexOf(b)) };
}
