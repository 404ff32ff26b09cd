/** Who runs where, and who is next: sockets and their places on deck. */
import type { Layout } from '../../../session/layout.ts';
import type { View } from '../../../session/view-model.ts';
import type { Int } from '../../../sim/index.ts';
import { NONE } from '../../../sim/types.ts';
import { guestName, modeOf, pcpuName, type Speaker, spoken } from '../doing.ts';
import { numbered, pressTarget } from '../focus.ts';
import { nameOfDeck, occupant } from '../names.ts';
import { polite } from '../narrate.ts';
import { taskOf } from '../offers.ts';
import type { Inspection, Play, PlayPart, Told } from '../play.ts';
import { crossing, switching } from '../prices.ts';
import { pressSocketAction } from '../socketActions.tsx';
import { Sockets } from '../sockets.tsx';

declare module '../target.ts' {
  interface Targets {
    socket: { pcpu: Int };
    deck: { pcpu: Int };
  }
}

const GUIDE = { socket: 'pcpu', deck: 'on-deck' } as const;

function ofSocket(play: Play, view: View, { pcpu: index }: { pcpu: Int }): Inspection | null {
  const pcpu = view.pcpus[index];
  if (pcpu === undefined) return null;
  const { text, format } = play;
  const who = occupant(view, pcpu);
  const facts: Inspection['facts'] = [{ label: text.t('machine.inspector.doing'), value: modeOf(play, view, pcpu) }];
  if (who !== NONE) facts.push({ label: text.t('play.inspect.for'), value: guestName(play, view, who) });
  if (pcpu.interval !== 'off')
    facts.push({ label: text.t('machine.inspector.since'), value: spoken(play, view, view.now - pcpu.since) });
  facts.push({ label: text.t('play.inspect.useful'), value: format.percent(pcpu.recent.useful) });
  return {
    title: pcpuName(play, index),
    what: text.t(`category.${pcpu.mode}.means`),
    facts,
    prices: pcpu.interval === 'step' ? crossing(play) : switching(play),
    guide: GUIDE.socket,
  };
}

function ofDeck(play: Play, view: View, { pcpu: index }: { pcpu: Int }): Inspection | null {
  const pcpu = view.pcpus[index];
  if (pcpu === undefined) return null;
  const title = nameOfDeck(play, view, pcpu);
  return { title, what: play.text.t('verb.deck.means'), facts: [], prices: switching(play), guide: GUIDE.deck };
}

const rect = ({ sockets }: Layout, { pcpu }: { pcpu: Int }) => sockets[pcpu]?.rect ?? null;

const onPcpu = (kind: 'socket' | 'deck') =>
  numbered(kind, ({ play }, pcpu) => {
    if (pcpu < play.view.peek().pcpus.length) pressTarget(play, { kind, pcpu });
  });

/** One place for one guest: whoever had it has it no longer, which is easily overlooked. */
function toldNext(speaker: Speaker, view: View, { task, pcpu }: { task: Int; pcpu: Int }): Told | null {
  const out = view.pcpus[pcpu]?.deck ?? NONE;
  if (task === NONE || out === NONE || out === task) return null;
  const [guest, other] = [task, out].map((one) => guestName(speaker, view, occupant(view, { task: one })));
  const args = { guest: guest ?? '', other: other ?? '', pcpu: pcpuName(speaker, pcpu) };
  return {
    words: speaker.text.t('play.told.nextInstead', args),
    stands: ({ pcpus }) => pcpus[pcpu]?.deck === task,
  };
}

