/**
 * What of a program decides how a run goes, as plain data: its prices, paths, handlers, modes, machines. It is part of a
 * result's identity (session/setup.ts). Only what can be reached is in a program, so rows of a cost model that a level
 * never comes to are not in here, and adding some leaves every old result as it was. Nothing of it depends on the seed.
 */
import type { Program } from './program.ts';

export function digestOf(program: Program): unknown {
  const { hz, costs, machines, reasons, handlers, modes, paths, queues, services, devices, mechanisms } = program;
  return {
    hz,
    mechanisms,
    machines,
    reasons,
    costs,
    paths,
    queues,
    services,
    handlers: handlers.map((handler) => ({ ...handler, notFor: [...handler.notFor] })),
    // the named mode says again what is compiled, and more that nobody may reach
    modes: modes.map(({ mode: _mode, named: _named, ...mode }) => mode),
    devices: devices.map(({ stream: _stream, ...device }) => device),
  };
}
