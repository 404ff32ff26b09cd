/** Leaks: for each guest the sites that are watched, how often each ran, and what can be done about it. */
import type { Layout, Rect, TowerPlace } from '../../../session/layout.ts';
import { type SiteView, urgentIn } from '../../../session/parts/leaks.ts';
import { siteRow } from '../../../session/siteRows.ts';
import type { View } from '../../../session/view-model.ts';
import type { Command, Int } from '../../../sim/index.ts';
import { NEVER } from '../../../sim/types.ts';
import { useDerived, usePlay, useView } from '../context.ts';
import { guestName, type Speaker, spoken } from '../doing.ts';
import { focus } from '../focus.ts';
import { refusedName } from '../names.ts';
import { assertive, polite } from '../narrate.ts';
import type { Fact, Inspection, Play, PlayPart, Price } from '../play.ts';
import { price } from '../prices.ts';
import { RowHead } from '../rowHead.tsx';
import { Cap, placed, Spot, Words } from '../spot.tsx';
import { guestIn } from '../target.ts';
import '../leaks.css';

declare module '../target.ts' {
  interface Targets {
    /** a place below a guest's tower, where a site stands */
    site: { guest: Int; place: Int };
  }
}

const GUIDE = 'sensitive-instruction';

const siteAt = ({ parts }: Pick<View, 'parts'>, guest: Int, place: Int): SiteView | null =>
  parts.leaks?.guests[guest]?.[place] ?? null;

/** of a site among those of its guest, for people */
const numberOf = ({ site }: SiteView): Int => site + 1;

/** One instruction stands at many sites: each has its number, so that the eye finds it again. */
const instructionName = ({ text }: Pick<Speaker, 'text'>, site: SiteView): string =>
  text.t('play.leak.site', { what: text.word('instruction', site.instruction), n: numberOf(site) });

function rectOf({ towers, machines }: Layout, guest: Int, place: Int): Rect | null {
  const tower = towers[guest];
  const middle = tower && machines[tower.machine]?.middle;
  return tower && middle ? siteRow(tower.rect, middle, place).row : null;
}

type How = SiteView['how'];
const commandOf = (guest: Int, { site }: SiteView, how: How): Command => ({ do: 'treat', guest, site, how });

/** The step after the present one: patch it, then translate its block. */
function nextStep(guest: Int, site: SiteView): Command | null {
  if (site.how === 'translated') return null;
  return commandOf(guest, site, site.how === 'left' ? 'patched' : 'translated');
}

function siteName(play: Play, view: View, guest: Int, site: SiteView): string {
  const { text } = play;
  const args = { what: instructionName(play, site), guest: guestName(play, view, guest), n: site.runs };
  if (site.left !== NEVER) return text.t('play.name.siteLost', { ...args, time: spoken(play, view, site.left) });
  return text.t('play.name.site', { ...args, how: text.word('play.leak.how', site.how) });
}

function buttonName(play: Play, view: View, guest: Int, site: SiteView, how: How): string {
  const { text } = play;
  const args = { what: instructionName(play, site), guest: guestName(play, view, guest) };
  if (how === 'left') return text.t('play.leak.leaveName', args);
  const time = spoken(play, view, how === 'patched' ? site.trap : site.price);
  return text.t(how === 'patched' ? 'play.leak.patchName' : 'play.leak.translateName', { ...args, time });
}

/** What a press on a button does: patched once more, it is left again. */
const pressed = ({ how }: SiteView, button: 'patched' | 'translated'): How =>
  button === 'patched' && how === 'patched' ? 'left' : button;

function Button({ guest, place, button }: { guest: Int; place: Int; button: 'patched' | 'translated' }) {
  const play = usePlay();
  const stands = useView((view) => siteAt(view, guest, place)?.how === button);
  const done = useView((view) => siteAt(view, guest, place)?.written ?? false);
  const due = useView((view) => {
    const site = siteAt(view, guest, place);
    return site !== null && button === 'translated' && site.how === 'patched' && site.isPaid && !site.rests;
  });
  const name = useDerived(() => {
    const view = play.calm.value;
    const site = siteAt(view, guest, place);
    if (site === null) return '';
    const how = pressed(site, button);
    const verdict = site.written ? play.session.can(commandOf(guest, site, how)) : undefined;
    return refusedName(play, buttonName(play, view, guest, site, how), verdict);
  });
  return (
    <button
      type="button"
      id={`treat-${guest}-${place}-${button}`}
      class="position site-button"
      aria-pressed={stands}
      aria-disabled={done.value}
      data-due={due.value}
      aria-label={name}
      data-tip={name}
      onClick={() => {
        const site = siteAt(play.view.peek(), guest, place);
        if (site !== null) play.command(commandOf(guest, site, pressed(site, button)), { kind: 'site', guest, place });
      }}
    >
      {play.text.t(button === 'patched' ? 'play.leak.patch' : 'play.leak.translate')}
    </button>
  );
}

