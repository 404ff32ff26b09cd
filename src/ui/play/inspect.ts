/** What the inspector says of a thing: what it is, what it is doing, since when, what it costs here and who measured that. */
import { profileOf } from '../../session/profile.ts';
import type { GuestView, View } from '../../session/view-model.ts';
import type { Category, Id, Int, Step } from '../../sim/index.ts';
import { NONE } from '../../sim/types.ts';
import {
  causeName,
  doingOfGuest,
  guestName,
  handlerName,
  kernelName,
  modeOf,
  pcpuName,
  reasonName,
  spoken,
} from './doing.ts';
import { nameOfDeck, nameOfInterrupt, occupant } from './names.ts';
import { cyclesOf, sourceOf } from './pedigree.ts';
import type { Play } from './store.ts';
import type { Target } from './target.ts';

export type Fact = { label: string; value: string };
export type Price = { label: string; cycles: Int; source: string };
/** Parts of one thing with one source (a way out and the way back) are one price. */
function merged(prices: readonly Price[]): Price[] {
  const sums: Price[] = [];
  for (const next of prices) {
    const known = sums.find(({ label, source }) => label === next.label && source === next.source);
    if (known === undefined) sums.push({ ...next });
    else known.cycles += next.cycles;
  }
  return sums;
}

export type Inspection = {
  title: string;
  what: string;
  facts: Fact[];
  prices: Price[];
  /** entry of the field guide */
  guide: Id;
};

/** Entries of the field guide for exits; other reasons lead to the entry on exits. */
const EXIT_GUIDE: Readonly<Record<Id, Id>> = {
  privileged: 'privileged-instruction',
  pageTable: 'page-table-write',
  fault: 'emulate-or-reflect',
  ioRead: 'device-request',
  ioWrite: 'device-request',
  interrupt: 'external-interrupt',
};

function price(play: Play, as: Category, cost: Id): Price[] {
  const cycles = cyclesOf(play.costs, cost);
  if (cycles === null || cycles === 0) return [];
  return [{ label: play.text.t(`category.${as}.long`), cycles, source: sourceOf(play.text, play.costs, cost) }];
}

/** The prices of a handler's steps, as its cost model has them. */
function handlerPrices(play: Play, id: Id): Price[] {
  const steps: readonly Step[] = play.costs.model.handlers.find((handler) => handler.id === id)?.steps ?? [];
  return steps.flatMap((step) => ('run' in step ? price(play, step.as, step.run) : []));
}

const crossing = (play: Play): Price[] => [...price(play, 'exitEntry', 'exit'), ...price(play, 'exitEntry', 'entry')];
const switching = (play: Play): Price[] => [...price(play, 'switch', 'switch'), ...price(play, 'warmUp', 'coldLine')];

function guestFacts(play: Play, view: View, guest: GuestView): Fact[] {
  const { text, format } = play;
  const vcpu = guest.vcpus[0];
  const facts: Fact[] = [{ label: text.t('machine.inspector.doing'), value: doingOfGuest(play, view, guest) }];
  // A wait has said for how long already.
  if (vcpu !== undefined && guest.stage === 'up' && (vcpu.state === 'running' || vcpu.state === 'blocked'))
    facts.push({ label: text.t('machine.inspector.since'), value: spoken(play, view, view.now - vcpu.since) });
  facts.push({ label: text.t('play.inspect.kernel'), value: kernelName(play, guest.kernel) });
  facts.push({ label: text.t('play.inspect.useful'), value: format.percent(guest.share.useful) });
  return facts;
}

function ofGuest(play: Play, view: View, index: Int): Inspection | null {
  const guest = view.guests[index];
  if (guest === undefined) return null;
  const { text, level } = play;
  return {
    title: guestName(play, view, index),
    what: level.has(`role.${guest.id}`) ? level.say(`role.${guest.id}`) : text.word('machine.role', guest.role),
    facts: guestFacts(play, view, guest),
    prices: view.verbs.includes('place') ? switching(play) : [],
    guide: guest.carrier === 'sharedKernel' ? 'containers' : 'guest',
  };
}

