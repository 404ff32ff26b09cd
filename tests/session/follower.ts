/**
 * A newcomer who does exactly what the tutorial says, line by line, and nothing else: what each line claims about the
 * board, and what it asks for. Claims are read off the view by other means than the tutorial's own.
 */
import { loadLevel } from '../../src/levels/index.ts';
import type { Session, Shown } from '../../src/session/contract.ts';
import { createSession, type View } from '../../src/session/index.ts';
import type { Command, Id, Int } from '../../src/sim/index.ts';

export type Line = { claim: (view: View, about: Shown['about']) => boolean; act?: (now: Moment) => Command | null };
export type Moment = { view: View; about: Shown['about']; session: Session };
export type Lines = Readonly<Record<Id, Line>>;

const always = () => true;
const indexOf = (view: View, id: Id): Int => view.guests.findIndex((guest) => guest.id === id);
const vcpu = (view: View, guest: Int | undefined) => view.guests[guest ?? -1]?.vcpus[0];
const isIn = (view: View, id: Id, state: string): boolean => vcpu(view, indexOf(view, id))?.state === state;
const isFree = (view: View, pcpu: Int | undefined): boolean => {
  const found = view.pcpus[pcpu ?? -1];
  return found?.on === true && found.mode === 'idle' && found.task < 0;
};
const isReady = (view: View, guest: Int | undefined): boolean => vcpu(view, guest)?.state === 'ready';
const anyReady = (view: View): boolean => view.guests.some(({ index }) => isReady(view, index));

const place = ({ view, about }: Omit<Moment, 'session'>): Command => ({
  do: 'place',
  task: vcpu(view, about.guest)?.task ?? -1,
  pcpu: about.pcpu ?? -1,
});

export const answer =
  (handler: Id) =>
  ({ view, about }: Moment): Command | null => {
    const exit = (view.parts.exits?.open ?? []).find(({ guest, waiting }) => waiting && guest === about.guest);
    return exit === undefined ? null : { do: 'route', task: exit.task, exit: exit.n, handler };
  };

export const drain = ({ view }: Pick<Moment, 'view'>): Command => ({
  do: 'drain',
  pcpu: Math.max(
    0,
    view.pcpus.findIndex(({ task }) => task < 0),
  ),
});

const waits =
  (reason: Id) =>
  (view: View, { guest }: Shown['about']): boolean =>
    (view.parts.exits?.open ?? []).some((exit) => exit.waiting && exit.reason === reason && exit.guest === guest);

/** How every reason of level 4 is answered best. */
export const HANDLERS: Readonly<Record<Id, Id>> = {
  privileged: 'emulator',
  pageTable: 'shadowPager',
  fault: 'reflect',
  ioWrite: 'latch',
  ioRead: 'deviceModel',
};

/** The share of the machine, in basis points, whose bar in a box of level 4 is long enough to be seen. */
const SEEN_SHARE = 100;

const TRANSLATE = 'binaryTranslation';
const HARDWARE = 'hardwareAssisted1';
/** A phase that lasts less is short beside the first ones. */
const SHORT = 40_000;
const gearOf = (view: View, guest: Int | undefined) => view.parts.modes?.gears.find((gear) => gear.guest === guest);
const isUnder = (view: View, guest: Int | undefined, mode: Id): boolean => {
  const gear = gearOf(view, guest);
  return gear !== undefined && !gear.changing && gear.mode === mode && gear.chosen === mode;
};
const speedIn = (view: View, guest: Int | undefined): number => gearOf(view, guest)?.speed ?? Number.NaN;
const mayTurn = (view: View, guest: Int | undefined): boolean => (gearOf(view, guest)?.modes.length ?? 0) > 1;
const turnTo =
  (mode: Id) =>
  ({ about }: Moment): Command => ({ do: 'setMode', guest: about.guest ?? -1, mode });

/** In the place of whoever is on the first processor. */
const preempt = ({ view, about }: Moment): Command => place({ about: { ...about, pcpu: 0 }, view });

