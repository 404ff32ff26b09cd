/** The door of the session. */
import type { LevelFile } from '../sim/index.ts';
import type { Session } from './contract.ts';
import { newWorld } from './log.ts';
import { openSession, type SessionOptions } from './session.ts';
import type { LevelData } from './setup.ts';
import { good, type Result } from './untrusted.ts';

export * from './contract.ts';
export { type Verification, verify } from './log.ts';
export { parseRun, runText } from './run.ts';
export type { SessionOptions } from './session.ts';
export { type LevelData, setupOf } from './setup.ts';
export * from './view-model.ts';

/** A legal level → a session that runs at once. Problems: those of `newWorld`. */
export function createSession(file: LevelFile, data: LevelData, options: SessionOptions): Result<Session> {
  const world = newWorld(file, data, options.seed);
  return world.ok ? good(openSession(file, data, options, world.value)) : world;
}
