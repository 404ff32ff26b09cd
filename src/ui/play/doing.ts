/** What a guest or a processor is doing now, in a few words. */
import { isUnheld } from '../../session/parts/limits.ts';
import { shortIn } from '../../session/parts/sharedKernel.ts';
import type { Decision, GuestView, PcpuView, VcpuView, View } from '../../session/view-model.ts';
import type { Cycles, Id, Int } from '../../sim/index.ts';
import { NONE } from '../../sim/types.ts';
import type { Format } from '../../text/format.ts';
import type { Text } from '../../text/index.ts';
import type { LevelText } from '../../text/levelWords.ts';

/** Cycles of so many seconds of play, fractional. */
export const cyclesOfPlay = ({ playSecondNs, hz }: Pick<View, 'playSecondNs' | 'hz'>, seconds: number): number =>
  (seconds * playSecondNs * hz) / 1e9;

export type Speaker = { text: Text; format: Format; level: LevelText };

export const guestName = ({ level }: Pick<Speaker, 'level'>, view: Pick<View, 'guests'>, guest: Int): string => {
  const found = view.guests[guest];
  return found === undefined ? '' : level.say(`guest.${found.id}`);
};

/** What it is there for: the level may have words for that. */
export function roleName(
  { text, level }: Pick<Speaker, 'text' | 'level'>,
  view: Pick<View, 'guests'>,
  guest: Int,
): string {
  const { id = '', role = 'batch' } = view.guests[guest] ?? {};
  return level.has(`role.${id}`) ? level.say(`role.${id}`) : text.word('machine.role', role);
}

/** As people count them: the first is 0, as on the machine. */
export const pcpuName = ({ text }: Pick<Speaker, 'text'>, pcpu: Int): string => text.t('machine.pcpu', { n: pcpu });

export const reasonName = ({ text }: Pick<Speaker, 'text'>, reason: Id): string =>
  text.word('exit', reason, {}, 'name');

export const handlerName = ({ text }: Pick<Speaker, 'text'>, handler: Id): string =>
  text.word('handler', handler, {}, 'name');

/** What the hypervisor's work was about: an exit reason, else what a hypercall could be asked for, else the operation. */
export function causeName({ text }: Pick<Speaker, 'text'>, cause: Id): string {
  if (text.exists(`handler.${cause}.for`)) return text.word('handler', cause, {}, 'for');
  const prefix = (['exit', 'handler'] as const).find((words) => text.exists(`${words}.${cause}.name`));
  return prefix === undefined ? text.word('op', cause) : text.word(prefix, cause, {}, 'name');
}

/** Kernels are known by their own names; a level may bring further ones. */
export const kernelName = ({ text, level }: Pick<Speaker, 'text' | 'level'>, kernel: Id): string =>
  level.has(`kernel.${kernel}`) ? level.say(`kernel.${kernel}`) : text.word('machine.kernel', kernel);

/** A technique in a word, where the level has one for it. */
export const modeWord = ({ text, level }: Pick<Speaker, 'text' | 'level'>, mode: Id): string =>
  level.has(`lever.${mode}`) ? level.say(`lever.${mode}`) : text.word('mode', mode);

const ROUND = [
  [1e9, 's'],
  [1e6, 'ms'],
  [1e3, 'us'],
  [1, 'ns'],
] as const;

/** A duration that somebody chose, in nanoseconds: without the decimals that a running clock needs. */
export function roundTime(format: Format, ns: number): string {
  const [size, unit] = ROUND.find(([least]) => ns >= least) ?? [1, 'ns'];
  return format.figure(ns / size, unit);
}

/**
 * How long something still takes, in whole units and never too little: a countdown with decimals only flickers. In none
 * larger than the clock's: 1.1 of them would be 2.
 */
export function soonIn(
  { format }: Pick<Speaker, 'format'>,
  view: Pick<View, 'hz' | 'playSecondNs'>,
  cycles: Cycles,
): string {
  const ns = (Math.max(0, cycles) / view.hz) * 1e9;
  const [size, unit] = ROUND.find(([least]) => Math.min(ns, view.playSecondNs) >= least) ?? [1, 'ns'];
  return format.figure(Math.ceil(ns / size), unit);
}

/** A duration of the machine, given in cycles. */
export const spoken = (
  { format }: Pick<Speaker, 'format'>,
  view: Pick<View, 'hz' | 'playSecondNs'>,
  cycles: Cycles,
): string => format.lasting(Math.max(0, cycles), view);

/** Why Step or no hurry stopped time; null where somebody else did, or nobody. */
export function stoppedFor(speaker: Speaker, view: View, stopped: Decision | null): string | null {
  if (stopped === null || stopped.kind === 'end' || stopped.kind === 'lost') return null;
  const { pcpu = NONE, guest } = stopped;
  if (pcpu !== NONE && guest !== NONE) {
    const args = { pcpu: pcpuName(speaker, pcpu), guest: guestName(speaker, view, guest) };
    return speaker.text.t('play.stopped.socketFor', args);
  }
  return speaker.text.word('play.stopped', stopped.kind, { guest: guestName(speaker, view, stopped.guest) });
}