/** Cycles after which the meters of level 14 show a change: a second of play. */
const SEEN = 24_000_000;

/** A processor stands free, and somebody could use it. */
export const FREE: Line = {
  claim: (view, { guest, pcpu }) => isFree(view, pcpu) && isReady(view, guest),
  act: place,
};

const shelf = (view: View, guest: Int | undefined) => view.parts.translationCache?.shelves[guest ?? -1] ?? null;

/** From this part of stores that hit page tables on, it costs less to adapt them. */
const worthwhile = (view: View): Int => view.parts.translationCache?.worthwhile ?? 10_000;

const turn = (knob: Id, guest: Int | undefined, value: Int): Command => ({
  do: 'setKnob',
  knob,
  guest: guest ?? -1,
  value,
});

const dispatched: Line = { claim: (view) => view.pcpus.every((pcpu) => !isFree(view, pcpu.index)) || !anyReady(view) };

export const LINES: Readonly<Record<Id, Lines>> = {
  '01-host-and-guest': {
    place: { claim: (view) => isFree(view, 0) && isReady(view, indexOf(view, 'ledger')), act: place },
    cold: { claim: (view) => isIn(view, 'ledger', 'running') },
    swap: { claim: (view) => isReady(view, indexOf(view, 'terminals')) && isIn(view, 'ledger', 'running'), act: place },
    comes: {
      claim: (view) =>
        isIn(view, 'terminals', 'running') && vcpu(view, view.pcpus[0]?.deck === 0 ? 0 : -1)?.state === 'ready',
    },
    itself: { claim: (view) => !isFree(view, 0) || !anyReady(view) },
    choose: { claim: (view) => anyReady(view) && !isFree(view, 0) },
    second: {
      claim: (view, { guest, pcpu }) => pcpu === 1 && isFree(view, 1) && isReady(view, guest),
      act: place,
    },
    four: {
      claim: (view) => view.guests.filter(({ present }) => present).length === 4 && view.pcpus.every(({ on }) => on),
    },
    deck: {
      claim: (view, { guest }) => isReady(view, guest) && !isFree(view, 0) && (view.pcpus[0]?.deck ?? 0) < 0,
      act: ({ view, about }) => ({ do: 'deck', task: vcpu(view, about.guest)?.task ?? -1, pcpu: 0 }),
    },
    patient: { claim: always },
    rush: { claim: (view) => view.guests.every(({ present }) => present) },
  },
  '04-trap-and-emulate': {
    dispatcher: dispatched,
    privileged: { claim: waits('privileged'), act: answer('emulator') },
    fault: { claim: waits('fault'), act: answer('reflect') },
    device: { claim: waits('ioRead'), act: answer('deviceModel') },
    served: {
      claim: (view, { guest }) =>
        vcpu(view, guest)?.block === 'served' &&
        (view.parts.latch?.requests.some((one) => one.guest === guest) ?? false),
      act: drain,
    },
    always: {
      claim: (view, { wire }) => view.parts.exits?.offer?.reason === wire,
      act: ({ view }) =>
        view.parts.exits?.offer == null
          ? null
          : { do: 'setRule', rule: { ...view.parts.exits.offer, guest: '*' }, on: true },
    },
    flood: {
      claim: (view, { wire }) => !view.parts.exits?.wires.some(({ reason }) => reason === wire),
      act: ({ about }) => ({
        do: 'setRule',
        rule: { reason: about.wire ?? '', guest: '*', handler: HANDLERS[about.wire ?? ''] ?? '' },
        on: true,
      }),
    },
    quiet: { claim: (view) => (view.parts.exits?.open ?? []).every(({ waiting }) => !waiting) },
    trusted: { claim: (view) => (view.parts.exits?.boxes.length ?? 0) > 0 },
    latch: { claim: waits('ioWrite'), act: answer('latch') },
    drain: { claim: (view) => (view.parts.latch?.requests.length ?? 0) > 1, act: drain },
    except: {
      claim: (view, { guest }) =>
        view.guests[guest ?? -1]?.id === 'terminals' &&
        view.parts.exits?.wires.length === view.parts.exits?.reasons.length &&
        !(view.parts.exits?.exceptions ?? []).some((one) => one.guest === guest),
      act: () => ({ do: 'setRule', rule: { reason: 'ioRead', guest: 'terminals', handler: 'deviceModel' }, on: true }),
    },
    keys: {
      claim: (view) =>
        isIn(view, 'terminals', 'running') && (view.guests[indexOf(view, 'terminals')]?.irqs.length ?? 0) > 0,
      act: ({ view }) => {
        const guest = indexOf(view, 'terminals');
        return { do: 'inject', guest, line: view.guests[guest]?.irqs[0]?.line ?? '' };
      },
    },
    longest: {
      claim: (view) => {
        const boxes = view.parts.exits?.boxes ?? [];
        const share = boxes.find(({ id }) => id === 'deviceModel')?.share ?? 0;
        return share >= SEEN_SHARE && boxes.every((box) => box.id === 'deviceModel' || box.share < share);
      },
    },
    clerks: {
      claim: (view, { guest }) =>
        view.guests[guest ?? -1]?.id === 'clerks' && view.guests[guest ?? -1]?.present === true,
    },
  },
  '06-binary-translation': {
    bench: {
      claim: (view, { guest }) => shelf(view, guest)?.bench.some(({ runs, of }) => runs > 0 && of === 10) ?? false,
    },
    shelf: { claim: (view, { guest }) => (shelf(view, guest)?.blocks.length ?? 0) > 0 },
    short: {
      claim: (view, { guest }) => (shelf(view, guest)?.inUse ?? 0) > (shelf(view, guest)?.room ?? 0),
      act: ({ view, about }) => turn('tc.room', about.guest, shelf(view, about.guest)?.room === 12 ? 16 : 12),
    },
    enough: { claim: always },
    first: {
      claim: (view, { guest }) => {
        const { after = 0, inUse = 0, room = 0 } = shelf(view, guest) ?? {};
        return after > 1 && inUse <= room;
      },
      act: ({ about }) => turn('tc.after', about.guest, 1),
    },
    innocent: {
      claim: (view, { guest }) => {
        const { blocks = [], hits } = shelf(view, guest) ?? {};
        return blocks.some(({ adapted }) => adapted) && (hits ?? 10_000) < 1000;
      },
      act: ({ about }) => turn('tc.adapt', about.guest, 0),
    },
    fresh: {
      // of the last sixteen visits, a block that was visited once has a heat of 3/16
      claim: (view, { guest }) => {
        const blocks = shelf(view, guest)?.blocks ?? [];
        return blocks.reduce((again, { heat }) => again + Math.max(0, (16 * heat) / 3 - 1), 0) <= 2;
      },
      act: ({ about }) => turn('tc.room', about.guest, 0),
    },
    guilty: {
      claim: (view, { guest }) => shelf(view, guest)?.adapt === 0 && (shelf(view, guest)?.hits ?? 0) > worthwhile(view),
      act: ({ about }) => turn('tc.adapt', about.guest, 1),
    },
    nobody: {
      claim: (view) => view.parts.translationCache?.free === 0,
      act: ({ view, about }) =>
        turn(
          'tc.room',
          view.parts.translationCache?.shelves.find(
            (one) => one !== null && one.guest !== about.guest && one.room > one.inUse,
          )?.guest ?? about.guest,
          4,
        ),
    },
    rush: { claim: ({ status }) => status === 'running' },
    faster: { claim: (view, { guest }) => (shelf(view, guest)?.speed ?? 0) > 10_000 },
  },
  '08-hypercalls': {
    dispatcher: dispatched,
    which: {
      claim: (view) =>
        (view.parts.porting?.kernels ?? []).filter(({ closed, state }) => !closed && state === 'asIs').length > 1,
      act: () => ({ do: 'port', kernel: 'linux-2.4' }),
    },
    restart: { claim: (view) => (view.parts.porting?.kernels ?? []).some(({ state }) => state === 'porting') },
    calls: {
      claim: (view, { kernel }) =>
        (view.parts.porting?.kernels ?? []).some(({ id, state }) => id === kernel && state !== 'asIs') &&
        (view.parts.hypercalls?.calls ?? []).every(({ enabled }) => !enabled),
      act: () => ({ do: 'setRule', rule: { reason: 'hypercall', guest: '*', handler: 'hc.pageTable' }, on: true }),
    },
    price: { claim: (view) => (view.parts.hypercalls?.takes ?? 0) > 0 },
    starves: {
      claim: (view, { guest }) => (view.guests[guest ?? -1]?.patience ?? 100) < 45 && isReady(view, guest),
      act: ({ view, about }) => ({
        do: 'place',
        task: view.guests[about.guest ?? -1]?.vcpus[0]?.task ?? -1,
        pcpu: view.pcpus.find(({ task }) => view.guests[indexOf(view, 'solver')]?.vcpus[0]?.task === task)?.index ?? 0,
      }),
    },
    newcomer: {
      claim: (view, { guest }) => guest === indexOf(view, 'shop') && view.guests[guest]?.present === true,
    },
    turned: {
      claim: (view, { kernel }) => {
        const { calls = [], room = 0 } = view.parts.hypercalls ?? {};
        const own = (view.parts.porting?.kernels ?? []).find(({ id, state }) => id === kernel && state === 'ported');
        const lacks = calls.filter(({ enabled }) => !enabled).map(({ id }) => id);
        const lost = (own?.guests ?? []).flatMap((guest) => view.guests[guest]?.profile ?? []);
        return calls.length - lacks.length === room && lost.some(({ reason }) => lacks.includes(reason));
      },
    },
  },
  '10-vt-x-and-amd-v': {
    lever: {
      claim: (view, { guest }) => gearOf(view, guest)?.mode === TRANSLATE && mayTurn(view, guest),
      act: turnTo(HARDWARE),
    },
    engine: { claim: (view, { guest }) => gearOf(view, guest)?.changing === true },
    fall: { claim: (view, { guest }) => isUnder(view, guest, HARDWARE) && speedIn(view, guest) < 5000 },
    back: {
      claim: (view, { guest }) => isUnder(view, guest, HARDWARE) && speedIn(view, guest) < 5000,
      act: turnTo(TRANSLATE),
    },
    arrives: { claim: (view, { guest }) => guest === indexOf(view, 'build') && isReady(view, guest) },
    calls: {
      claim: (view, { guest }) => {
        const { calls = 0, mapping = 0, faults = 0 } = gearOf(view, guest)?.blocks ?? {};
        return isUnder(view, guest, TRANSLATE) && calls > mapping + faults;
      },
      act: turnTo(HARDWARE),
    },
    shine: { claim: (view, { guest }) => isUnder(view, guest, HARDWARE) && speedIn(view, guest) > 9000 },
    blocks: { claim: (view) => (view.parts.modes?.gears ?? []).some(({ blocks }) => blocks !== null) },
    turn: {
      claim: (view, { guest }) => {
        const { ahead = [], byClock } = gearOf(view, guest) ?? {};
        return byClock === false && ahead.length > 1 && (ahead[0]?.left ?? 0) < 12_000;
      },
    },
    slices: { claim: (view, { guest }) => guest === indexOf(view, 'desk') && isReady(view, guest), act: preempt },
    newcomer: { claim: (view) => isIn(view, 'db', 'running') },
    rush: {
      claim: (view) => {
        const coming = (view.parts.modes?.gears ?? []).flatMap(({ byClock, ahead }) => (byClock ? [] : ahead.slice(1)));
        return 2 * coming.filter(({ lasts }) => lasts < SHORT).length > coming.length;
      },
    },
  },
  '14-containers': {
    look: { claim: (view) => view.parts.sharedKernel !== null },
    short: {
      claim: (view, { guest }) =>
        (view.parts.pageCache?.missRate ?? 0) > 1500 &&
        (view.parts.episodes?.now ?? []).some((one) => one.kind === 'cacheFlood' && one.guest === guest),
      act: ({ about, session }) => ({
        do: 'setPageCap',
        guest: about.guest ?? -1,
        value: session.level.setup.guests[about.guest ?? -1]?.pages ?? 0,
      }),
    },
    door: {
      claim: (view, { guest }) => view.guests[guest ?? -1]?.stage === 'asking',
      act: ({ about, session }) => {
        const admit = (mode: Id): Command => ({ do: 'admit', guest: about.guest ?? -1, mode });
        return session.can(admit('container')).ok ? admit('container') : admit('hardwareAssisted2');
      },
    },
    lift: {
      claim: (view, { guest }) =>
        (view.guests[guest ?? -1]?.limits.pageCap ?? 0) > 0 &&
        !(view.parts.episodes?.now ?? []).some(
          (one) => one.kind === 'cacheFlood' && one.guest === guest && view.now > one.since + SEEN,
        ),
      act: ({ about }) => ({ do: 'setPageCap', guest: about.guest ?? -1, value: 0 }),
    },
  },
};

