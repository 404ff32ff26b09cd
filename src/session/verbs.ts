/** What levels may let their players do, for whoever lists it. */
export { VERBS } from '../sim/index.ts';
