/** Hosts: for whoever asks, or is chosen, what it does, and what each kind of host would make of that. One press takes it there. */
import { DETOURS, type Detour, type HostsOf, type HostWay } from '../../../session/parts/hosts.ts';
import type { View } from '../../../session/view-model.ts';
import type { Int } from '../../../sim/index.ts';
import { NONE } from '../../../sim/types.ts';
import { GuestBadge, guestColour } from '../../parts/badge.tsx';
import { useDerived, usePlay, useSteady } from '../context.ts';
import { asksText, commandOf, Desk, RefuseButton, refuse } from '../desk.tsx';
import { guestName, soonIn, spoken } from '../doing.ts';
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

/** What it does from now on until it leaves; `part`: of the time that it stays. */
type Column = { part: number; lasts: string; often: Readonly<Record<Detour, Int>> };

/** per millisecond of a guest's own work: a bar that is full */
const MOST = 600;

const widthOf = (often: Int): number => Math.min(100, (100 * often) / MOST);

function columnsOf(play: Play, view: View, { ahead, stays }: HostsOf): Column[] {
  let left = stays;
  return ahead.flatMap(({ lasts: whole, often }): Column[] => {
    const lasts = Math.min(whole, left);
    left -= lasts;
    if (lasts <= 0) return [];
    const perMs = (of: Detour): Int => Math.round((often[of] * (view.hz / 1000)) / MILLION);
    const all = { traps: perMs('traps'), requests: perMs('requests'), odd: perMs('odd') };
    return [{ part: lasts / stays, lasts: soonIn(play, view, lasts), often: all }];
  });
}

/** Traps and requests, even where it has none; of whoever needs the odd device, only what it does. */
function kindsOf(ahead: readonly { often: Column['often'] }[]): readonly Detour[] {
  const does = (of: Detour): boolean => ahead.some(({ often }) => often[of] > 0);
  return DETOURS.filter(does('odd') ? does : (of) => of !== 'odd');
}

/** The time that it stays, from left to right: what takes it away from its own work, as high as it is often. */
function Ahead({ columns }: { columns: readonly Column[] }) {
  return (
    <span class="hosts-ahead" aria-hidden="true">
      {columns.map(({ part, often }, n) => (
        <span key={n} style={{ flexGrow: part }}>
          {DETOURS.map((of) => (
            <i key={of} class={of} style={{ height: `${widthOf(often[of])}%` }} />
          ))}
        </span>
      ))}
    </span>
  );
}

/** While nobody asks: all that are here, by host, each with what it does and will do. A press chooses it. */
function Roll() {
  const play = usePlay();
  const { text } = play;
  const hosts = useSteady(() => {
    const view = play.view.value;
    const here = guestsIn(view).filter(({ asks }) => !asks);
    return view.machines.map((_, machine) => ({
      name: machineName(play, view, machine),
      guests: here
        .filter(({ on }) => on === machine)
        .map((one) => ({
          guest: one.guest,
          name: guestName(play, view, one.guest),
          badge: view.guests[one.guest]?.badge ?? 'square',
          colour: view.guests[one.guest]?.colour ?? 0,
          columns: columnsOf(play, view, one),
        })),
    }));
  });
  return hosts.value.map(({ name, guests }) =>
    guests.length === 0 ? null : (
      <section key={name} class="hosts-roll" aria-label={name}>
        <h3>{name}</h3>
        {guests.map(({ guest, name: who, badge, colour, columns }) => (
          <button
            key={guest}
            type="button"
            class="position"
            data-tip={text.t('play.hosts.roll')}
            onClick={() => play.choose({ kind: 'guest', guest })}
          >
            <GuestBadge badge={badge} colour={colour} />
            <span>{who}</span>
            <Ahead columns={columns} />
          </button>
        ))}
      </section>
    ),
  );
}