function Row({ guest, place, at }: { guest: Int; place: Int; at: TowerPlace }) {
  const play = usePlay();
  const { text } = play;
  const middle = play.layout.value.machines[at.machine]?.middle;
  const is = useView((view) => siteAt(view, guest, place) !== null);
  const name = useView((view) => {
    const site = siteAt(view, guest, place);
    return site === null ? '' : text.word('instruction', site.instruction);
  });
  const number = useView((view) => {
    const site = siteAt(view, guest, place);
    return site === null ? '' : String(numberOf(site));
  });
  const count = useView((view) => {
    const site = siteAt(view, guest, place);
    if (site === null) return '';
    return site.left === NEVER ? text.t('play.leak.ran', { n: site.runs }) : spoken(play, view, site.left);
  });
  const look = useView((view) => {
    const site = siteAt(view, guest, place);
    if (site === null) return 'site-words';
    if (site.left !== NEVER) return 'site-words lost';
    return site.rests ? 'site-words rests' : `site-words ${site.leak}`;
  });
  const means = useView((view) => {
    const site = siteAt(view, guest, place);
    return site === null ? '' : text.word('instruction', site.instruction, {}, 'means');
  });
  const numbered = useDerived(() => guestIn(play.chosen.value) === guest);
  if (middle === undefined || !is.value) return null;
  const { words, buttons } = siteRow(at.rect, middle, place);
  return (
    <>
      <Spot
        target={{ kind: 'site', guest, place }}
        at={words}
        kind="site"
        tip={means.value}
        name={(view) => {
          const site = siteAt(view, guest, place);
          return site === null ? '' : siteName(play, view, guest, site);
        }}
      >
        {numbered.value ? <kbd class="site-digit">{place + 1}</kbd> : null}
      </Spot>
      <Words at={words} kind={look.value}>
        <span class="site-name">
          {name} <small>{number}</small>
        </span>{' '}
        <span class="site-count">{count}</span>
      </Words>
      <div class="site-buttons" style={placed(buttons)}>
        <Button guest={guest} place={place} button="patched" />
        <Button guest={guest} place={place} button="translated" />
      </div>
    </>
  );
}

function Sites({ guest, at }: { guest: Int; at: TowerPlace }) {
  const places = useView(({ parts }) => parts.leaks?.guests[guest]?.length ?? 0);
  return (
    <>
      {Array.from({ length: places.value }, (_, place) => (
        <Row key={place} guest={guest} place={place} at={at} />
      ))}
    </>
  );
}

/** At the left edge: what the rows are, and the key that goes to the most urgent. */
function Head() {
  const { layout, text } = usePlay();
  const is = useView(({ parts }) => parts.leaks !== null);
  const at = useDerived(() => {
    const { towers } = layout.value;
    const guest = towers.findIndex((tower) => tower !== null);
    return guest < 0 ? null : rectOf(layout.value, guest, 0);
  });
  if (!is.value || at.value === null) return null;
  return (
    <RowHead at={at.value}>
      {text.t('play.leak.row')} <Cap action="leak" />
    </RowHead>
  );
}

/** What a trap, a translated instruction and a run of translated code take. */
function pricesOf(play: Play, { trap }: SiteView): Price[] {
  const { text } = play;
  const named = (label: string, prices: Price[]): Price[] => prices.map((one) => ({ ...one, label }));
  const inside = price(play, 'emulation', 'te.emulate');
  return [
    ...inside.map((one) => ({ ...one, label: text.t('play.price.patch'), cycles: one.cycles + trap })),
    ...named(text.t('play.price.block'), price(play, 'translation', 'bt.translate')),
    ...named(text.t('play.price.cached'), inside),
  ];
}

