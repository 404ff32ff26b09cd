/** The second look at a setup, once it is compiled: everything that names something else names something that exists. */
import { no } from './bounds.ts';
import type { Problem } from './compile.ts';
import { guestsOn } from './days.ts';
import type { Knob, Mechanism } from './mechanism.ts';
import { MECHANISMS } from './mechanisms/index.ts';
import { modeProblem } from './mechanisms/modes.ts';
import { isMetric } from './metrics.ts';
import { modeIndex, type Program, pathProblem } from './program.ts';
import { type GuestSpec, type Id, NONE, OPS, type Setup } from './types.ts';
import { opsOf } from './workloads.ts';

type Check = (setup: Setup, program: Program, used: readonly Mechanism[]) => Problem | null;

const isTwice = (ids: readonly Id[]): boolean => new Set(ids).size !== ids.length;

const ids: Check = ({ guests, machines, goals, services = [] }) => {
  if (isTwice(guests.map(({ id }) => id))) return no('duplicateId', 'guests');
  if (isTwice(machines.map(({ id }) => id))) return no('duplicateId', 'machines');
  // a service is one of its machine's: another machine may have one of the same name
  if (isTwice(services.map(({ id, machine }) => `${machine}/${id}`))) return no('duplicateId', 'services');
  return isTwice(goals.map(({ id }) => id)) ? no('duplicateId', 'goals') : null;
};

const services: Check = ({ services: all = [], guests, machines }) => {
  for (const [s, { machine, guest }] of all.entries()) {
    if (!machines.some(({ id }) => id === machine)) return no('noSuchMachine', `services.${s}.machine`);
    if (guest === undefined) continue;
    const server = guests.find(({ id }) => id === guest);
    if (server === undefined) return no('noSuchGuest', `services.${s}.guest`);
    // a driver domain has the machine's devices: it stays where these are, from the start
    const moves = (server.choices ?? []).some((choice) => choice.machine !== machine);
    if (server.machine !== machine || server.enters !== undefined || moves)
      return no('domainMoves', `services.${s}.guest`);
  }
  return null;
};

/** A driver is admitted to a guest that has a machine's devices, and stays there. */
const domainDrivers: Check = ({ domainDrivers: rows = [], guests, services: all = [] }) => {
  const n = rows.findIndex(({ domain, machine }) => {
    const server = guests.find(({ id }) => id === domain);
    return server?.machine !== machine || !all.some(({ guest }) => guest === domain);
  });
  return n < 0 ? null : no('noSuchGuest', `domainDrivers.${n}.domain`);
};

/** A guest can run under the mode that it starts in, and under all that it may be given. */
const modes: Check = (setup, program) => {
  const on = (id: Id): number => setup.machines.findIndex((machine) => machine.id === id);
  for (const [g, spec] of setup.guests.entries()) {
    const starts =
      spec.enters === undefined || spec.enters.already === true
        ? [{ mode: spec.mode, machine: spec.machine, at: 'mode' }]
        : [];
    const choices = setup.verbs.includes('mode') ? (spec.choices ?? []) : [];
    for (const { mode, machine, at } of [...starts, ...choices.map((one, n) => ({ ...one, at: `choices.${n}` }))]) {
      const problem = modeProblem(setup, program, g, mode, on(machine));
      if (problem !== null) return no(problem, `guests.${g}.${at}`);
    }
  }
  return null;
};

/** Every guest can carry out, under whatever mode it is given, whatever it does on any day. Ports are checked when asked for. */
const operations: Check = (setup, program) => {
  const on = (id: Id): number => setup.machines.findIndex((machine) => machine.id === id);
  const hosts = setup.machines.map(({ id }) => id);
  const given = (spec: GuestSpec): { mode: Id; machine: Id }[] => [
    ...(spec.enters === undefined ? [spec.mode] : (setup.admission?.modes ?? [])).flatMap((mode) =>
      (spec.enters !== undefined && setup.platforms !== undefined ? hosts : [spec.machine]).map((machine) => ({
        mode,
        machine,
      })),
    ),
    ...(setup.verbs.includes('mode') ? (spec.choices ?? []) : []),
  ];
  for (let day = 0; day <= (setup.days?.length ?? 0); day++)
    for (const [g, spec] of guestsOn(setup, day).entries())
      for (const { mode, machine } of given(spec)) {
        const row = modeIndex(program.modes, on(machine), mode);
        // who may not be let in under a mode need not be able to work under it
        if (row === NONE || modeProblem(setup, program, g, mode, on(machine)) !== null) continue;
        for (const op of opsOf(spec)) {
          const problem = pathProblem(program, row, OPS.indexOf(op));
          const where = day === 0 ? `guests.${g}.workload` : `days.${day - 1}.${spec.id}`;
          if (problem !== null) return no(problem, `${where}: ${op}`);
        }
      }
  return null;
};

