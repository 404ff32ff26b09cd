/** Levers: how each guest is run, what a change costs, and what speaks for one. */
import { BARS } from '../../../session/gear.ts';
import { faderless, gearOf, type TowerPlace } from '../../../session/layout.ts';
import type { AheadView, Blocks, GearView, View } from '../../../session/view-model.ts';
import type { Command, Id, Int } from '../../../sim/index.ts';
import { NEVER } from '../../../sim/types.ts';
import { useKeyWords } from '../../parts/keyWords.ts';
import { useDerived, usePlay, useView } from '../context.ts';
import { guestName, modeWord, type Speaker, spoken } from '../doing.ts';
import { focus } from '../focus.ts';
import { polite } from '../narrate.ts';
import type { Fact, Inspection, Play, PlayPart } from '../play.ts';
import { enterPrices, merged } from '../prices.ts';
import { RowHead } from '../rowHead.tsx';
import { Cap, Spot, Words } from '../spot.tsx';
import { guestIn } from '../target.ts';
import '../gears.css';

declare module '../target.ts' {
  interface Targets {
    gear: { guest: Int };
  }
}

const GUIDE = 'execution-mode';
/** design pixels below which a speed does not stand beside the face, but beside what the guest does */
const READING = 34;

const find = ({ parts }: Pick<View, 'parts'>, guest: Int): GearView | undefined =>
  parts.modes?.gears.find((gear) => gear.guest === guest);

/** What a pull brings: the mode after the chosen one. */
function pulled({ modes, chosen }: GearView): GearView['modes'][number] | undefined {
  return modes[(modes.findIndex(({ id }) => id === chosen) + 1) % modes.length];
}

/** What the lever is set to, and what a pull would do, for how much; or why it cannot be pulled. */
function nameOf(play: Play, view: View, gear: GearView): string {
  if (gear.stuck !== null)
    return play.text.t('play.gear.nameStuck', {
      guest: guestName(play, view, gear.guest),
      mode: modeWord(play, gear.mode),
      why: play.text.word('refusal', gear.stuck),
    });
  const next = pulled(gear);
  const args = {
    guest: guestName(play, view, gear.guest),
    mode: modeWord(play, gear.mode),
    other: modeWord(play, gear.chosen === gear.mode ? (next?.id ?? '') : gear.chosen),
  };
  const time = (id: Id): string => spoken(play, view, gear.modes.find((mode) => mode.id === id)?.price ?? 0);
  if (gear.changing)
    return play.text.t('play.gear.nameChanging', {
      ...args,
      mode: modeWord(play, gear.chosen),
      time: time(next?.id ?? ''),
    });
  return gear.chosen === gear.mode
    ? play.text.t('play.gear.name', { ...args, time: time(next?.id ?? '') })
    : play.text.t('play.gear.nameChosen', { ...args, time: time(gear.chosen) });
}

/** What a gear shows, in the level's own words where it has such. */
const gearText = (
  { text, level }: Pick<Speaker, 'text' | 'level'>,
  key: `row.${(typeof BARS)[number] | 'ahead'}` | 'rows' | 'strip',
): string => (level.has(`gear.${key}`) ? level.say(`gear.${key}`) : text.t(`play.gear.${key}`));

const leverHead = ({ text, level }: Pick<Speaker, 'text' | 'level'>, key: string): string =>
  level.has('gear.row.lever') ? level.say('gear.row.lever', { key }) : text.t('play.gear.row.lever', { key });

/** Hundredths of blocks, to a tenth. */
function blocksText({ text, level, format }: Speaker, { calls, misses, mapping, faults, packets }: Blocks): string {
  const args = {
    calls: format.decimal(calls / 100),
    misses: format.decimal(misses / 100),
    mapping: format.decimal(mapping / 100),
    faults: format.decimal(faults / 100),
    packets: format.decimal(packets / 100),
  };
  return level.has('gear.blocks') ? level.say('gear.blocks', args) : text.t('play.gear.blocks', args);
}

