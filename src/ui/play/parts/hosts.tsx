/** Hosts: for whoever asks, or is chosen, what it does, and what each kind of host would make of that. One press takes it there. */
import { DETOURS, type HostsOf, type HostWay, type Often } from '../../../session/parts/hosts.ts';
import type { View } from '../../../session/view-model.ts';
import type { Int } from '../../../sim/index.ts';
import { useDerived, usePlay, useSteady } from '../context.ts';
import { asksText, commandOf, Desk, RefuseButton, refuse, turnsText } from '../desk.tsx';
import { guestName, spoken } from '../doing.ts';
import { HOST_DIGIT, turnHost } from '../hostFirst.ts';
import { machineName } from '../mixing.ts';
import { polite } from '../narrate.ts';
import type { Play, PlayPart } from '../play.ts';
import { whyNot } from '../refusals.ts';
import { Face } from '../spot.tsx';
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

/** Takes a guest to a host, or admits the driver there that it lacks; says why not where neither can be. */
function take(play: Play, one: HostsOf, way: HostWay): boolean {
  const at = { kind: 'guest', guest: one.guest } as const;
  const command = commandOf(one, way);
  if (way.lacks !== null)
    return play.command({ do: 'admitDriver', machine: way.machine, driver: way.lacks.driver }, at).ok;
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
  return digit === one.ways.length && refuse(play, one);
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
  if (way.lacks !== null) {
    const { domain, restart } = way.lacks;
    const view = play.view.peek();
    return text.t('play.hosts.driver', { domain: guestName(play, view, domain), time: spoken(play, view, restart) });
  }
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
    const shut = way.why !== null && way.why !== 'noDriver' && way.why !== 'driverStarts';
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
      state: way.lacks !== null ? 'lacks' : way.why !== null ? 'none' : one.on === way.machine ? 'on' : 'free',
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
  const place = useDerived(() => play.layout.value.parts.hosts);
  const choices = useSteady(() => {
    const one = shownIn(play);
    return { hosts: one?.ways.length ?? 0, asks: one?.asks ?? false };
  });
  const facts = (view: View): string => {
    const one = shownIn(play);
    if (one === undefined) return '';
    return [asksText(play, view, one), turnsText(play, view, one.turns)].filter(Boolean).join(' · ');
  };
  const at = place.value;
  if (at === null) return null;
  const { hosts: n, asks } = choices.value;
  return (
    <Desk
      kind="hosts"
      at={at}
      all={guestsIn}
      shown={() => shownIn(play)}
      facts={facts}
      heading={(view, guest) => guestName(play, view, guest)}
    >
      <Does />
      {Array.from({ length: n }, (_, host) => (
        <Host key={host} n={host} />
      ))}
      {asks ? <RefuseButton digit={n + 1} onPress={() => press(play, n)} /> : null}
    </Desk>
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
  narration: {
    driverAdmitted: (speaker, view, { guest }) =>
      polite(speaker.text.t('event.driverAdmitted', { guest: guestName(speaker, view, guest) })),
  },
  watches(view, mix) {
    for (const { guest, on, asks, busy, ways } of guestsIn(view)) {
      mix(guest);
      mix(on);
      mix(asks);
      mix(busy);
      for (const { why } of ways) mix(why ?? '');
    }
  },
  answers: ({ parts }) => parts.hosts,
  points: (about, { parts }) => (about.hosts === true || about.door === true ? parts.hosts : null),
};
