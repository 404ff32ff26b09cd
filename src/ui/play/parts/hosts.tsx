/** Hosts: for whoever asks, or is chosen, what it does, and what each kind of host would make of that. One press takes it there. */
import { useEffect } from 'preact/hooks';
import type { View } from '../../../session/view-model.ts';
import { NONE } from '../../../sim/types.ts';
import { GuestBadge } from '../../parts/badge.tsx';
import { useDerived, usePlay, useSteady } from '../context.ts';
import { asksText, Desk, RefuseButton } from '../desk.tsx';
import { guestName, soonIn } from '../doing.ts';
import { Host } from '../hostCard.tsx';
import { HOST_DIGIT, turnHost } from '../hostFirst.ts';
import { Ahead, columnsOf, kindsOf, widthOf } from '../hostsAhead.tsx';
import { guestsIn, press, shownIn } from '../hostsOf.ts';
import { machineName } from '../mixing.ts';
import { polite } from '../narrate.ts';
import type { PlayPart } from '../play.ts';
import { guestIn } from '../target.ts';
import '../hosts.css';

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
  /** at the door, and the tutorial asks about it: whoever was looked at before is let go of */
  const told = useDerived(() => {
    const about = play.lesson.value?.about;
    return about?.door === true ? (about.guest ?? NONE) : NONE;
  });
  useEffect(() => {
    const chosen = play.chosen.peek();
    if (told.value !== NONE && chosen !== null && guestIn(chosen) !== told.value) play.choose(null);
  }, [play, told.value]);
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
