/** A real level played by its reference robot: what the playfield shows of it, without the game around it. */
import { checkLevel, loadLevel, withData } from '../../src/levels/index.ts';
import type { Playfield } from '../../src/playfield/index.ts';
import { createSession, setupOf } from '../../src/session/index.ts';
import type { LogEntry, Robot } from '../../src/sim/index.ts';
import { createWorld } from '../../src/sim/index.ts';
import { POLICIES, playRobot } from '../../src/sim/policies/index.ts';

export type LiveOptions = {
  level: string;
  seed: number;
  robot: 'reference' | 'naive' | 'idle';
  start: number;
  speed: number;
};

/** A level file of one's own, by its address. */
async function fetched(address: string): ReturnType<typeof loadLevel> {
  const response = await fetch(address);
  const file = checkLevel(await response.json());
  return file.ok ? withData(file.value) : file;
}

/** Starts the level, runs to `start` seconds of play at once, and returns what is to be called in each frame. */
export async function live(playfield: Playfield, options: LiveOptions): Promise<() => void> {
  const loaded = options.level.startsWith('/') ? await fetched(options.level) : await loadLevel(options.level);
  if (!loaded.ok) throw new Error(`${options.level}: ${loaded.code} at ${loaded.path}`);
  const { file, models, kernels } = loaded.value;
  const setup = setupOf(file, { models, kernels }, options.seed);
  if (!setup.ok) throw new Error(setup.code);
  const log = playedBy(file.robots[options.robot]);
  const opened = createSession(file, { models, kernels }, { seed: options.seed, tutorial: false });
  if (!opened.ok) throw new Error(opened.code);
  const session = opened.value;
  let next = 0;
  let time = 0;
  const pass = (milliseconds: number): void => {
    for (let left = milliseconds; left > 0; left -= 10) {
      time += Math.min(10, left);
      session.frame(time);
      for (let entry = log[next]; entry && entry.at <= session.view().now; entry = log[++next])
        session.command(entry.c);
    }
  };
  session.frame(0);
  pass(options.start * 1000);
  session.listen((event) => playfield.event(event));
  let last = performance.now();
  return () => {
    const now = performance.now();
    pass(Math.min(100, now - last) * options.speed);
    last = now;
    playfield.show(session.view());
  };

  function playedBy(robot: Robot): LogEntry[] {
    const policy = POLICIES[robot.policy];
    if (!setup.ok || !policy) throw new Error(`no policy is called ${robot.policy}`);
    const world = createWorld(setup.value, models);
    if (!world.ok) throw new Error(`${world.code} at ${world.path}`);
    const second = Math.round((world.world.program.hz * file.playSecondNs) / 1e9);
    return playRobot(world.world, policy, robot, second).log;
  }
}