function ofSocket(play: Play, view: View, index: Int): Inspection | null {
  const pcpu = view.pcpus[index];
  if (pcpu === undefined) return null;
  const { text, format } = play;
  const who = occupant(view, pcpu);
  const facts: Fact[] = [{ label: text.t('machine.inspector.doing'), value: modeOf(play, pcpu) }];
  if (who !== NONE) facts.push({ label: text.t('play.inspect.for'), value: guestName(play, view, who) });
  if (pcpu.interval !== 'off')
    facts.push({ label: text.t('machine.inspector.since'), value: spoken(play, view, view.now - pcpu.since) });
  facts.push({ label: text.t('play.inspect.useful'), value: format.percent(pcpu.recent.useful) });
  return {
    title: pcpuName(play, index),
    what: text.t(`category.${pcpu.mode}.means`),
    facts,
    prices: pcpu.interval === 'step' ? crossing(play) : switching(play),
    guide: 'pcpu',
  };
}

function ofExit(play: Play, view: View, task: Int): Inspection | null {
  const exit = view.exits.find((other) => other.task === task);
  if (exit === undefined) return null;
  const { text } = play;
  const handler = exit.handler ?? play.session.options(task).find((option) => option.verdict.ok)?.handler;
  return {
    title: reasonName(play, exit.reason),
    what: text.word('exit', exit.reason, {}, 'happened'),
    facts: [
      { label: text.t('play.inspect.for'), value: guestName(play, view, exit.guest) },
      { label: text.t('machine.inspector.since'), value: spoken(play, view, view.now - exit.at) },
    ],
    prices: [...crossing(play), ...(handler === undefined ? [] : handlerPrices(play, handler))],
    guide: EXIT_GUIDE[exit.reason] ?? 'exit',
  };
}

function ofWire(play: Play, view: View, reason: Id): Inspection {
  const { text } = play;
  const wire = view.wires.find((other) => other.reason === reason);
  return {
    title: reasonName(play, reason),
    what: text.word('exit', reason, {}, 'happened'),
    facts:
      wire === undefined
        ? []
        : [{ label: text.t('machine.trustedCode'), value: text.t('unit.lines', { count: wire.codeLines }) }],
    prices: wire === undefined ? crossing(play) : [...crossing(play), ...handlerPrices(play, wire.handler)],
    guide: 'wire',
  };
}

function ofKernel(play: Play, view: View, id: Id): Inspection | null {
  const kernel = view.kernels.find((other) => other.id === id);
  if (kernel === undefined) return null;
  const { text, format } = play;
  return {
    title: kernelName(play, id),
    what:
      kernel.portLines === 0
        ? text.t('machine.portUncounted')
        : text.t('machine.portSize', { lines: text.t('unit.lines', { count: kernel.portLines }) }),
    facts: profileOf(view, kernel).map(({ reason, cycles }) => ({
      label: causeName(play, reason),
      value: format.percent(cycles, 1),
    })),
    prices: [],
    guide: 'porting',
  };
}

function ofShared(play: Play, view: View, what: 'runQueue' | 'pageCache' | 'kernelLocks'): Inspection | null {
  const { text, format, session } = play;
  if (view.shared === null) return null;
  const { cache, locks, runQueue } = view.shared;
  const title = text.t(`machine.shared.${what}`);
  const users = [...view.guests]
    .filter((guest) => guest.present && guest.stage === 'up')
    .map((guest) => ({
      guest,
      share: { runQueue: guest.share.cpu, pageCache: guest.share.cache, kernelLocks: guest.share.locks }[what],
    }))
    .sort((a, b) => b.share - a.share)
    .slice(0, 3);
  const facts = users.map(({ guest, share }) => ({
    label: guestName(play, view, guest.index),
    value: format.percent(share),
  }));
  const hold = session.level.setup.machines.find(({ shared }) => shared !== undefined)?.shared?.lockHold;
  switch (what) {
    case 'runQueue':
      return {
        title,
        what: text.t('play.inspect.runQueue', { count: runQueue.waiting.length }),
        facts,
        prices: switching(play),
        guide: 'weight',
      };
    case 'pageCache':
      return {
        title,
        what: text.t('play.inspect.pageCache', { rate: format.percent(cache.missRate) }),
        facts,
        prices: [],
        guide: 'page-cache',
      };
    case 'kernelLocks':
      return {
        title,
        what: text.t('play.inspect.kernelLocks', { busy: format.percent(locks.busy) }),
        facts,
        prices: hold === undefined ? [] : price(play, 'guestKernel', hold),
        guide: 'kernel-lock',
      };
  }
}

