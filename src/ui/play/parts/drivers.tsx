/** Cards and drivers: below each tower, what it sends by, and the button that gives it a driver. */
import { driverRow, driverWords } from '../../../session/drivers.ts';
import type { TowerPlace } from '../../../session/layout.ts';
import { type DriverView, isTooLong, lacksDriver } from '../../../session/parts/drivers.ts';
import type { View } from '../../../session/view-model.ts';
import type { Command, Int } from '../../../sim/index.ts';
import { NONE } from '../../../sim/types.ts';
import { useDerived, usePlay, useSteady, useView } from '../context.ts';
import { guestName, spoken } from '../doing.ts';
import { driverFace } from '../driverFace.ts';
import { focus } from '../focus.ts';
import { polite } from '../narrate.ts';
import type { Fact, Inspection, Play, PlayPart, Price } from '../play.ts';
import { price } from '../prices.ts';
import { RowHead } from '../rowHead.tsx';
import { Cap, Spot, Words } from '../spot.tsx';
import { guestIn } from '../target.ts';

declare module '../target.ts' {
  interface Targets {
    driver: { guest: Int };
  }
}

const GUIDE = 'virtio';

const find = ({ parts }: Pick<View, 'parts'>, guest: Int): DriverView | null => parts.drivers?.guests[guest] ?? null;

/** Its guest could be given one now. */
const isOffered = (one: DriverView | null | undefined): boolean => one != null && lacksDriver(one);

const installing = ({ guest, driver }: DriverView): Command => ({ do: 'install', guest, driver });

function nameOf(play: Play, view: View, guest: Int): string {
  const one = find(view, guest);
  if (one === null) return '';
  const args = { guest: guestName(play, view, guest), time: spoken(play, view, one.price) };
  if (one.due) return play.text.t('play.name.fetching', args);
  if (one.has) return play.text.t('play.name.driver', args);
  const { words, state } = driverFace(play, view, one);
  const name = play.text.t(state === 'long' ? 'play.name.installLong' : 'play.name.install', args);
  // whoever speaks to the page says what is written on the button
  return isOffered(one) ? `${words}. ${name}` : name;
}

function Driver({ guest, at }: { guest: Int; at: TowerPlace }) {
  const play = usePlay();
  const { text } = play;
  const middle = useDerived(() => play.layout.value.machines[at.machine]?.middle ?? null);
  const is = useView((view) => find(view, guest) !== null);
  const has = useView((view) => find(view, guest)?.has ?? false);
  const face = useSteady(() => driverFace(play, play.view.value, find(play.view.value, guest)));
  const chosen = useDerived(() => guestIn(play.chosen.value) === guest);
  const band = middle.value;
  if (band === null || !is.value || at.form === 'dense') return null;
  const place = driverWords(at.rect, band);
  const { words, state } = face.value;
  const risky = state === 'long';
  const offered = risky || state === 'offered';
  return (
    <>
      <Words at={driverRow(at.rect, band)} kind="explained">
        <span data-tip={text.t(has.value ? 'play.driver.lettersMeans' : 'play.driver.volleyMeans')} />
      </Words>
      <Spot
        target={{ kind: 'driver', guest }}
        at={place}
        kind={offered ? 'driver offered' : 'driver'}
        tip={text.t(risky ? 'play.driver.longMeans' : 'verb.install.means')}
        tipBelow
        name={(view) => nameOf(play, view, guest)}
      >
        {offered ? (
          <span class="driver-offer" data-long={risky} aria-hidden="true">
            {words}
          </span>
        ) : null}
        {offered && chosen.value ? <Cap action="install" /> : null}
      </Spot>
      {offered ? null : (
        <Words at={place} kind="driver-words">
          {words}
        </Words>
      )}
    </>
  );
}

/** At the left edge: what the row is. */
function Head() {
  const { layout, text } = usePlay();
  const is = useView(({ parts }) => parts.drivers !== null);
  const place = useDerived(() => {
    const { machines, towers } = layout.value;
    const tower = towers.find((one) => one !== null);
    const machine = machines[0];
    return tower == null || machine === undefined ? null : driverRow(tower.rect, machine.middle);
  });
  return place.value === null || !is.value ? null : (
    <RowHead at={{ y: place.value.y, h: place.value.h }}>{text.t('play.driver.row')}</RowHead>
  );
}

