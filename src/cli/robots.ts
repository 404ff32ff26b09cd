/** Robots on a level: one run, headless. */

import { hertz, setupOf } from '../session/setup.ts';
import {
  type CostModel,
  type Cycles,
  createWorld,
  type Int,
  type Kernel,
  type LevelFile,
  type Robot,
  type World,
} from '../sim/index.ts';
import { type Played, POLICIES, type Policy, playRobot } from '../sim/policies/index.ts';

export type LevelData = { file: LevelFile; models: CostModel[]; kernels: Kernel[] };
export type Finished = Played & { world: World; second: Cycles };

/** A problem that the user can mend, told in one line: what it is about, and what is wrong with it. */
export class Refusal extends Error {
  readonly why: string;
  constructor(what: string, why: string) {
    super(`${what}: ${why}`);
    this.why = why;
  }
}

/** The world of a level at its beginning. `extraPcpus`: for the gate "lock". Throws Refusal when the level is not legal. */
export function worldOf(level: LevelData, seed: Int, extraPcpus: Int = 0): { world: World; second: Cycles } {
  const { file } = level;
  const hz = hertz(file, level);
  const setup = setupOf(file, level, seed);
  if (!setup.ok || hz === null)
    throw new Refusal(file.id, setup.ok ? 'unknownCosts' : `${setup.code} at ${setup.path}`);
  const machines = setup.value.machines.map((machine, m) =>
    m === 0 ? { ...machine, pcpus: machine.pcpus + extraPcpus } : machine,
  );
  const created = createWorld({ ...setup.value, machines }, level.models);
  if (!created.ok) throw new Refusal(file.id, `${created.code} at ${created.path}`);
  return { world: created.world, second: Math.round((file.playSecondNs * hz) / 1_000_000_000) };
}

/** The policy that a robot names. Throws Refusal when there is none. */
export function policyOf(robot: Robot): Policy {
  const policy = Object.hasOwn(POLICIES, robot.policy) ? POLICIES[robot.policy] : undefined;
  if (policy === undefined)
    throw new Refusal(robot.policy, `no such policy; there are ${Object.keys(POLICIES).join(', ')}`);
  return policy;
}

/** Lets a robot play a level on a seed to its end. */
export function runRobot(level: LevelData, seed: Int, robot: Robot, extraPcpus: Int = 0): Finished {
  const { world, second } = worldOf(level, seed, extraPcpus);
  return { ...playRobot(world, policyOf(robot), robot, second), world, second };
}
