/** Drivers: who talks to an emulated card, knock by knock, who has a driver, and who is being given one. */
import {
  bootCost,
  type Cycles,
  DRIVER_PACKETS,
  type Id,
  type Int,
  NEVER,
  NONE,
  quote,
  type Traffic,
  type World,
} from '../../sim/index.ts';
import type { Found, SessionPart, With } from '../part.ts';
import { bears } from '../patience.ts';
import type { Board } from '../view-base.ts';

export type DriverView = {
  guest: Int;
  /** the driver that it might have */
  driver: Id;
  has: boolean;
  /** it is being given it, since then: so many packets are still to come, of so many */
  due: boolean;
  left: Int;
  of: Int;
  from: Cycles;
  /** what it would take to give it to it */
  price: Cycles;
  /** the restart in it, and how long it bears being away from now on */
  away: Cycles;
  bears: Cycles;
  /** it came with it */
  built: boolean;
  traffic: Traffic;
  up: boolean;
  booting: boolean;
};

export type DriversView = { guests: readonly (DriverView | null)[] };

type Seen = Board & With<'drivers', DriversView>;

function driverView(w: World, g: Int): DriverView | null {
  const state = w.kept.drivers?.[g];
  const traffic = w.kept.traffic?.[g];
  const guest = w.guests[g];
  const d = w.program.drivers.findIndex(({ machine }) => machine === guest?.machine);
  const driver = w.program.drivers[d]?.id;
  if (state === undefined || traffic === undefined || driver === undefined) return null;
  if (guest === undefined || guest.stage === 'off' || guest.stage === 'gone') return null;
  const built = (w.setup.guests[g]?.drivers ?? []).includes(driver);
  return {
    guest: g,
    driver,
    has: state.has[d] === true,
    due: state.due !== NONE,
    left: state.left,
    of: w.knobs[DRIVER_PACKETS] ?? 1,
    from: state.from,
    price: quote(w, { do: 'install', guest: g, driver }).total,
    away: bootCost(w, g, guest.nextMode),
    bears: bears(w, g),
    built,
    traffic: { ...traffic },
    up: guest.stage === 'up',
    booting: guest.stage === 'booting',
  };
}

/** Without a driver, and not on the way to one. */
export const lacksDriver = ({ up, has, due }: DriverView): boolean => up && !has && !due;

/** It would give up before it is back from the restart. */
export const isTooLong = ({ away, bears }: DriverView): boolean => away > bears;

const first = (view: Seen, test: (one: DriverView) => boolean): Found => {
  const found = (view.parts.drivers?.guests ?? []).find((one) => one !== null && test(one));
  return found == null ? null : { guest: found.guest, driver: true };
};

export const drivers: SessionPart<DriversView, Seen> = {
  verbs: ['install'],
  lays: 'cards',
  view({ w }) {
    if (w.kept.drivers === undefined) return null;
    return { guests: w.guests.map((_, g) => driverView(w, g)) };
  },
  situations: {
    volleys: ({ volleys }, view) => first(view, (one) => lacksDriver(one) && one.traffic.knocks >= volleys),
    driverless: (_, view) => first(view, (one) => lacksDriver(one) && !isTooLong(one) && one.traffic.knocks > 0),
    tooLong: (_, view) => first(view, (one) => lacksDriver(one) && isTooLong(one)),
    fetching: (_, view) => first(view, ({ due }) => due),
    letters: ({ letters }, view) =>
      first(
        view,
        ({ built, has, up, traffic }) => up && has && !built && traffic.letters >= letters && traffic.at !== NEVER,
      ),
  },
};
