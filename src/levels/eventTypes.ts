/** Every event by name, as data: tutorial steps name events, and a name that does not exist would wait for ever. */
import { EVENT_NAMES } from '../sim/index.ts';

export const EVENT_TYPES = EVENT_NAMES;