/** How often it takes each detour, now and later, and for how long: what each of them costs, the hosts' cards say. */
function Does() {
  const play = usePlay();
  const { text, format } = play;
  const columns = useSteady(() => {
    const one = shownIn(play);
    return one === undefined ? [] : columnsOf(play, play.view.value, one);
  });
  const all = columns.value;
  const rows = kindsOf(all);
  return (
    <>
      <Ahead columns={all} />
      <table class="hosts-does">
        <caption>{text.t('play.hosts.does')}</caption>
        <thead>
          <tr>
            <td />
            {all.map((_, n) => (
              <th key={n} scope="col">
                {text.t(n === 0 ? 'play.hosts.now' : 'play.hosts.then')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((of) => (
            <tr key={of} class={of}>
              <th scope="row">{text.t(`play.hosts.does.${of}`)}</th>
              {all.map(({ often }, n) => (
                <td key={n}>
                  {format.integer(often[of])}
                  <i style={{ width: `${widthOf(often[of])}%` }} />
                </td>
              ))}
            </tr>
          ))}
          <tr class="for">
            <th scope="row">{text.t('play.hosts.for')}</th>
            {all.map(({ lasts }, n) => (
              <td key={n}>{lasts}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </>
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

/** The dearest detour on any host: a bar that is full. */
const dearest = (view: View): number =>
  Math.max(1, ...(view.parts.hosts?.hosts ?? []).flatMap(({ costs }) => DETOURS.map((of) => costs[of] ?? 0)));

/** What one detour of each kind costs there; '' of a device for which there is no driver, null of what nobody does. */
function pricesOf(play: Play, view: View, one: HostsOf, { machine, why, lacks }: HostWay) {
  const { costs } = view.parts.hosts?.hosts[machine] ?? {};
  const undriven = lacks !== null || why === 'noDriver' || why === 'driverStarts';
  return kindsOf(one.ahead).flatMap((of) => {
    const cost = costs?.[of] ?? null;
    if (cost === null) return [];
    if (of === 'odd' && undriven) return [{ of, says: play.text.t('play.hosts.undriven'), width: 0 }];
    return [{ of, says: spoken(play, view, cost), width: (100 * cost) / dearest(view) }];
  });
}

/** How many there are for how many places; and who else needs one: a domain with drivers, the host's own work. */
function fullOf({ text }: Play, view: View, machine: Int, guests: Int, pcpus: Int): string {
  const domain = view.guests.some((guest) => guest.machine === machine && guest.role === 'driverDomain');
  const own = view.parts.hostWork?.machine === machine;
  const key = domain ? 'play.hosts.onDomain' : own ? 'play.hosts.onOwn' : 'play.hosts.on';
  return text.t(key, { guests, pcpus });
}

function Host({ n }: { n: Int }) {
  const play = usePlay();
  const { text } = play;
  const card = useSteady(() => {
    const one = shownIn(play);
    const way = one?.ways[n];
    if (one === undefined || way === undefined) return null;
    const view = play.view.value;
    const { guests = 0, pcpus = 0 } = view.parts.hosts?.hosts[way.machine] ?? {};
    const there = guestsIn(view).filter(({ on }) => on === way.machine);
    const machine = machineName(play, view, way.machine);
    return {
      title: machine,
      full: fullOf(play, view, way.machine, guests, pcpus),
      // a place per pCPU, and one for each guest beyond
      places: Array.from({ length: Math.max(guests, pcpus) }, (_, i) => ({
        colour: view.guests[there[i]?.guest ?? NONE]?.colour ?? null,
        over: i >= pcpus,
      })),
      prices: pricesOf(play, view, one, way),
      act: actOf(play, one, way),
      state: way.lacks !== null ? 'lacks' : way.why !== null ? 'none' : one.on === way.machine ? 'on' : 'free',
    };
  });
  if (card.value === null) return null;
  const { title, full, places, prices, act, state } = card.value;
  const name = [
    `${title} ${full}`,
    ...prices.map(({ of, says }) => `${text.t(`play.hosts.a.${of}`)} ${says}`),
    act,
  ].join('. ');
  return (
    <button
      type="button"
      class="position host-card"
      data-state={state}
      data-tip={text.t('play.hosts.means')}
      aria-pressed={state === 'on'}
      aria-disabled={state === 'none'}
      onClick={() => press(play, n)}
    >
      <Face name={name} kind="host-face">
        <span class="host-title">
          <kbd>{n + 1}</kbd>
          <b>{title}</b>
          <span class="host-full">{full}</span>
        </span>
        {prices.map(({ of, says, width }) => (
          <span key={of} class={`host-adds ${of}`}>
            <span>{text.t(`play.hosts.a.${of}`)}</span>
            <span class="host-bar">
              <i style={{ width: `${width}%` }} />
            </span>
            <span>{says}</span>
          </span>
        ))}
        <span class="host-foot">
          <span class="host-act">{act}</span>
          <span class="host-places">
            {places.map(({ colour, over }, i) => (
              <i
                key={i}
                class={over ? 'over' : ''}
                style={colour === null ? {} : { background: guestColour(colour) }}
              />
            ))}
          </span>
        </span>
      </Face>
    </button>
  );
}

function Hosts() {
  const play = usePlay();
  const { text, format } = play;
  const place = useDerived(() => play.layout.value.parts.hosts);
  const choices = useSteady(() => {
    const one = shownIn(play);
    const without = one?.without ?? null;
    return { hosts: one?.ways.length ?? 0, asks: one?.asks ?? false, without };
  });
  const facts = (view: View): string => {
    const one = shownIn(play);
    if (one === undefined) return '';
    return asksText(play, view, one) || text.t('play.hosts.leaves', { time: soonIn(play, view, one.stays) });
  };
  const at = place.value;
  if (at === null) return null;
  const { hosts: n, asks, without } = choices.value;
  const says = without === null ? '' : text.t('play.hosts.without', { share: format.percent(without) });
  return (
    <Desk
      kind="hosts"
      at={at}
      all={guestsIn}
      shown={() => shownIn(play)}
      facts={facts}
      heading={(view, guest) => guestName(play, view, guest)}
      idle={<Roll />}
    >
      <Does />
      {Array.from({ length: n }, (_, host) => (
        <Host key={host} n={host} />
      ))}
      {asks ? <RefuseButton digit={n + 1} says={says} onPress={() => press(play, n)} /> : null}
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
