/**
 * Platforms: a rack of hosts, each with a bundle of techniques; who is where, who takes turns on what, and who comes next.
 *
 * The whole rack is looked at, or the inside of one host: which, the session knows and no run does.
 */
import {
  type Cycles,
  crowdOn,
  type Id,
  type Int,
  installsUntil,
  memoryLeft,
  NEVER,
  platformOn,
  tenantsOn,
  type World,
} from '../../sim/index.ts';
import type { Ground, Rect } from '../layout-types.ts';
import { RACK } from '../margin.ts';
import type { SessionPart, With } from '../part.ts';
import type { Board } from '../view-base.ts';

/**
 * `platform`: '' where nothing is installed. `offers`: its techniques. `until`: it is being installed until then, NEVER: it is
 * not; `takes`: cycles of that in all. `pcpus`: how many it has. `crowd`: by how much everybody on it is slowed down.
 */
export type HostView = {
  machine: Int;
  platform: Id;
  offers: readonly Id[];
  until: Cycles;
  takes: Cycles;
  memory: { left: Int; all: Int };
  tenants: readonly Int[];
  pcpus: Int;
  crowd: number;
};

/** Whoever will ask within the time that is looked ahead: in so many cycles. */
export type Coming = { guest: Int; in: Cycles; trust: Id; closed: boolean };

export type PlatformsView = {
  whole: boolean;
  /** the host whose inside is in the picture, or was last */
  inside: Int;
  kinds: readonly { id: Id; modes: readonly Id[] }[];
  hosts: readonly HostView[];
  coming: readonly Coming[];
};

/** seconds of play that the list of those who come looks ahead, and how many of them it names */
const AHEAD = 30;
const MOST_COMING = 9;

function hostOf(w: World, machine: Int): HostView {
  const platform = platformOn(w, machine);
  const all = w.setup.machines[machine]?.memory ?? 0;
  return {
    machine,
    platform: platform?.id ?? '',
    offers: platform?.modes ?? [],
    until: installsUntil(w, machine),
    takes: w.setup.platforms?.install ?? 0,
    memory: { left: all === 0 ? 0 : memoryLeft(w, machine), all },
    tenants: tenantsOn(w, machine),
    pcpus: w.pcpus.filter((pcpu) => pcpu.machine === machine).length,
    crowd: crowdOn(w, machine, 0),
  };
}

function comingTo(w: World, within: Cycles): Coming[] {
  const those = w.setup.guests.flatMap(({ enters }, guest): Coming[] => {
    if (enters === undefined || w.guests[guest]?.stage !== 'off' || enters.at > w.now + within) return [];
    const closed = w.program.guests[guest]?.kernel.closed ?? false;
    return [{ guest, in: Math.max(0, enters.at - w.now), trust: enters.trust ?? '', closed }];
  });
  return those.sort((a, b) => a.in - b.in).slice(0, MOST_COMING);
}

type Seen = Board & With<'platforms', PlatformsView>;
type Shape = { hosts: Int; whole: boolean };

/** `boxes`: one for each host. `coming`: who comes next. `out`: from inside. `prompt`: a tutorial's words, while the whole is looked at. */
export type RackPlace = { rack: Rect; boxes: readonly Rect[]; coming: Rect; out: Rect; prompt: Rect | null };

/** At the left edge, below the name of the guests' storey. */
const OUT = { x: 12, y: 120, w: 134, h: 54 } as const;

const GAP = 8;
const FOOT = { coming: 38, prompt: 54 } as const;

function placeIn({ hosts, whole }: Shape, { top }: Ground): RackPlace {
  const y = top + 8;
  const room = RACK.foot - y - FOOT.coming - FOOT.prompt - 2 * GAP;
  const h = room / hosts - GAP;
  const rack = { x: RACK.x, y, w: RACK.w, h: RACK.foot - y };
  const row = (from: number, height: number): Rect => ({ x: RACK.x + GAP, y: from, w: RACK.w - 2 * GAP, h: height });
  const boxes = Array.from({ length: hosts }, (_, n) => row(y + GAP + n * (h + GAP), h));
  const coming = row(y + room + GAP, FOOT.coming);
  return { rack, boxes, coming, out: OUT, prompt: whole ? row(coming.y + coming.h + GAP, FOOT.prompt - GAP) : null };
}

export const platforms: SessionPart<PlatformsView, Seen, Shape, RackPlace> = {
  verbs: ['platform'],
  nothing: { playfield: 'a rack from outside is boxes with words; inside it is the picture of any machine' },
  view({ w, file, looks = { whole: false, inside: 0 } }) {
    if (w.setup.platforms === undefined) return null;
    const second = (file.playSecondNs * w.program.hz) / 1e9;
    return {
      ...looks,
      kinds: w.setup.platforms.kinds.map(({ id, modes }) => ({ id, modes })),
      hosts: w.setup.machines.map((_, m) => hostOf(w, m)),
      coming: comingTo(w, AHEAD * second),
    };
  },
  shape: ({ hosts, whole }) => ({ hosts: hosts.length, whole }),
  place: placeIn,
  situations: {
    /** so many hosts have a platform at least, installed or on its way */
    installed({ installed }, view) {
      const found = (view.parts.platforms?.hosts ?? []).filter(({ platform }) => platform !== '');
      return found.length >= installed ? {} : null;
    },
    /** a host has none */
    bare(_, view) {
      const found = (view.parts.platforms?.hosts ?? []).find(({ platform }) => platform === '');
      return found === undefined ? null : { box: found.machine };
    },
    /** nobody is on a host, and those who come next want what it does not offer */
    idleHost(_, view) {
      const { hosts = [], coming = [] } = view.parts.platforms ?? {};
      const found = hosts.find(
        ({ tenants, until, platform }) => platform !== '' && tenants.length === 0 && until === NEVER,
      );
      return found === undefined || coming.length === 0 ? null : { box: found.machine };
    },
    /** the whole rack is looked at, or the inside of a host */
    whole({ whole }, view) {
      const own = view.parts.platforms;
      if (own === null || own.whole !== whole) return null;
      return whole ? {} : { box: own.inside };
    },
    /** on a host so many take turns for each hundred pCPUs */
    turnsOn({ turnsOn }, view) {
      const found = (view.parts.platforms?.hosts ?? []).find(({ crowd }) => 100 * crowd >= turnsOn);
      return found === undefined ? null : { box: found.machine };
    },
  },
};
