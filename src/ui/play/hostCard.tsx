/** A kind of host for the guest that is shown: what a detour costs there, who is there already, and what a press would do. */
import { DETOURS, type HostsOf, type HostWay } from '../../session/parts/hosts.ts';
import type { View } from '../../session/view-model.ts';
import type { Int } from '../../sim/index.ts';
import { NONE } from '../../sim/types.ts';
import { guestColour } from '../parts/badge.tsx';
import { usePlay, useSteady } from './context.ts';
import { guestName, spoken } from './doing.ts';
import { kindsOf } from './hostsAhead.tsx';
import { guestsIn, press, shownIn } from './hostsOf.ts';
import { machineName } from './mixing.ts';
import type { Play } from './play.ts';
import { whyNot } from './refusals.ts';
import { Face } from './spot.tsx';

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

export function Host({ n }: { n: Int }) {
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