export const scheduling: PlayPart = {
  panels: [{ turn: 300, Shown: Sockets }],
  targets: {
    socket: { inspect: ofSocket, guides: [GUIDE.socket], rect },
    deck: { inspect: ofDeck, guides: [GUIDE.deck], rect },
  },
  again({ pcpus, verbs }, chosen) {
    if (chosen.kind !== 'deck' || pcpus[chosen.pcpu]?.deck === NONE || !verbs.includes('deck')) return null;
    return { do: 'deck', pcpu: chosen.pcpu, task: NONE };
  },
  completes(view, one, other) {
    const task = taskOf(view, one);
    if (task === NONE || (other.kind !== 'socket' && other.kind !== 'deck')) return null;
    const verb = other.kind === 'socket' ? 'place' : 'deck';
    return view.verbs.includes(verb) ? { do: verb, task, pcpu: other.pcpu } : null;
  },
  /** a vCPU that is carried home from its pCPU comes off it */
  dropped({ pcpus, verbs, guests }, from, onto) {
    if (from.kind !== 'socket' || !('guest' in onto) || !verbs.includes('preempt')) return null;
    const task = pcpus[from.pcpu]?.task ?? NONE;
    const isHome = guests[onto.guest]?.vcpus.some((vcpu) => vcpu.task === task) ?? false;
    return isHome ? { do: 'preempt', pcpu: from.pcpu } : null;
  },
  /** a dispatcher only fills free pCPUs: whoever is waiting behind a long burst waits until somebody takes it off */
  advice(play, view, event) {
    if (event.type !== 'guestWarned' || !view.verbs.includes('place')) return null;
    const { kind, slice } = play.session.level.setup.scheduler;
    const stands = ({ guests }: View): boolean =>
      guests[event.guest]?.vcpus.some(({ state }) => state === 'ready') ?? false;
    if (kind !== 'dispatcher' || slice > 0 || !stands(view)) return null;
    const words = play.text.t('play.advice.preempt', { guest: guestName(play, view, event.guest) });
    return { id: 'preempt', words, stands, at: { kind: 'guest', guest: event.guest } };
  },
  told(speaker, view, given, verdict) {
    if (given.do === 'deck' && verdict.ok) return toldNext(speaker, view, given);
    if (given.do !== 'place' || !verdict.ok || verdict.deferred !== true) return null;
    const guest = occupant(view, { task: given.task });
    const out = occupant(view, { task: view.pcpus[given.pcpu]?.deck ?? NONE });
    const args = { guest: guestName(speaker, view, guest), other: guestName(speaker, view, out) };
    return {
      words: speaker.text.t(out === NONE || out === guest ? 'play.told.next' : 'play.told.instead', args),
      stands: ({ pcpus }) => pcpus[given.pcpu]?.deferred === true && pcpus[given.pcpu]?.deck === given.task,
    };
  },
  places: ({ pcpus }) =>
    pcpus.flatMap(({ index: pcpu }) => [
      { kind: 'socket', pcpu },
      { kind: 'deck', pcpu },
    ]),
  socketAction({ view, text }, pcpu) {
    const { verbs, pcpus, parts } = view.value;
    const held = parts.exits?.open.some((exit) => exit.pcpu === pcpu && exit.waiting) ?? false;
    if (!verbs.includes('preempt') || pcpus[pcpu]?.task === NONE || held) return null;
    return { action: 'preempt', name: text.t('verb.preempt.name'), command: { do: 'preempt', pcpu } };
  },
  actions: {
    ...onPcpu('socket'),
    ...onPcpu('deck'),
    preempt: ({ play }) => pressSocketAction(play, 'preempt'),
  },
  narration: {
    pcpuPowered: (speaker, _, { pcpu }) =>
      polite(speaker.text.t('event.pcpuPowered', { pcpu: pcpuName(speaker, pcpu) })),
    stateChanged(speaker, view, { task, from, to }) {
      const { text } = speaker;
      if (!view.verbs.includes('place')) return null;
      const index = view.guests.findIndex(({ vcpus }) => vcpus.some((vcpu) => vcpu.task === task));
      if (index < 0) return null;
      const who = { guest: guestName(speaker, view, index) };
      if (to === 'ready') return polite(text.t('event.taskReady', who));
      return to === 'blocked' && from === 'running' ? polite(text.t('event.taskHalted', who)) : null;
    },
  },
  watches({ pcpus }, mix) {
    for (const pcpu of pcpus) {
      mix(pcpu.task * 64 + pcpu.deck);
      mix(pcpu.interval);
      mix(Number(pcpu.on) * 2 + Number(pcpu.deferred));
    }
  },
  ghost(command, legal) {
    if (command.do !== 'place' && command.do !== 'deck') return null;
    return command.task === NONE ? null : { kind: command.do, task: command.task, pcpu: command.pcpu, legal };
  },
  goal({ pcpu, deck, shared }, { sockets }) {
    const socket = pcpu === undefined || shared !== undefined ? undefined : sockets[pcpu];
    return (deck ? socket?.deck : socket?.rect) ?? null;
  },
};