const rules: Check = (setup, { handlers, reasons }) => {
  for (const [r, { handler, reason, guest }] of setup.rules.entries()) {
    const found = handlers.filter(({ id }) => id === handler);
    if (found.length === 0) return no('noSuchHandler', `rules.${r}`);
    if (!found.every((one) => one.reasons.includes(reasons.indexOf(reason))))
      return no('handlerNotForReason', `rules.${r}`);
    if (guest !== '*' && !setup.guests.some(({ id }) => id === guest)) return no('noSuchGuest', `rules.${r}`);
  }
  return null;
};

const goals: Check = (setup, _, used) => {
  for (const [n, { metric, of, atLeast, atMost }] of setup.goals.entries()) {
    if (!isMetric(metric, used)) return no('noSuchMetric', `goals.${n}.metric`);
    const isMeant = ({ id, role }: GuestSpec): boolean => of === 'all' || of === 'least' || id === of || role === of;
    if (of !== undefined && !setup.guests.some(isMeant)) return no('noSuchGuest', `goals.${n}.of`);
    if ((atLeast === undefined) === (atMost === undefined)) return no('oneBound', `goals.${n}`);
  }
  return null;
};

/** Whoever asks is trusted as far as the level says of somebody. */
const trusts: Check = ({ guests, admission }) => {
  const g = guests.findIndex(
    ({ enters }) => enters?.trust !== undefined && !Object.hasOwn(admission?.trusts ?? {}, enters.trust),
  );
  return g < 0 ? null : no('noSuchTrust', `guests.${g}.enters.trust`);
};

/** What a platform offers is a way in; what is installed on a machine is a platform of the level. */
const platforms: Check = ({ platforms: given, admission, machines, guests }) => {
  const kinds = given?.kinds ?? [];
  if (isTwice(kinds.map(({ id }) => id))) return no('duplicateId', 'platforms.kinds');
  const odd = kinds.findIndex(({ modes: offered }) => offered.some((mode) => admission?.modes.includes(mode) !== true));
  if (odd >= 0) return no('noSuchMode', `platforms.kinds.${odd}.modes`);
  const m = machines.findIndex(({ platform }) => platform !== undefined && !kinds.some(({ id }) => id === platform));
  if (m >= 0) return no('noSuchPlatform', `machines.${m}.platform`);
  const offers = (host: Id, mode: Id): boolean => {
    const installed = machines.find(({ id }) => id === host)?.platform;
    return kinds.some(({ id, modes: offered }) => id === installed && offered.includes(mode));
  };
  const g = guests.findIndex(
    ({ enters, machine, mode }) => given !== undefined && enters?.already === true && !offers(machine, mode),
  );
  return g < 0 ? null : no('noSuchMode', `guests.${g}.mode`);
};

const KNOBS: ReadonlyMap<Id, Knob> = new Map(MECHANISMS.flatMap(({ knobs = {} }) => Object.entries(knobs)));

const inRange = (value: number, { least, most }: Knob): boolean =>
  Number.isSafeInteger(value) && value >= least && value <= most;

/** A knob is one that some mechanism declares, and what it is set to, or may be set to, is in its range. */
const knobs: Check = (setup) => {
  for (const [id, value] of Object.entries(setup.knobs)) {
    const knob = KNOBS.get(id);
    if (knob === undefined) return no('noSuchKnob', `knobs.${id}`);
    if (!inRange(value, knob)) return no('outOfRange', `knobs.${id}`);
  }
  for (const [n, { knob: id, values, per, total }] of (setup.tunables ?? []).entries()) {
    const knob = KNOBS.get(id);
    if (knob === undefined) return no('noSuchKnob', `tunables.${n}.knob`);
    if (values.length === 0 || values.some((value) => !inRange(value, knob)))
      return no('outOfRange', `tunables.${n}.values`);
    const first = Object.hasOwn(setup.knobs, id) ? (setup.knobs[id] ?? knob.first) : knob.first;
    if (total !== undefined && (per === 'machine' || first * setup.guests.length > total))
      return no('outOfRange', `tunables.${n}.total`);
  }
  return isTwice((setup.tunables ?? []).map(({ knob }) => knob)) ? no('duplicateId', 'tunables') : null;
};

const CHECKS: readonly Check[] = [
  ids,
  services,
  domainDrivers,
  modes,
  rules,
  goals,
  trusts,
  platforms,
  knobs,
  operations,
];

/** The first thing that does not fit together, null if all does. */
export function checkLegal(setup: Setup, program: Program, used: readonly Mechanism[]): Problem | null {
  for (const check of CHECKS) {
    const problem = check(setup, program, used);
    if (problem !== null) return problem;
  }
  return null;
}
