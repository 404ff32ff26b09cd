/** The functions of the mechanisms that a world uses, gathered where the core asks for them. */
import { instructionsAt, taskOf } from './access.ts';
import type { Names } from './compile.ts';
import type { Mechanism, Timer } from './mechanism.ts';
import type { Hooks } from './state.ts';
import type { Id, Int } from './types.ts';

/** All names that paths may mention. */
export function namesOf(all: readonly Mechanism[]): Names {
  const keys = (kind: 'tests' | 'effects' | 'waits' | 'registers'): Id[] =>
    all.flatMap((one) => Object.keys(one[kind] ?? {}));
  return {
    tests: new Set(keys('tests')),
    effects: new Set(keys('effects')),
    waits: new Set(keys('waits')),
    registers: new Set([...Object.keys(DRAWN), ...keys('registers')]),
  };
}

/** How many slots a timer has, by what it is per. */
export type Sizes = Readonly<Record<Timer['per'], Int>>;

type Used = Readonly<Record<'tests' | 'effects' | 'waits' | 'registers', readonly Id[]>>;

/** Does a program with these names, or a setup for which it says so, use the mechanism? */
export const mentions = (one: Mechanism, used: Used): boolean =>
  (['tests', 'effects', 'waits', 'registers'] as const).some((kind) =>
    used[kind].some((name) => Object.hasOwn(one[kind] ?? {}, name)),
  );

/** The functions behind names, in the order in which paths mention them. */
function resolved<F>(names: readonly Id[], tables: readonly (Readonly<Record<Id, F>> | undefined)[]): F[] {
  return names.flatMap((name) => {
    const found = tables.find((table) => table !== undefined && Object.hasOwn(table, name))?.[name];
    return found === undefined ? [] : [found];
  });
}

/** Quantities of the operation that a task has drawn: the registers that belong to no mechanism. */
const DRAWN: NonNullable<Mechanism['registers']> = {
  /** how many it stands for */
  'op.count': (w, t) => taskOf(w, t).count,
  /** instructions of the block of code where it happens, and of all its runs */
  'block.instructions': instructionsAt,
  'block.work': (w, t) => instructionsAt(w, t) * taskOf(w, t).count,
};

/** `first`: the slot at which those of the mechanisms begin. */
export function hooksOf(mechanisms: readonly Mechanism[], used: Used, sizes: Sizes, first: Int): Hooks {
  const slots = new Map<Id, Int>();
  const timers: Hooks['timers'][number][] = [];
  for (const { id, timers: own = {} } of mechanisms)
    for (const [name, { per, fire }] of Object.entries(own)) {
      slots.set(`${id}.${name}`, first + timers.length);
      for (let index = 0; index < sizes[per]; index++) timers.push({ fire, index });
    }
  /** what every mechanism that has it says */
  const all = <K extends keyof Mechanism>(key: K): NonNullable<Mechanism[K]>[] =>
    mechanisms.flatMap((one) => {
      const own = one[key];
      return own === undefined || own === null ? [] : [own];
    });
  return {
    tests: resolved(used.tests, all('tests')),
    effects: resolved(used.effects, all('effects')),
    waits: resolved(used.waits, all('waits')),
    registers: resolved(used.registers, [DRAWN, ...all('registers')]),
    expects: used.registers.map((name) => all('expects').find((table) => Object.hasOwn(table, name))?.[name] ?? null),
    timers,
    slots,
    rides: all('ride'),
    awakes: all('awake'),
    lingers: all('linger'),
    yields: all('yields'),
    idles: all('idle'),
    serves: all('serve'),
    shapes: all('shape'),
    drawn: all('drawn'),
    moved: all('moved'),
    turns: all('turn'),
    delays: all('delay'),
    bars: all('bars'),
    pins: all('pin'),
    stops: all('stop'),
    forgets: all('forget'),
    wants: all('want'),
    oldest: all('oldest'),
    overdue: all('overdue'),
    keepsOpen: all('keepOpen'),
    turned: all('turned'),
    forfeits: all('forfeits'),
    urgency: all('urgent'),
    watchful: all('watchful').length > 0,
    wishes: mechanisms.flatMap(({ blocks = {} }) => Object.keys(blocks).filter((block) => blocks[block]?.wish)),
  };
}
