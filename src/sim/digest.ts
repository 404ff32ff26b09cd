/**
 * What of its cost models decides how a run goes, as they are written: the prices that are paid, and of modes, paths,
 * handlers and queues those that can be reached. It is part of a result's identity (session/setup.ts): rows that a level
 * never comes to are not in it, so adding some leaves every old result as it was. It does not depend on the seed, nor on
 * how the core happens to compile.
 */
import type { Program } from './program.ts';
import { COMPONENT_OF, type CostModel, type Id, type Int, OPS, type Op } from './types.ts';

/** The operations that some guest carries out under a mode. */
const opsUnder = (table: Program['modes'][number]['table']): Op[] =>
  OPS.filter((_, op) => (table[op] ?? []).length > 0);

function ofMachine(program: Program, model: CostModel, m: Int): unknown {
  const isHere = ({ machine }: { machine: Int }): boolean => machine === m;
  const handlers = new Set<Id>(program.handlers.filter(isHere).map(({ id }) => id));
  const queues = new Set<Id>(program.queues.filter(isHere).map(({ id }) => id));
  const offered = new Set<Id>(program.drivers.filter(isHere).map(({ id }) => id));
  const drivers = (model.drivers ?? []).filter(({ id }) => offered.has(id));
  const services = program.devices.filter(isHere).map(({ id, service }) => [id, service]);
  return {
    hz: model.hz,
    costs: program.costs.filter(isHere).map(({ id }) => [id, model.costs[id]?.cycles]),
    modes: program.modes.filter(isHere).map(({ id, mode, table }) => {
      const ops = opsUnder(table);
      const pathOf = (op: Op): unknown => model.paths[`${COMPONENT_OF[op]}.${mode[COMPONENT_OF[op]]}`]?.[op];
      return [id, model.modes[id], ops.map((op) => [op, model.native[op], pathOf(op)])];
    }),
    handlers: model.handlers
      .filter(({ id }) => handlers.has(id))
      .map(({ codeBasis: _basis, notFor: _words, ...handler }) => handler),
    queues: (model.queues ?? []).filter(({ id }) => queues.has(id)).map(({ roomBasis: _basis, ...queue }) => queue),
    services,
    // a model without drivers is written as it always was
    ...(drivers.length === 0 ? {} : { drivers }),
  };
}

/** `models`: those that the program was made from. Plain data, equal for equal runs. */
export const digestOf = (program: Program, models: readonly CostModel[]): unknown =>
  program.machines.map(({ costs }, m) => {
    const model = models.find(({ id }) => id === costs);
    return model === undefined ? null : ofMachine(program, model, m);
  });
