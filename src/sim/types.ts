/**
 * The vocabulary of the simulation: const arrays, the unions made from them, and the shapes of data.
 *
 * Everything here is plain data. All numbers are safe integers; times are cycles of the level's machine, shares are
 * basis points (1/10000). `NEVER` stands for a time that does not come.
 */
export * from './types/base.ts';
export * from './types/costs.ts';
export * from './types/setup.ts';
