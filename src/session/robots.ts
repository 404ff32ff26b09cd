/**
 * Robots for what a run is compared with. A file of its own, which a run does not need: the debrief fetches it, and with
 * it all policies.
 */
import { POLICIES, playRobot } from '../sim/policies/index.ts';
import type { Player } from './compare.ts';

/** Plays a level's robot to the end of a world; false, and nothing done, when there is no policy of its name. */
export const play: Player = (world, robot, second) => {
  const policy = Object.hasOwn(POLICIES, robot.policy) ? POLICIES[robot.policy] : undefined;
  if (policy === undefined) return false;
  playRobot(world, policy, robot, second);
  return true;
};
