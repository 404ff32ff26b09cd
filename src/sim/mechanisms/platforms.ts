/**
 * Platforms: which techniques a host offers. A platform is a bundle of them under one management; a host has one, or none.
 *
 * What it offers decides how anybody may be let in there. It can be exchanged only while nobody is on the host, and
 * installing another one takes a while, in which the host is of no use to anybody. Names of products say what is in the
 * bundle and nothing else: what a technique costs is the machine's cost model's to say.
 */
import { type Context, isHere, setTimer } from '../access.ts';
import type { Mechanism } from '../mechanism.ts';
import type { World } from '../state.ts';
import { type Cycles, type Id, type Int, NEVER, NONE, type Platform } from '../types.ts';

/** Of a machine: the place of its platform among the level's, NONE = none; until when it is being installed, NEVER: it is there. */
type Installed = { kind: Int; until: Cycles };

declare module '../state.ts' {
  interface Kept {
    /** by machine, where a level has platforms */
    platforms?: Installed[];
  }
}
declare module '../messages.ts' {
  interface Events {
    platformChosen: { machine: Int; platform: Id };
    platformReady: { machine: Int; platform: Id };
  }
}

const TIMER = 'platforms.install';

const kindAt = (w: World, n: Int): Platform | null => w.setup.platforms?.kinds[n] ?? null;

/** What is installed on a machine, or being installed; null where nothing is. */
export const platformOn = (w: World, machine: Int): Platform | null =>
  kindAt(w, w.kept.platforms?.[machine]?.kind ?? NONE);

/** Until when a machine is being given its platform, NEVER where it is not. */
export const installsUntil = (w: World, machine: Int): Cycles => w.kept.platforms?.[machine]?.until ?? NEVER;

/** Why nobody can be let in on a machine under a mode, as far as its platform goes; null where it is offered. */
export function platformProblem(w: World, machine: Int, mode: Id): Id | null {
  if (w.kept.platforms === undefined) return null;
  const platform = platformOn(w, machine);
  if (platform === null) return 'noPlatform';
  if (installsUntil(w, machine) !== NEVER) return 'installing';
  return platform.modes.includes(mode) ? null : 'notOffered';
}

/** Those who are on a machine, or start there. */
export const tenantsOn = (w: World, machine: Int): Int[] =>
  w.guests.flatMap(({ stage, machine: on }, g) => (on === machine && isHere(stage) ? [g] : []));

export function install({ w, sink }: Context, machine: Int, platform: Id): void {
  const state = w.kept.platforms?.[machine];
  const { kinds = [], install: takes = 0 } = w.setup.platforms ?? {};
  if (state === undefined) return;
  state.kind = kinds.findIndex(({ id }) => id === platform);
  state.until = w.now + takes;
  setTimer(w, TIMER, machine, state.until);
  sink?.({ type: 'platformChosen', at: w.now, machine, platform });
}

function ready({ w, sink }: Context, machine: Int): void {
  setTimer(w, TIMER, machine, NEVER);
  const state = w.kept.platforms?.[machine];
  if (state === undefined) return;
  state.until = NEVER;
  sink?.({ type: 'platformReady', at: w.now, machine, platform: platformOn(w, machine)?.id ?? '' });
}

export const platforms: Mechanism = {
  id: 'platforms',
  uses: ({ platforms: given }) => given !== undefined,
  keeps: ({ setup }) => ({
    platforms: setup.machines.map(({ platform }) => ({
      kind: (setup.platforms?.kinds ?? []).findIndex(({ id }) => id === platform),
      until: NEVER,
    })),
  }),
  timers: { install: { per: 'machine', fire: ready } },
  events: ['platformChosen', 'platformReady'],
};
