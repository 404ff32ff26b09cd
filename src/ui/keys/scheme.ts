/**
 * Which key does what, where keys are fewer than actions: verbs that never stand on the same level may share a key.
 *
 * Actions of the core are on every level and have keys of their own. A verb's action belongs to a family; whoever adds a
 * family says with which others a level may mix it, and only those must keep out of each other's way.
 */

export type ActionKey<Id extends string = string> = {
  id: Id;
  /** place of the key that it begins with, as `KeyboardEvent.code` */
  code: string;
  /** offered on levels with this verb, and shared with other families; null: everywhere */
  of: { verb: string; family: string } | null;
};

export type Scheme<Id extends string = string> = {
  keys: readonly ActionKey<Id>[];
  /** pairs of families that a level may mix */
  mixed: readonly (readonly [string, string])[];
  /** keys for actions whose own was given to another */
  spare: readonly string[];
};

export type BindingsOf<Id extends string> = Readonly<Record<Id, string>>;

/** Can both be offered on one level? */
export function meet({ mixed }: Pick<Scheme, 'mixed'>, a: ActionKey, b: ActionKey): boolean {
  if (a.of === null || b.of === null || a.of.family === b.of.family) return true;
  const [one, other] = [a.of.family, b.of.family];
  return mixed.some(([x, y]) => (x === one && y === other) || (x === other && y === one));
}

/** The actions of a level with these verbs. */
export const offered = <Id extends string>({ keys }: Pick<Scheme<Id>, 'keys'>, verbs: readonly string[]) =>
  keys.filter(({ of }) => of === null || verbs.includes(of.verb));

/** The action that stands in the way of `id` having the key `code`, or undefined. */
export function holderOf<Id extends string>(
  scheme: Scheme<Id>,
  bindings: Partial<BindingsOf<Id>>,
  id: Id,
  code: string,
): ActionKey<Id> | undefined {
  const mine = scheme.keys.find((key) => key.id === id);
  return scheme.keys.find(
    (other) => mine !== undefined && other !== mine && bindings[other.id] === code && meet(scheme, mine, other),
  );
}

/**
 * A key for every action: first what the player chose, then the defaults. Of two choices that are in each other's way the
 * first stands; who finds its default taken gets a spare key, so that new verbs take no key away from anybody.
 */
export function assign<Id extends string>(scheme: Scheme<Id>, chosen: ReadonlyMap<string, string>): BindingsOf<Id> {
  const bindings: Partial<Record<Id, string>> = {};
  const isFree = (id: Id, code: string): boolean => holderOf(scheme, bindings, id, code) === undefined;
  for (const { id } of scheme.keys) {
    const code = chosen.get(id);
    if (code !== undefined && isFree(id, code)) bindings[id] = code;
  }
  const entries = scheme.keys.map(({ id, code }): [Id, string] => {
    const own = bindings[id] ?? [code, ...scheme.spare].find((each) => isFree(id, each)) ?? '';
    bindings[id] = own;
    return [id, own];
  });
  return Object.fromEntries(entries) as BindingsOf<Id>;
}
