/** Hands at a desk: whoever asks, or is there, is given a technique and a machine by the mixer, by the hosts or by the ways in. */
import { type Command, type Id, type Int, NONE } from '../src/sim/index.ts';
import { machinesIn, mixersIn, namesOf } from '../src/ui/play/mixing.ts';
import { press, type Table } from './shotsTable.ts';

type Settled = Extract<Command, { do: 'admit' | 'refuse' | 'setMode' }>;

/** Is there a desk at which this is done? */
export const hasDesk = ({ session }: Table): boolean => {
  const { parts } = session.view();
  return parts.mixer !== null || parts.hosts !== null || parts.walls !== null;
};

/** Who names no machine means the one at which it is asked. */
const isSame = (way: { mode: Id; machine: Int }, { mode, machine }: { mode?: Id; machine?: Int }, home: Int): boolean =>
  way.mode === mode && way.machine === (machine ?? home);

/** One press on a way in does it; below them is the one that refuses. */
async function onCard({ page, session }: Table, command: Settled): Promise<void> {
  const { ways = [], home = NONE } = session.view().parts.walls?.card ?? {};
  const index = command.do === 'refuse' ? ways.length : ways.findIndex((way) => isSame(way, command, home));
  return press(page.locator('.panel.card li button').nth(index));
}

/** One press on a host does it. */
async function onHosts({ page, session }: Table, command: Settled): Promise<void> {
  if (command.do === 'refuse') return press(page.locator('.desk.hosts .answer'));
  const { ways = [] } = session.view().parts.hosts?.guests.find(({ guest }) => guest === command.guest) ?? {};
  return press(page.locator('.host-card').nth(ways.findIndex(({ machine }) => machine === command.machine)));
}

/** A mode that has a name, the machine, and then the button that does it. */
async function onMixer({ page, session, words }: Table, command: Settled): Promise<void> {
  if (command.do === 'refuse') return press(page.locator('.mixer-result .answer').nth(1));
  const mixer = mixersIn(session.view()).find(({ guest }) => guest === command.guest);
  if (mixer === undefined) throw new Error(`guest ${command.guest} has no mixer`);
  const level = { has: (key: Id) => words.has(key) };
  const at = async (row: string, all: readonly (Id | Int)[], one: Id | Int | undefined): Promise<void> => {
    if (one !== undefined) await press(page.locator(`.mixer-row.${row} button`).nth(all.indexOf(one)));
  };
  await at('modes', namesOf({ level }, mixer), command.mode);
  await at('host', machinesIn(mixer), command.machine);
  return press(page.locator('.mixer-do'));
}

/** Whoever is there has to be chosen first; whoever asks is shown by itself. */
export async function atDesk(table: Table, command: Settled): Promise<void> {
  const { page, session } = table;
  if (command.do === 'setMode') await press(page.locator(`#guest-${command.guest}`));
  const { hosts, walls } = session.view().parts;
  if (walls !== null) return onCard(table, command);
  return hosts === null ? onMixer(table, command) : onHosts(table, command);
}

/** A press on a host admits the driver that the guest shown there lacks: whoever asks is shown by itself, others are chosen. */
export async function admitDriver(
  { page, session }: Table,
  { machine, driver }: Extract<Command, { do: 'admitDriver' }>,
): Promise<void> {
  const { guests = [] } = session.view().parts.hosts ?? {};
  const lacksAt = ({ ways }: (typeof guests)[number]): Int =>
    ways.findIndex((way) => way.machine === machine && way.lacks?.driver === driver);
  const asking = guests.find(({ asks }) => asks);
  const one =
    asking !== undefined && lacksAt(asking) >= 0 ? asking : guests.find((guest) => !guest.asks && lacksAt(guest) >= 0);
  if (one === undefined) throw new Error(`nobody lacks ${driver}`);
  const choose = (): Promise<void> => (one.asks ? Promise.resolve() : press(page.locator(`#guest-${one.guest}`)));
  await choose();
  await press(page.locator('.host-card').nth(lacksAt(one)));
  await choose();
}