/** design pixels that a letter of a guest's line takes, on average and a little more */
const LETTER = 6.9;

/** The longest of several ways to say it that there is room for; the shortest where there is none. */
export const fitting = (room: number, letter: number, [first = '', ...others]: readonly string[]): string =>
  others.length === 0 || first.length * letter <= room ? first : fitting(room, letter, others);

/** Losing is announced this many seconds of play ahead. */
const AHEAD = 8;

/** "gives up in …" for a guest whose patience ends soon if nothing changes; '' otherwise. `room`: design pixels for it. */
export function losing(
  { text, format }: Speaker,
  view: View,
  guest: GuestView,
  room = Number.POSITIVE_INFINITY,
): string {
  const left = guest.givesUpAt - view.now;
  const ahead = cyclesOfPlay(view, AHEAD);
  if (!guest.warned || left > ahead) return '';
  const time = format.lasting(Math.max(0, left), view);
  return fitting(room, LETTER, [text.t('play.losing.in', { time }), text.t('play.losing.left', { time })]);
}

/** What is done, by its word, and for how long where that is told. */
type Doing = { is: Id; time?: string };

/** In as many words as there is room for: the whole sentence, a short form, and the briefest. */
function sayDoing({ text }: Pick<Speaker, 'text'>, { is, time = '' }: Doing, room = Number.POSITIVE_INFINITY): string {
  const forms = ['short', 'brief'].filter((form) => text.exists(`play.doing.${is}.${form}`));
  return fitting(room, LETTER, [
    text.word('play.doing', is, { time }),
    ...forms.map((form) => text.word('play.doing', is, { time }, form)),
  ]);
}

function onPcpu({ pcpus, parts }: Pick<View, 'pcpus' | 'parts'>, p: Int, serves: boolean): Doing {
  const pcpu = pcpus[p];
  switch (pcpu?.interval) {
    case 'switch':
      return { is: 'switching' };
    case 'warm':
      return { is: 'cold' };
    case 'spin':
      return { is: 'spins' };
    case 'poll':
      return { is: 'polls' };
    case 'step':
      // the hardware walks page tables: nobody left the guest for it
      if (pcpu.mode === 'memory') return { is: 'walks' };
      if (pcpu.mode === 'backend' && serves) return { is: 'serves' };
      if (pcpu.mode === 'backend' && parts.printing !== null) return { is: 'spools' };
      return { is: pcpu.mode === 'guestKernel' ? 'kernel' : 'handled' };
    default:
      return { is: 'runs' };
  }
}

function whileExited(speaker: Speaker, view: View, vcpu: VcpuView): Doing {
  const exit = vcpu.exit;
  const time = spoken(speaker, view, view.now - (exit?.at ?? vcpu.since));
  if (exit?.waiting) return { is: exit.pcpu === NONE ? 'parked' : 'held', time };
  return { is: view.pcpus[vcpu.pcpu]?.interval === 'spin' ? 'queued' : 'handled' };
}

/** Blocks with a word of their own; all others are halts. */
const BLOCKED: Readonly<Record<string, Id>> = {
  device: 'device',
  served: 'served',
  throttled: 'throttled',
  called: 'called',
  absent: 'gone',
  printer: 'printer',
};

function ofVcpu(speaker: Speaker, view: View, vcpu: VcpuView): Doing {
  switch (vcpu.state) {
    case 'dead':
      return { is: 'gone' };
    case 'running':
      return onPcpu(view, vcpu.pcpu, view.guests[vcpu.guest]?.serves ?? false);
    case 'exited':
      return whileExited(speaker, view, vcpu);
    case 'blocked':
      return { is: BLOCKED[vcpu.block] ?? 'halted' };
    case 'ready': {
      if (vcpu.throttledUntil > view.now) return { is: 'throttled' };
      // Where a scheduler places within moments, how long this wait is so far only flickers.
      if (!view.verbs.includes('place')) return { is: 'waits' };
      const time = spoken(speaker, view, view.now - vcpu.since);
      return { is: vcpu.deckOf === NONE ? 'ready' : 'onDeck', time };
    }
  }
}

export const doingOfVcpu = (speaker: Speaker, view: View, vcpu: VcpuView): string =>
  sayDoing(speaker, ofVcpu(speaker, view, vcpu));

/** Which vCPU speaks for its guest: whoever waits for the player, then whoever waits, then whoever runs. */
function speaks(guest: GuestView): VcpuView | undefined {
  const order = ['exited', 'ready', 'running', 'blocked', 'dead'] as const;
  return [...guest.vcpus].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))[0];
}

/** Why patience falls, in two or three words, and the reason of the exit that lies in a queue, '' = none does. */
export type Because = { words: string; reason: Id };

