/** Guests: what they are, how they fare, and how they are picked up. */
import type { Layout } from '../../../session/layout.ts';
import type { GuestView, View } from '../../../session/view-model.ts';
import type { Int } from '../../../sim/index.ts';
import { NONE } from '../../../sim/types.ts';
import { Arrivals } from '../arrival.tsx';
import { doingOfGuest, guestName, kernelName, roleName, spoken } from '../doing.ts';
import { numbered, pressTarget } from '../focus.ts';
import { Guests, guestAt } from '../guests.tsx';
import { pointsOf } from '../moves.tsx';
import { assertive, polite } from '../narrate.ts';
import type { Inspection, Play, PlayPart } from '../play.ts';
import { switching } from '../prices.ts';

declare module '../target.ts' {
  interface Targets {
    guest: { guest: Int };
    /** one chip of a guest that has several */
    vcpu: { task: Int; guest: Int };
  }
}

const GUIDE = { guest: 'guest', tenant: 'containers' } as const;

function guestFacts(play: Play, view: View, guest: GuestView): Inspection['facts'] {
  const { text, format } = play;
  const vcpu = guest.vcpus[0];
  const facts: Inspection['facts'] = [
    { label: text.t('machine.inspector.doing'), value: doingOfGuest(play, view, guest) },
  ];
  const isTenant = guest.carrier === 'sharedKernel';
  // A wait has said for how long already; of a tenant's many vCPUs one says little.
  if (!isTenant && vcpu !== undefined && guest.stage === 'up' && (vcpu.state === 'running' || vcpu.state === 'blocked'))
    facts.push({ label: text.t('machine.inspector.since'), value: spoken(play, view, view.now - vcpu.since) });
  for (const { cause, points } of guest.moves)
    facts.push({ label: text.t(`play.inspect.moves.${cause}`), value: pointsOf(play, points) });
  if (!isTenant) facts.push({ label: text.t('play.inspect.kernel'), value: kernelName(play, guest.kernel) });
  facts.push({ label: text.t('play.inspect.useful'), value: format.percent(guest.share.useful) });
  return facts;
}

function ofGuest(play: Play, view: View, index: Int): Inspection | null {
  const guest = view.guests[index];
  if (guest === undefined) return null;
  return {
    title: guestName(play, view, index),
    what: roleName(play, view, index),
    facts: guestFacts(play, view, guest),
    prices: view.verbs.includes('place') ? switching(play) : [],
    guide: guest.carrier === 'sharedKernel' ? GUIDE.tenant : GUIDE.guest,
  };
}

const rules = {
  inspect: (play: Play, view: View, { guest }: { guest: Int }) => ofGuest(play, view, guest),
  guides: Object.values(GUIDE),
  rect: ({ towers, parts }: Layout, { guest }: { guest: Int }) => towers[guest]?.rect ?? parts.admission,
};

export const guests: PlayPart = {
  panels: [
    { turn: 100, Shown: Guests },
    { turn: 101, Shown: Arrivals },
  ],
  targets: { guest: rules, vcpu: rules },
  places: ({ guests }) =>
    guests
      .filter((guest) => guest.present && guest.stage !== 'asking')
      .map(({ index }) => ({ kind: 'guest', guest: index })),
  actions: numbered('guest', ({ play }, slot) => {
    const guest = guestAt(play, slot);
    if (guest !== NONE) pressTarget(play, { kind: 'guest', guest });
    // whoever was meant has just left: what is pressed next is not for whoever was chosen before
    else if (play.view.peek().guests.some(({ present }) => !present)) play.letGo();
  }),
  narration: {
    guestSuffers: (speaker, view, { guest }) =>
      polite(speaker.text.t('event.guestSuffers', { guest: guestName(speaker, view, guest) })),
    guestWarned: (speaker, view, { guest }) =>
      assertive(speaker.text.t('event.guestWarned', { guest: guestName(speaker, view, guest) })),
    guestRebooted: (speaker, view, { guest }) =>
      assertive(speaker.text.t('event.guestRebooted', { guest: guestName(speaker, view, guest) })),
    guestRose: (speaker, view, { guest }) =>
      polite(speaker.text.t('event.guestRose', { guest: guestName(speaker, view, guest) })),
    guestUp: (speaker, view, { guest }) =>
      polite(speaker.text.t('event.guestUp', { guest: guestName(speaker, view, guest) })),
    guestLeft: (speaker, view, { guest }) =>
      polite(speaker.text.t('event.guestLeft', { guest: guestName(speaker, view, guest) })),
  },
  watches({ guests }, mix) {
    for (const guest of guests) {
      mix(guest.present);
      mix(guest.stage);
      mix(guest.warned);
      mix(guest.reboots);
      for (const vcpu of guest.vcpus) {
        mix(vcpu.state);
        mix(vcpu.block);
        mix(vcpu.pcpu * 64 + vcpu.deckOf);
      }
    }
  },
  points: ({ guest, door, gear, sign }, { towers }) =>
    guest === undefined || door || gear || sign ? null : (towers[guest]?.rect ?? null),
};
