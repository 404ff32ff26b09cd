/** Hosts: for whoever asks, or is chosen, what it does, and what each kind of host would make of that. One press takes it there. */
import { DETOURS, type HostsOf, type HostWay, type Often } from '../../../session/parts/hosts.ts';
import type { View } from '../../../session/view-model.ts';
import type { Command, Int } from '../../../sim/index.ts';
import { NEVER } from '../../../sim/types.ts';
import { GuestBadge } from '../../parts/badge.tsx';
import { useDerived, usePlay, useSteady, useView } from '../context.ts';
import { guestName, soonIn, spoken } from '../doing.ts';
import { HOST_DIGIT, turnHost } from '../hostFirst.ts';
import { machineName } from '../mixing.ts';
import type { Play, PlayPart } from '../play.ts';
import { whyNot } from '../refusals.ts';
import { Face, placed } from '../spot.tsx';
import { guestIn } from '../target.ts';
import '../hosts.css';

const MILLION = 1_000_000;

const guestsIn = (view: Pick<View, 'parts'>): readonly HostsOf[] => view.parts.hosts?.guests ?? [];

/** The chosen guest, else whoever has asked longest, else whom the tutorial speaks of. */
function shownIn({ chosen, view, lesson }: Pick<Play, 'chosen' | 'view' | 'lesson'>): HostsOf | undefined {
  const guest = guestIn(chosen.value);
  const all = guestsIn(view.value);
  const about = lesson.value?.about;
  return (
    all.find((one) => one.guest === guest) ??
    all.find(({ asks }) => asks) ??
    all.find((one) => about?.hosts === true && one.guest === about.guest)
  );
}

const commandOf = ({ asks, guest }: HostsOf, { mode, machine }: HostWay): Command =>
  asks ? { do: 'admit', guest, mode, machine } : { do: 'setMode', guest, mode, machine };

/** Takes a guest to a host; says why not where it may not go there. */
function take(play: Play, one: HostsOf, way: HostWay): boolean {
  const at = { kind: 'guest', guest: one.guest } as const;
  const command = commandOf(one, way);
  if (way.why !== null) {
    play.refuse({ ok: false, code: way.why, args: {} }, at, command);
    return false;
  }
  const { ok } = play.command(command, at);
  if (ok) play.letGo();
  return ok;
}

/** The hosts from 1, and to refuse. */
function press(play: Play, digit: Int): boolean {
  const one = shownIn(play);
  const way = one?.ways[digit];
  if (one === undefined) return false;
  if (way !== undefined) return take(play, one, way);
  if (digit !== one.ways.length || !one.asks) return false;
  return play.command({ do: 'refuse', guest: one.guest }, { kind: 'guest', guest: one.guest }).ok;
}

/** Of a kind per millisecond of the guest's own work. */
const perMs = ({ hz }: View, often: Int): Int => Math.round((often * (hz / 1000)) / MILLION);

function DoesRow({ kind }: { kind: Often['of'] }) {
  const play = usePlay();
  const { text, format } = play;
  const row = useSteady(() => {
    const often = shownIn(play)?.does.find(({ of }) => of === kind);
    if (often === undefined || (often.now === 0 && (often.later ?? 0) === 0 && kind === 'odd')) return null;
    const view = play.view.peek();
    const count = (n: Int): string => format.integer(perMs(view, n));
    return { now: count(often.now), later: often.later === null ? '' : count(often.later) };
  });
  if (row.value === null) return null;
  return (
    <tr>
      <th scope="row">{text.t(`play.hosts.does.${kind}`)}</th>
      <td>{row.value.now}</td>
      <td class="hosts-then">{row.value.later}</td>
    </tr>
  );
}

function Does() {
  const play = usePlay();
  const { text } = play;
  const later = useDerived(() => (shownIn(play)?.does ?? []).some((one) => one.later !== null));
  return (
    <table class="hosts-does">
      <caption>{text.t('play.hosts.does')}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{text.t('play.hosts.now')}</th>
          <th scope="col">{later.value ? text.t('play.hosts.then') : ''}</th>
        </tr>
      </thead>
      <tbody>
        <DoesRow kind="traps" />
        <DoesRow kind="requests" />
        <DoesRow kind="odd" />
      </tbody>
    </table>
  );
}

/** What a press on a host would do for this guest, or why nothing. */
function actOf(play: Play, one: HostsOf, way: HostWay): string {
  const { text } = play;
  if (way.why !== null) return whyNot(text, { code: way.why, args: {} });
  if (one.asks) return text.t('play.hosts.admit');
  if (one.on === way.machine) return text.t(one.busy ? 'play.hosts.comes' : 'play.hosts.here');
  if (one.busy) return text.t('play.hosts.busy');
  return text.t('play.hosts.move', { time: spoken(play, play.view.peek(), way.moves) });
}

