/** What a complete set of parts is: each has a file of its name, listed, in every layer in which it shows something. */
import type { SessionPart } from '../../src/session/part.ts';
import { PART_LAYERS, type PartLayer } from '../../src/session/part.ts';

type Rooted = Pick<SessionPart, 'verbs' | 'nothing'>;
export type Parts = {
  roots: Readonly<Record<string, Rooted>>;
  /** by layer, the names in its index */
  listed: Readonly<Record<PartLayer, readonly string[]>>;
  /** every verb that a level may allow, every mechanism of the core, and the parts that its commands say they belong to */
  verbs: readonly string[];
  mechanisms: readonly string[];
  commands: readonly { name: string; part: string }[];
};

/** Mechanisms that are seen in what another part shows. */
const SHOWN_BY: ReadonlyMap<string, string> = new Map([
  ['halting', 'scheduling'], // a state of vCPUs
  ['power', 'scheduling'], // a socket that is dark
  ['services', 'scheduling'], // tasks that take turns on sockets, too
  ['queues', 'latch'], // the queue that a command drains
  ['violations', 'guests'], // what a guest suffers
  ['idling', 'scheduling'], // what a switch takes
  ['waits', 'guests'], // how long it has waited, at its place
]);
const partOf = (name: string): string => SHOWN_BY.get(name) ?? name;

/** Where a part of this name stands in each layer. */
const FILE: Readonly<Record<PartLayer, (name: string) => string>> = {
  playfield: (name) => `playfield/parts/${name}.ts`,
  ui: (name) => `ui/play/parts/${name}.tsx`,
  audio: (name) => `audio/parts/${name}.ts`,
  text: (name) => `text/en/parts/${name}.ts`,
};

/** A reason is a sentence, or most of one. */
const SAYS_WHY = /\S+ \S+ \S+/;

function problemIn(layer: PartLayer, name: string, root: Rooted, listed: boolean, there: boolean): string | null {
  const file = FILE[layer](name);
  const why = root.nothing?.[layer];
  if (why !== undefined) {
    if (there || listed) return `${file} is there, though its root says that it shows nothing`;
    return SAYS_WHY.test(why) ? null : `session/parts/${name}.ts does not say why it shows nothing in ${layer}`;
  }
  if (!there) return `${file} is missing`;
  return listed ? null : `${file} is not in its index: npm run lists`;
}

/** @param exists is there such a file under src? */
export function problemsOf(
  { roots, listed, verbs, mechanisms, commands }: Parts,
  exists: (file: string) => boolean,
): string[] {
  const entries = Object.entries(roots);
  const files = entries.flatMap(([name, root]) => [
    ...(exists(`session/parts/${name}.ts`) ? [] : [`session/parts/${name}.ts is missing`]),
    ...PART_LAYERS.flatMap(
      (layer) => problemIn(layer, name, root, listed[layer].includes(name), exists(FILE[layer](name))) ?? [],
    ),
  ]);
  const rootless = PART_LAYERS.flatMap((layer) =>
    listed[layer]
      .filter((name) => !Object.hasOwn(roots, name))
      .map((name) => `${FILE[layer](name)} has no session/parts/${name}.ts`),
  );
  const owners = (verb: string): string[] =>
    entries.filter(([, root]) => root.verbs.some((own) => own === verb)).map(([name]) => name);
  const orphans = verbs.flatMap((verb) => {
    const found = owners(verb);
    if (found.length === 1) return [];
    return found.length === 0
      ? [`the verb ${verb} belongs to no part`]
      : [`the verb ${verb} belongs to ${found.join(', ')}`];
  });
  const unseen = mechanisms
    .filter((name) => !Object.hasOwn(roots, partOf(name)))
    .map((name) => `session/parts/${partOf(name)}.ts is missing: the mechanism ${name} shows nothing`);
  const astray = commands
    .filter(({ part }) => !Object.hasOwn(roots, partOf(part)))
    .map(({ name, part }) => `session/parts/${partOf(part)}.ts is missing: the command ${name} belongs to ${part}`);
  return [...files, ...rootless, ...orphans, ...unseen, ...astray];
}