/** What pulling the lever that is pointed at takes, and whether that pays by what is known; '' while it is not. */
function quoted(play: Play, view: View, guest: Int): string {
  const considered = play.considered.value;
  const command = considered?.command;
  if (command?.do !== 'setMode' || command.guest !== guest) return '';
  const gear = find(view, guest);
  const mode = gear?.modes.find(({ id }) => id === command.mode);
  if (gear === undefined || mode === undefined) return '';
  const { price, pays, leaks } = mode;
  if (leaks) return play.text.t('play.gear.leaks');
  if (pays === null || mode.id === gear.mode)
    return play.text.t('play.gear.quote', { time: spoken(play, view, price) });
  return pays === NEVER
    ? play.text.t('play.gear.slower', { time: spoken(play, view, price) })
    : play.text.t('play.gear.pays', { time: spoken(play, view, pays) });
}

/** Its technique is put together on the mixer: its lever only chooses it. */
const isMixed = ({ parts }: Pick<View, 'parts'>): boolean => parts.mixer !== null;

function reading(play: Play, gear: GearView): string {
  if (gear.changing) return play.text.t('play.gear.changing');
  const mixed = isMixed(play.view.peek());
  return gear.speed === null
    ? play.text.t(mixed ? 'play.gear.shareUnknown' : 'play.gear.unknown')
    : play.text.t(mixed ? 'play.gear.share' : 'play.gear.speed', {
        share: play.format.percent(gear.speed),
      });
}

function Gear({ guest, at }: { guest: Int; at: TowerPlace }) {
  const play = usePlay();
  const { text } = play;
  const place = gearOf(at);
  const is = useView((view) => find(view, guest) !== undefined);
  const modes = useView(
    (view) =>
      find(view, guest)
        ?.modes.map(({ id }) => id)
        .join() ?? '',
  );
  const mode = useView((view) => find(view, guest)?.mode ?? '');
  /** while it is taken over, the knob stands between the two words */
  const changing = useView((view) => find(view, guest)?.changing ?? false);
  const words = useDerived(() => {
    const gear = find(play.view.value, guest);
    return gear === undefined ? '' : reading(play, gear);
  });
  const quote = useDerived(() => quoted(play, play.view.value, guest));
  const chosen = useDerived(() => guestIn(play.chosen.value) === guest);
  if (place === null || !is.value) return null;
  const mixed = isMixed(play.view.peek());
  const ids = mixed ? [mode.value] : modes.value.split(',');
  // beside the name of what is mixed stand its faders
  const w = mixed ? faderless(place.lever).w : place.lever.w / ids.length;
  const [first, , last] = place.rows;
  return (
    <>
      <Spot
        target={{ kind: 'gear', guest }}
        at={place.lever}
        kind="gear"
        tip={text.t('verb.mode.means')}
        name={(view) => {
          const gear = find(view, guest);
          return gear === undefined ? '' : nameOf(play, view, gear);
        }}
      >
        {chosen.value ? <Cap action="lever" /> : null}
      </Spot>
      {ids.map((id, index) => (
        <Words
          key={id}
          at={{ ...place.lever, x: place.lever.x + index * w, w }}
          kind={changing.value ? 'engine on changing' : mode.value === id ? 'engine on' : 'engine'}
        >
          {modeWord(play, id)}
        </Words>
      ))}
      <Words
        at={mixed && place.reading.w < READING ? { ...place.quote, w: place.quote.w + 5 } : place.reading}
        kind="speed"
      >
        <span data-tip={text.t('play.gear.speedMeans')}>{words}</span>
      </Words>
      {quote.value === '' ? null : (
        <Words at={place.quote} kind="speed quoted">
          {quote}
        </Words>
      )}
      {first === undefined || last === undefined ? null : (
        <Words at={{ ...first, h: last.y + last.h - first.y }} kind="explained">
          <span data-tip={gearText(play, 'rows')} />
        </Words>
      )}
      {place.strip === null ? null : (
        <Words at={place.strip} kind="explained">
          <span data-tip={gearText(play, 'strip')} />
        </Words>
      )}
    </>
  );
}