function ofDevice(play: Play, view: View, id: Id): Inspection | null {
  const device = view.devices.find((other) => other.id === id);
  if (device === undefined) return null;
  const { text, format, session } = play;
  const spec = session.level.setup.machines.flatMap((machine) => machine.devices).find((other) => other.id === id);
  return {
    title: text.t(`machine.device.${device.kind}`),
    what: text.t(device.busy > 0 ? 'play.device.busy' : 'play.device.idle'),
    facts: [{ label: text.t('play.inspect.queue'), value: format.integer(device.line) }],
    prices: spec === undefined ? [] : price(play, 'backend', spec.service.cost),
    guide: 'device-model',
  };
}

/** What there is to say of a target now; null when it is no longer there. */
export function inspect(play: Play, view: View, target: Target): Inspection | null {
  const found = describe(play, view, target);
  return found === null ? null : { ...found, prices: merged(found.prices) };
}

function describe(play: Play, view: View, target: Target): Inspection | null {
  const { text } = play;
  switch (target.kind) {
    case 'guest':
    case 'vcpu':
      return ofGuest(play, view, target.guest);
    case 'socket':
      return ofSocket(play, view, target.pcpu);
    case 'deck': {
      const pcpu = view.pcpus[target.pcpu];
      if (pcpu === undefined) return null;
      const title = nameOfDeck(play, view, pcpu);
      return { title, what: text.t('verb.deck.means'), facts: [], prices: switching(play), guide: 'on-deck' };
    }
    case 'exit':
      return ofExit(play, view, target.task);
    case 'interrupt': {
      const guest = view.guests[target.guest];
      const irq = guest?.irqs.find((pending) => pending.line === target.line);
      if (guest === undefined || irq === undefined) return null;
      const prices = [...price(play, 'exitEntry', 'irq.inject'), ...price(play, 'guestKernel', 'irq.handler')];
      const facts = [{ label: text.t('machine.inspector.since'), value: spoken(play, view, view.now - irq.at) }];
      const title = nameOfInterrupt(play, view, guest, irq);
      return { title, what: text.t('verb.inject.means'), facts, prices, guide: 'interrupt-injection' };
    }
    case 'wire':
      return ofWire(play, view, target.reason);
    case 'latch': {
      const used = view.latch?.requests.length ?? 0;
      const title = text.t('play.name.latch', { used, room: view.latch?.room ?? 0 });
      return {
        title,
        what: text.t('verb.drain.means'),
        facts: [],
        prices: handlerPrices(play, 'latch'),
        guide: 'latched-write',
      };
    }
    case 'device':
      return ofDevice(play, view, target.device);
    case 'kernel':
      return ofKernel(play, view, target.kernel);
    case 'hypercall': {
      const call = view.hypercalls.find((other) => other.id === target.handler);
      if (call === undefined) return null;
      const lines = text.t('unit.lines', { count: call.codeLines });
      return {
        title: handlerName(play, call.id),
        what: text.word('handler', call.id, {}, 'does'),
        facts: [{ label: text.t('machine.trustedCode'), value: lines }],
        prices: handlerPrices(play, call.id),
        guide: 'hypercall',
      };
    }
    case 'shared':
      return ofShared(play, view, target.what);
  }
}

export const GUIDE_ENTRIES: readonly Id[] = [
  ...Object.values(EXIT_GUIDE),
  ...['containers', 'guest', 'pcpu', 'exit', 'wire', 'porting', 'weight', 'page-cache', 'kernel-lock', 'device-model'],
  ...['on-deck', 'interrupt-injection', 'latched-write', 'hypercall'],
];
