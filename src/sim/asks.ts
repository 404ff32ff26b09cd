/** Which events want a decision: what Step and no hurry run to. Each mechanism says that of its own events. */
import type { Asked } from './mechanism.ts';
import { MECHANISMS } from './mechanisms/index.ts';
import type { EventName, SimEvent } from './messages.ts';
import type { World } from './state.ts';

type Ask = (event: SimEvent, w: World) => Asked | null;

/** By event: the row of the record that asks fits the event by its very key, which the compiler cannot follow. */
const ASKS: ReadonlyMap<EventName, Ask> = new Map(
  MECHANISMS.flatMap(({ asks = {} }) => Object.entries(asks) as [EventName, Ask][]),
);

/** The decision that an event asks for, null when it asks for none. */
export const askedBy = (event: SimEvent, w: World): Asked | null => ASKS.get(event.type)?.(event, w) ?? null;
