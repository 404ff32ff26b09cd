/** Ways in which a file can be wrong: a value of it is changed, taken away, doubled or renamed, some of them at once. */
import fc from 'fast-check';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Change = { pick: number; way: 'value' | 'remove' | 'double' | 'rename' | 'move'; value: Json; name: string };

/** names and values that have broken something somewhere before */
const names = fc.oneof(
  fc.constantFrom('toString', 'constructor', '__proto__', 'hasOwnProperty', 'id', '*', '', 'a b', 'x'.repeat(70)),
  fc.constantFrom('a\nb: verified', '\u001b[2J', '\u202e', '../../main', 'length', '0'),
);
const values: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom(0, -1, 1, 0.5, 64, 65, 9999, 1e9, 1e13, 1e15, 2 ** 53 - 1, 2 ** 53, -(2 ** 53)),
  fc.constantFrom(null, true, false),
  names,
  fc.jsonValue({ maxDepth: 2 }).map((value) => value as Json),
);

const change: fc.Arbitrary<Change> = fc.record({
  pick: fc.nat(1_000_000),
  way: fc.constantFrom('value', 'value', 'value', 'remove', 'double', 'rename', 'move'),
  value: values,
  name: names,
});
export const changes = fc.array(change, { minLength: 1, maxLength: 2 });

type Place = { holder: Json[] | { [name: string]: Json }; at: string | number };

function placesIn(data: Json): Place[] {
  if (typeof data !== 'object' || data === null) return [];
  const own: Place[] = Array.isArray(data)
    ? data.map((_, at) => ({ holder: data, at }))
    : Object.keys(data).map((at) => ({ holder: data, at }));
  return own.concat((Array.isArray(data) ? data : Object.values(data)).flatMap(placesIn));
}

const set = (holder: { [name: string]: Json }, name: string, value: Json): void => {
  Object.defineProperty(holder, name, { value, writable: true, enumerable: true, configurable: true });
};

function apply({ holder, at }: Place, { way, value, name }: Change, others: readonly Place[], pick: number): void {
  if (Array.isArray(holder)) {
    const index = Number(at);
    const now = holder[index] ?? null;
    if (way === 'remove') holder.splice(index, 1);
    else if (way === 'double') holder.splice(index, 0, structuredClone(now));
    else holder[index] = way === 'value' ? value : null;
    return;
  }
  const now = holder[at] ?? null;
  if (way === 'remove' || way === 'rename') delete holder[at];
  if (way === 'rename') set(holder, name, now);
  if (way === 'value' || way === 'double') set(holder, String(at), value);
  const other = others[pick % others.length];
  if (way === 'move' && other !== undefined && !Array.isArray(other.holder))
    set(holder, String(at), structuredClone(other.holder[other.at] ?? null));
}

/** A copy of the data with the changes made, one after the other. */
export function changed(data: unknown, all: readonly Change[]): unknown {
  const copy = structuredClone(data) as Json;
  for (const one of all) {
    const places = placesIn(copy);
    const place = places[one.pick % Math.max(1, places.length)];
    if (place !== undefined) apply(place, one, places, one.pick * 7);
  }
  return copy;
}
