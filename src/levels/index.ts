/** The door of the border. */
export * from './campaign.ts';
export type { Figure, Published } from './costs/figures.ts';
export { checkLevel, type Level, parseLevel, parseRobot } from './level.ts';
export * from './library.ts';
export { type Problem, plain, type Result } from './result.ts';
export { bestLanguage, ownWords } from './words.ts';