/** `done`: nothing is left to say, or its moment never came. */
export type Followed = { order: Id[]; lies: string[]; refused: string[]; done: boolean; view: View; at: number[] };
export type Habits = {
  /** milliseconds of reading before a line is obeyed */
  reads: number;
  /** instead of what a line asks for */
  instead?: Readonly<Record<Id, Line['act']>>;
};

const FRAME = 20;

/** Plays a level as the tutorial says. In between, an exit that no line speaks of is answered as it was learned. */
export async function follow(level: Id, seed: Int, { reads, instead = {} }: Habits): Promise<Followed> {
  const loaded = await loadLevel(level);
  if (!loaded.ok) throw new Error(`${loaded.code} at ${loaded.path}`);
  const { file, models, kernels } = loaded.value;
  const created = createSession(file, { models, kernels }, { seed, tutorial: true });
  if (!created.ok) throw new Error(`${created.code} at ${created.path}`);
  const session = created.value;
  const result: Followed = { order: [], lies: [], refused: [], done: false, view: session.view(), at: [] };
  let since = 0;
  /** the line that was obeyed last: once is enough */
  let said = '';
  for (let t = 0; session.view().status === 'running' && t < file.seconds * 2000; t += FRAME) {
    session.frame(t);
    const view = session.view();
    const shown = session.tutorial();
    if (shown === null) {
      answerOthers(session, view);
      continue;
    }
    const { id, about } = shown;
    const line = shown.is === 'free' ? FREE : LINES[level]?.[id];
    if (line === undefined) throw new Error(`nobody knows what ${id} means`);
    if (result.order.at(-1) !== id) {
      result.order.push(id);
      result.at.push(Math.round(t / 100) / 10);
      since = t;
    }
    if (!line.claim(view, about)) result.lies.push(`${id} at ${view.now}`);
    if (t < since + reads) continue;
    const act = instead[id] ?? line.act;
    const command = act?.({ view, about, session }) ?? null;
    if (command === null || said === JSON.stringify(shown)) answerOthers(session, view);
    else {
      said = JSON.stringify(shown);
      const verdict = session.command(command);
      if (!verdict.ok) result.refused.push(`${id}: ${verdict.code}`);
    }
  }
  return { ...result, done: session.tutorial() === null, view: session.view() };
}

function answerOthers(session: Session, view: View): void {
  const exit = (view.parts.exits?.open ?? []).find(({ waiting, at }) => waiting && view.now - at > 0.7e-6 * view.hz);
  const handler = HANDLERS[exit?.reason ?? ''];
  if (exit !== undefined && handler !== undefined)
    session.command({ do: 'route', task: exit.task, exit: exit.n, handler });
}