/**
 * Null while it does not fall, and where what the guest does has no word of this kind.
 * @param room design pixels that the words may take
 */
export function becauseOf(
  speaker: Speaker,
  view: View,
  guest: GuestView,
  room = Number.POSITIVE_INFINITY,
): Because | null {
  const vcpu = speaks(guest);
  if (guest.drains === null || vcpu === undefined) return null;
  const lack = view.parts.sharedKernel?.lacks[guest.index] ?? null;
  if (lack !== null) return { words: sayDoing(speaker, { is: `lacks.${lack}` }, room), reason: '' };
  const does = ofVcpu(speaker, view, vcpu).is;
  // who waits for what was put off sleeps; others go on meanwhile
  const is = guest.drains === 'waits' || (guest.drains === 'putOff' && does === 'served') ? does : guest.drains;
  if (!speaker.text.exists(`play.because.${is}`)) return null;
  const lies = is === 'putOff' || is === 'served';
  return { words: speaker.text.word('play.because', is), reason: lies ? (guest.latched[0]?.reason ?? '') : '' };
}

/** Has it something to do, boot or work, and only lacks a pCPU that somebody has to give it? */
export const wantsPcpu = (view: Pick<View, 'verbs'>, guest: GuestView): boolean =>
  view.verbs.includes('place') &&
  (guest.stage === 'up' || guest.stage === 'booting') &&
  speaks(guest)?.state === 'ready';

/** Is there somebody to run on this pCPU, which stands idle and has nobody next? */
export const isWanted = (view: Pick<View, 'verbs' | 'guests'>, pcpu: PcpuView): boolean =>
  pcpu.on &&
  pcpu.interval === 'idle' &&
  pcpu.task === NONE &&
  pcpu.deck === NONE &&
  view.guests.some(
    (guest) =>
      guest.machine === pcpu.machine &&
      wantsPcpu(view, guest) &&
      guest.vcpus.some(({ state, deckOf }) => state === 'ready' && deckOf === NONE),
  );

/** Points of patience below which a wait has to say that only the player makes room. */
const STARVING = 40;

/** It waits, its patience runs out, and whoever has the processors keeps them until somebody takes them off. */
const isStarving = (view: View, guest: GuestView): boolean =>
  wantsPcpu(view, guest) &&
  guest.patience < STARVING &&
  guest.vcpus.every(({ deckOf }) => deckOf === NONE) &&
  view.pcpus.every(({ on, task }) => !on || task !== NONE);

/**
 * A limit stands that holds it back no more: what it was set for is over. A weight is no limit. While what is shared runs
 * short, nobody is told to give any of it away.
 */
export const isUnfelt = (view: View, guest: GuestView): boolean => isUnheld(view, guest) && shortIn(view) === null;

function ofGuest(speaker: Speaker, view: View, guest: GuestView): Doing | null {
  const rest = guest.starts === null ? 0 : guest.starts.until - view.now;
  const vcpu = speaks(guest);
  switch (guest.stage) {
    case 'asking':
      return { is: 'asking' };
    case 'starting':
      return { is: 'starting', time: soonIn(speaker, view, rest) };
    case 'booting':
      // a boot needs a processor like any other work
      return vcpu?.state === 'ready' ? { is: 'mustBoot' } : { is: 'booting', time: spoken(speaker, view, rest) };
    case 'gone':
    case 'off':
      return { is: 'gone' };
    case 'up':
      if (vcpu === undefined) return null;
      if (guest.limits.freeze > 0) return { is: 'frozen' };
      if (isUnfelt(view, guest)) return { is: 'overLimit' };
      // many vCPUs that come and go many times a second: what they wait for on the whole
      if (view.parts.sharedKernel !== null) {
        const lack = view.parts.sharedKernel.lacks[guest.index] ?? null;
        return { is: lack === null ? 'fine' : `lacks.${lack}` };
      }
      if (isStarving(view, guest)) return { is: 'starves', time: spoken(speaker, view, view.now - vcpu.since) };
      return ofVcpu(speaker, view, vcpu);
  }
}

/** @param room design pixels that the words may take */
export function doingOfGuest(speaker: Speaker, view: View, guest: GuestView, room?: number): string {
  const doing = ofGuest(speaker, view, guest);
  return doing === null ? '' : sayDoing(speaker, doing, room);
}

/** The word at the corner of a socket: for the hypervisor's own work, the category that is charged. */
export function modeOf({ text }: Pick<Speaker, 'text'>, view: View, pcpu: PcpuView): string {
  if (!pcpu.on) return text.t('play.mode.off');
  if (pcpu.interval === 'step') return text.t(`category.${pcpu.mode}.short`);
  const mill = view.parts.modes?.mills[pcpu.index];
  if (pcpu.interval === 'burst' && mill !== undefined && mill.guest !== NONE)
    return text.t(mill.past === 0 ? 'play.mode.milled' : 'play.mode.past');
  return text.t(`play.mode.${pcpu.interval}`);
}