function inspect(play: Play, view: View, guest: Int, place: Int): Inspection | null {
  const site = siteAt(view, guest, place);
  if (site === null) return null;
  const { text, format } = play;
  const facts: Fact[] = [
    { label: text.t('play.leak.runs'), value: format.integer(site.runs) },
    { label: text.t('play.leak.silent'), value: format.integer(site.silent) },
    { label: text.t('play.leak.block'), value: format.integer(site.instructions) },
    { label: text.t('play.leak.paid'), value: format.percent(site.paid) },
  ];
  if (site.left !== NEVER) facts.unshift({ label: text.t('play.leak.hang'), value: spoken(play, view, site.left) });
  return {
    title: text.t('play.leak.title', { what: instructionName(play, site), guest: guestName(play, view, guest) }),
    what: text.word('instruction', site.instruction, {}, 'means'),
    facts,
    prices: pricesOf(play, site),
    guide: GUIDE,
  };
}

export const leaks: PlayPart = {
  panels: [{ turn: 207, Shown: Head }],
  AtGuest: Sites,
  targets: {
    site: {
      inspect: (play, view, { guest, place }) => inspect(play, view, guest, place),
      guides: [GUIDE],
      rect: (layout, { guest, place }) => rectOf(layout, guest, place),
    },
  },
  /** a number takes the site of the chosen guest one step further: it is patched, then translated */
  digits: {
    first: 1,
    most: 5,
    verbs: ['treat'],
    take(play, index) {
      const guest = guestIn(play.chosen.peek());
      const site = guest === null ? null : siteAt(play.view.peek(), guest, index);
      const command = guest === null || site === null ? null : nextStep(guest, site);
      if (guest === null || command === null) return false;
      const target = { kind: 'site', guest, place: index } as const;
      if (!play.command(command, target).ok) return false;
      // the guest is in hand no longer, and the next number is for its sites again
      play.choose(target);
      return true;
    },
  },
  actions: {
    leak({ play }) {
      const at = urgentIn(play.view.peek());
      if (at === null) return;
      const target = { kind: 'site', guest: at.guest, place: at.site } as const;
      focus(target);
      play.choose(target);
    },
  },
  narration: {
    leaked(speaker, view, { guest, cause }) {
      const args = { guest: guestName(speaker, view, guest) };
      if (cause === 'loses') return assertive(speaker.text.t('event.flagLost', args));
      // what only tells drips on and on: each is seen, and none is worth a word
      return cause === 'tells' ? null : polite(speaker.text.t('event.leaked', args));
    },
    siteTreated(speaker, view, { guest, site, how }) {
      const found = view.parts.leaks?.guests[guest]?.find((one) => one?.site === site);
      if (found === null || found === undefined) return null;
      const args = { guest: guestName(speaker, view, guest), what: instructionName(speaker, found) };
      return polite(speaker.text.word('event.siteTreated', how, args));
    },
    sitePaid: (speaker, view, { guest }) =>
      polite(speaker.text.t('event.sitePaid', { guest: guestName(speaker, view, guest) })),
    flagHung: (speaker, view, { guest, at, since }) =>
      assertive(
        speaker.text.t('event.flagHung', {
          guest: guestName(speaker, view, guest),
          time: spoken(speaker, view, at - since),
        }),
      ),
  },
  advice(play, view, event) {
    if (event.type !== 'flagHung') return null;
    const { guest, at, since } = event;
    const args = { guest: guestName(play, view, guest), time: spoken(play, view, at - since) };
    const until = at + (view.parts.leaks?.fuse ?? 0);
    return {
      id: 'hung',
      at: { kind: 'guest', guest },
      words: play.text.t('play.leak.hung', args),
      stands: ({ now }) => now < until,
    };
  },
  watches({ parts }, mix) {
    for (const places of parts.leaks?.guests ?? [])
      for (const site of places) {
        mix(site?.site ?? -1);
        mix(site?.how ?? '');
        mix(site !== null && site.left !== NEVER);
        mix(site?.isPaid ?? false);
      }
  },
  points: ({ guest, site }, layout) => (site === undefined || guest === undefined ? null : rectOf(layout, guest, site)),
};