function Host({ n }: { n: Int }) {
  const play = usePlay();
  const { text, format } = play;
  const card = useSteady(() => {
    const one = shownIn(play);
    const way = one?.ways[n];
    if (one === undefined || way === undefined) return null;
    const view = play.view.value;
    const { guests = 0, pcpus = 0 } = view.parts.hosts?.crowd[way.machine] ?? {};
    const [speed, later] = [way.now.speed, way.later?.speed ?? null].map((bp) => bp !== null && format.percent(bp));
    const shut = way.why !== null;
    const adds = DETOURS.map((of) => {
      const share = format.percent(way.now.adds[of]);
      const then = way.later === null ? share : format.percent(way.later.adds[of]);
      const words =
        then === share ? text.t('play.hosts.adds', { share }) : text.t('play.hosts.addsThen', { share, later: then });
      return { of, words, width: Math.min(100, way.now.adds[of] / 200) };
    });
    const says =
      later === false || later === speed
        ? text.t('play.hosts.speed', { share: String(speed) })
        : text.t('play.hosts.speedThen', { share: String(speed), later: String(later) });
    const machine = machineName(play, view, way.machine);
    const act = actOf(play, one, way);
    return {
      title: text.t('play.hosts.on', { machine, guests, pcpus }),
      adds: shut ? [] : adds,
      says: shut ? '' : says,
      act,
      state: shut ? 'none' : one.on === way.machine ? 'on' : 'free',
      best: !shut && one.ways.every((other) => other.why !== null || other.now.speed <= way.now.speed),
    };
  });
  if (card.value === null) return null;
  const { title, adds, says, act, state, best } = card.value;
  const name = [title, ...adds.map(({ of, words }) => `${text.t(`play.hosts.adds.${of}`)} ${words}`), says, act]
    .filter(Boolean)
    .join('. ');
  return (
    <button
      type="button"
      class="position host-card"
      data-state={state}
      data-best={best}
      data-tip={text.t('play.hosts.means')}
      aria-pressed={state === 'on'}
      aria-disabled={state === 'none'}
      onClick={() => press(play, n)}
    >
      <Face name={name} kind="host-face">
        <span class="host-title">
          <kbd>{n + 1}</kbd>
          <b>{title}</b>
        </span>
        {adds.map(({ of, words, width }) => (
          <span key={of} class={`host-adds ${of}`}>
            <span>{text.t(`play.hosts.adds.${of}`)}</span>
            <span class="host-bar">
              <i style={{ width: `${width}%` }} />
            </span>
            <span>{words}</span>
          </span>
        ))}
        {says === '' ? null : <span class="host-speed">{says}</span>}
        <span class="host-act">{act}</span>
      </Face>
    </button>
  );
}

function Hosts() {
  const play = usePlay();
  const { text } = play;
  const place = useDerived(() => play.layout.value.parts.hosts);
  const head = useSteady(() => {
    const one = shownIn(play);
    const guest = play.view.value.guests[one?.guest ?? -1];
    if (one === undefined || guest === undefined) return null;
    const { index, badge, colour } = guest;
    return {
      index,
      badge,
      colour,
      name: guestName(play, play.view.value, index),
      hosts: one.ways.length,
      asks: one.asks,
    };
  });
  const facts = useView((view) => {
    const one = shownIn(play);
    if (one === undefined) return '';
    const asks = view.guests[one.guest]?.asks;
    const stays =
      asks == null
        ? []
        : [
            view.now + asks.stay >= view.length
              ? text.t('play.hosts.staysOn')
              : text.t('play.hosts.stays', { time: spoken(play, view, asks.stay) }),
            text.t('play.hosts.goes', { time: spoken(play, view, asks.until - view.now) }),
          ];
    const turns =
      one.turns === NEVER
        ? text.t('play.hosts.steady')
        : text.t('play.hosts.turns', { time: soonIn(play, view, one.turns) });
    return [...stays, turns].join(' · ');
  });
  /** somebody at the door, while another guest is shown */
  const waiting = useView((view) => {
    const asking = guestsIn(view).find(({ asks }) => asks);
    const asks = view.guests[asking?.guest ?? -1]?.asks;
    if (asking === undefined || asks == null || shownIn(play)?.guest === asking.guest) return '';
    const guest = guestName(play, view, asking.guest);
    return text.t('play.hosts.waits', { guest, time: spoken(play, view, asks.until - view.now) });
  });
  const at = place.value;
  if (at === null) return null;
  const who = head.value;
  if (who === null)
    return (
      <section class="panel hosts nobody" style={placed(at)} aria-label={text.t('play.hosts.title')}>
        <p class="note">{text.t('play.hosts.nobody')}</p>
      </section>
    );
  return (
    <section class="panel hosts scrolls" style={placed(at)} aria-label={text.t('play.hosts.title')}>
      <h2>
        <GuestBadge badge={who.badge} colour={who.colour} />
        {who.name}
      </h2>
      <p class="mixer-facts">{facts}</p>
      {waiting.value === '' ? null : (
        <button type="button" class="small-button mixer-waits" onClick={() => play.choose(null)}>
          {waiting.value}
        </button>
      )}
      <Does />
      {Array.from({ length: who.hosts }, (_, n) => (
        <Host key={n} n={n} />
      ))}
      {who.asks ? (
        <button type="button" class="small-button answer" onClick={() => press(play, who.hosts)}>
          <Face name={text.t('play.hosts.refuse')} kind="answer-face">
            <kbd>{who.hosts + 1}</kbd>
            <span class="answer-name">{text.t('play.hosts.refuse')}</span>
          </Face>
        </button>
      ) : null}
    </section>
  );
}

/** numbered from 1: hosts, to refuse, and the two positions of the host's own work */
const MOST_DIGITS = 5;

export const hosts: PlayPart = {
  panels: [{ turn: 118, Shown: Hosts }],
  digits: {
    first: 1,
    most: MOST_DIGITS,
    verbs: ['admit', 'mode', 'knob'],
    together: true,
    take: (play, n) => (n + 1 < HOST_DIGIT ? press(play, n) : turnHost(play, n + 1 - HOST_DIGIT)),
  },
  watches(view, mix) {
    for (const { guest, on, asks, busy } of guestsIn(view)) {
      mix(guest);
      mix(on);
      mix(asks);
      mix(busy);
    }
  },
  points: (about, { parts }) => (about.hosts === true || about.door === true ? parts.hosts : null),
};