/** A knock in either world, with the way out of the guest and back. */
function pricesOf(play: Play): Price[] {
  const { text } = play;
  const way = [...price(play, 'exitEntry', 'exit'), ...price(play, 'exitEntry', 'entry')];
  const sum = (label: string, own: Price[]): Price[] =>
    own
      .slice(-1)
      .map((one) => ({ ...one, label, cycles: [...way, ...own].reduce((all, { cycles }) => all + cycles, 0) }));
  return [
    ...sum(text.t('play.price.knockUser'), price(play, 'backend', 'io.user')),
    ...sum(text.t('play.price.knockKernel'), price(play, 'backend', 'io.kernel')),
  ];
}

function inspect(play: Play, view: View, guest: Int): Inspection | null {
  const one = find(view, guest);
  if (one === null) return null;
  const { text, format } = play;
  const facts: Fact[] = [
    { label: text.t('play.driver.knocksSoFar'), value: format.integer(one.traffic.knocks) },
    { label: text.t('play.driver.lettersSoFar'), value: format.integer(one.traffic.letters) },
  ];
  if (!one.has)
    facts.push(
      { label: text.t('play.driver.takes'), value: spoken(play, view, one.price) },
      { label: text.t('play.driver.away'), value: spoken(play, view, one.away) },
      { label: text.t('play.driver.bears'), value: spoken(play, view, one.bears) },
    );
  return {
    title: text.t('play.driver.title', { guest: guestName(play, view, guest) }),
    what: text.t(one.has ? 'play.driver.whatRing' : 'play.driver.whatCard'),
    facts,
    prices: pricesOf(play),
    guide: GUIDE,
  };
}

/** The guest that the key means: the chosen one, else the first that could be given a driver. */
function meant({ chosen, view }: Play): DriverView | null {
  const own = find(view.peek(), guestIn(chosen.peek()) ?? NONE);
  return isOffered(own) ? own : ((view.peek().parts.drivers?.guests ?? []).find((one) => isOffered(one)) ?? null);
}

export const drivers: PlayPart = {
  panels: [{ turn: 213, Shown: Head }],
  AtGuest: Driver,
  targets: {
    driver: {
      inspect: (play, view, { guest }) => inspect(play, view, guest),
      guides: [GUIDE],
      rect: ({ towers }, { guest }) => towers[guest]?.rect ?? null,
    },
  },
  acts(view, pressed) {
    const one = pressed.kind === 'driver' ? find(view, pressed.guest) : null;
    return one !== null && isOffered(one) ? installing(one) : null;
  },
  actions: {
    /** whose driver it is, is shown before it is given: the first press goes there */
    install({ play }) {
      const one = meant(play);
      if (one === null) return;
      const isMeant = guestIn(play.chosen.peek()) === one.guest || document.activeElement?.id === `driver-${one.guest}`;
      if (isMeant) play.command(installing(one), { kind: 'driver', guest: one.guest });
      else focus({ kind: 'driver', guest: one.guest });
    },
  },
  narration: {
    driverChosen: (speaker, view, { guest }) =>
      polite(speaker.text.t('event.driverChosen', { guest: guestName(speaker, view, guest) })),
    driverInstalled: (speaker, view, { guest }) =>
      polite(speaker.text.t('event.driverInstalled', { guest: guestName(speaker, view, guest) })),
  },
  watches({ parts }, mix) {
    for (const one of parts.drivers?.guests ?? [])
      if (one !== null) {
        mix(one.has);
        mix(one.due);
        mix(one.up);
        mix(isOffered(one) && isTooLong(one));
      }
  },
  points({ guest, driver }, { towers, machines }) {
    const tower = guest === undefined || !driver ? null : towers[guest];
    const middle = tower && machines[tower.machine]?.middle;
    return tower && middle ? driverRow(tower.rect, middle) : null;
  },
};