/** At the left edge: what the rows in the towers are. */
function Heads() {
  const play = usePlay();
  const { layout, settings } = play;
  const keyWords = useKeyWords();
  const guests = useView(({ parts }) => (parts.modes?.gears ?? []).map(({ guest }) => guest).join());
  const place = useDerived(() =>
    guests.value
      .split(',')
      .filter(Boolean)
      .flatMap((guest) => {
        const tower = layout.value.towers[Number(guest)];
        return (tower && gearOf(tower)) ?? [];
      })
      .find(({ rows }) => rows.length > 0),
  );
  const bars = useView(({ parts }) => (parts.modes?.bars ?? []).join());
  const at = place.value;
  if (at === undefined) return null;
  return (
    <>
      <RowHead at={at.lever}>{leverHead(play, keyWords(settings.settings.value.keys.lever))}</RowHead>
      {BARS.filter((bar) => bars.value.split(',').includes(bar)).map((bar, i) => {
        const rect = at.rows[i];
        return rect === undefined ? null : (
          <RowHead key={bar} at={rect}>
            {gearText(play, `row.${bar}`)}
          </RowHead>
        );
      })}
      {at.strip === null ? null : <RowHead at={at.strip}>{gearText(play, 'row.ahead')}</RowHead>}
    </>
  );
}

const aheadFact = (play: Play, view: View, { blocks, left }: AheadView, index: number): Fact => ({
  label:
    left === NEVER
      ? play.text.t('play.gear.toTheEnd')
      : play.text.t(index === 0 ? 'play.gear.now' : 'play.gear.then', { time: spoken(play, view, left) }),
  value: blocksText(play, blocks),
});

function ofGear(play: Play, view: View, { guest }: { guest: Int }): Inspection | null {
  const gear = find(view, guest);
  if (gear === undefined) return null;
  const lately =
    gear.blocks === null ? [] : [{ label: play.text.t('play.gear.lately'), value: blocksText(play, gear.blocks) }];
  return {
    title: `${guestName(play, view, guest)}: ${play.text.word('mode', gear.mode)}`,
    what: play.text.t('verb.mode.means'),
    facts: [...lately, ...gear.ahead.map((ahead, index) => aheadFact(play, view, ahead, index))],
    prices: merged(gear.modes.flatMap(({ id }) => enterPrices(play, id))),
    guide: GUIDE,
  };
}

function pull(view: View, guest: Int): Command | null {
  const gear = isMixed(view) ? undefined : find(view, guest);
  const next = gear === undefined || gear.stuck !== null ? undefined : pulled(gear);
  return next === undefined ? null : { do: 'setMode', guest, mode: next.id };
}

/** The guest whose lever the key means: the chosen one, else the one that has the focus. */
function meant({ chosen, view }: Play): Int | undefined {
  const focused = /^(?:guest|gear)-(\d+)$/.exec(document.activeElement?.id ?? '')?.[1];
  const guest = guestIn(chosen.peek()) ?? (focused === undefined ? undefined : Number(focused));
  return guest === undefined || find(view.peek(), guest) === undefined ? undefined : guest;
}

export const modes: PlayPart = {
  panels: [{ turn: 115, Shown: Heads }],
  AtGuest: Gear,
  targets: {
    gear: {
      inspect: ofGear,
      guides: [GUIDE],
      rect: ({ towers }, { guest }) => towers[guest]?.rect ?? null,
    },
  },
  acts: (view, pressed) => (pressed.kind === 'gear' ? pull(view, pressed.guest) : null),
  actions: {
    lever({ play }) {
      const guest = meant(play);
      if (guest !== undefined) {
        const command = pull(play.view.peek(), guest);
        if (command !== null) play.command(command, { kind: 'gear', guest });
        return;
      }
      const first = play.view.peek().parts.modes?.gears[0];
      if (first !== undefined) focus({ kind: 'gear', guest: first.guest });
    },
  },
  narration: {
    modeChosen: (speaker, view, { guest, mode }) =>
      polite(
        speaker.text.t('event.modeChosen', { guest: guestName(speaker, view, guest), mode: modeWord(speaker, mode) }),
      ),
    modeEntered: (speaker, view, { guest, mode }) =>
      polite(
        speaker.text.t('event.modeEntered', { guest: guestName(speaker, view, guest), mode: modeWord(speaker, mode) }),
      ),
    guestPhase: (speaker, view, { guest }) =>
      polite(speaker.text.t('event.guestPhase', { guest: guestName(speaker, view, guest) })),
  },
  watches({ parts }, mix) {
    for (const { mode, chosen, changing } of parts.modes?.gears ?? []) {
      mix(mode);
      mix(chosen);
      mix(changing);
    }
  },
  points({ guest, gear }, { towers }) {
    const tower = guest === undefined || !gear ? null : towers[guest];
    return tower == null ? null : (gearOf(tower)?.lever ?? tower.rect);
  },
};
