/**
 * Knobs: for each guest a row of positions, below its tower, one press each. What a turn would throw away stands below
 * while it is pointed at.
 */
import { useSignal } from '@preact/signals';
import { knobPlace, knobRow, knobRows, rowSpan } from '../../../session/knobRows.ts';
import type { MachinePlace, Rect, TowerPlace } from '../../../session/layout.ts';
import type { KnobView } from '../../../session/parts/knobs.ts';
import type { View } from '../../../session/view-model.ts';
import type { Command, Int } from '../../../sim/index.ts';
import { useDerived, usePlay, useView } from '../context.ts';
import { guestName, type Speaker, spoken } from '../doing.ts';
import { refusedName } from '../names.ts';
import { polite } from '../narrate.ts';
import type { Play, PlayPart } from '../play.ts';
import { RowHead } from '../rowHead.tsx';
import { placed, Words } from '../spot.tsx';
import { guestIn } from '../target.ts';
import '../knobs.css';

declare module '../target.ts' {
  interface Targets {
    /** a guest whose knobs are numbered */
    knobs: { guest: Int };
  }
}

const commandOf = ({ knob, per }: KnobView, guest: Int, value: Int): Command => ({
  do: 'setKnob',
  knob,
  value,
  ...(per === 'guest' ? { guest } : {}),
});

/** What a knob that stands below a guest's tower is set to; a machine's has one value. */
const standsAt = (knob: KnobView | undefined, guest: Int): Int | undefined =>
  knob?.stands[knob.per === 'machine' ? 0 : guest];

const nameOf = ({ level }: Speaker, { knob }: KnobView): string => level.say(`knob.${knob}`);

/** A position in the level's words, which may say it as a time; else its number. */
function positionName(speaker: Speaker, view: View, { knob }: KnobView, value: Int): string {
  const { level, format } = speaker;
  const key = `knob.${knob}.${value}`;
  return level.has(key) ? level.say(key, { time: spoken(speaker, view, value) }) : format.integer(value);
}

/** The knobs below a guest's tower. */
const ownKnobs = ({ parts }: View, guest: Int): readonly KnobView[] =>
  (parts.knobs ?? []).filter(({ at }) => at.includes(guest));
/** … below those of most guests */
const commonKnobs = ({ parts }: View): readonly KnobView[] => (parts.knobs ?? []).filter(({ per }) => per === 'guest');

/** Every position of every knob that a guest has, in the order in which they are numbered. */
const positions = (view: View, guest: Int): { knob: KnobView; value: Int }[] =>
  ownKnobs(view, guest).flatMap((knob) => knob.values.map((value) => ({ knob, value })));

function turn(play: Play, guest: Int, { knob, value }: { knob: KnobView; value: Int }): boolean {
  return play.command(commandOf(knob, guest, value), { kind: 'guest', guest }).ok;
}

/** Would it throw away something that is wanted? Then it says so before it is pointed at. */
function isForfeit({ session }: Play, { parts }: View, guest: Int, knob: KnobView, value: Int): boolean {
  const stands =
    standsAt(
      parts.knobs?.find((one) => one.knob === knob.knob),
      guest,
    ) ?? value;
  return value < stands && session.quote(commandOf(knob, guest, value)).total > 0;
}

type PositionProps = {
  guest: Int;
  knob: KnobView;
  value: Int;
  /** its number on the keyboard, while the guest is chosen */
  digit: Int;
  onPoint(value: Int | null): void;
};

function Position({ guest, knob, value, digit, onPoint }: PositionProps) {
  const play = usePlay();
  const { text, level } = play;
  const stands = useView(
    ({ parts }) =>
      standsAt(
        parts.knobs?.find((one) => one.knob === knob.knob),
        guest,
      ) === value,
  );
  const left = useView(({ parts }) => parts.knobs?.find((one) => one.knob === knob.knob)?.left?.[guest] ?? value);
  const numbered = useDerived(() => guestIn(play.chosen.value) === guest);
  const loses = useView((view) => isForfeit(play, view, guest, knob, value));
  const words = positionName(play, play.view.peek(), knob, value);
  const name = text.t('event.knobTurned', {
    guest: guestName(play, play.view.peek(), guest),
    what: nameOf(play, knob),
    value: words,
  });
  const verdict = left.value < value ? play.session.can(commandOf(knob, guest, value)) : undefined;
  const tip = `knob.${knob.knob}.says`;
  return (
    <button
      type="button"
      id={`knob-${guest}-${knob.knob}-${value}`}
      class="position knob-position"
      aria-pressed={stands}
      aria-disabled={left.value < value}
      data-loses={loses}
      aria-label={refusedName(play, loses.value ? text.t('play.knob.loses', { name }) : name, verdict)}
      data-tip={level.has(tip) ? level.say(tip) : undefined}
      onClick={() => turn(play, guest, { knob, value })}
      onPointerEnter={() => onPoint(value)}
      onPointerLeave={() => onPoint(null)}
      onFocus={() => onPoint(value)}
      onBlur={() => onPoint(null)}
    >
      {numbered.value ? <kbd>{digit}</kbd> : null}
      {words}
    </button>
  );
}

/** What a turn would throw away. */
function Forfeit({ guest, at, knob, value }: { guest: Int; at: Rect; knob: KnobView; value: Int }) {
  const play = usePlay();
  const words = useView((view) => {
    const { total } = play.session.quote(commandOf(knob, guest, value));
    return total === 0 ? '' : play.text.t('play.knob.forfeits', { time: spoken(play, view, total) });
  });
  return words.value === '' ? null : (
    <Words at={at} kind="note forfeit">
      {words}
    </Words>
  );
}

function Knobs({ guest, at }: { guest: Int; at: TowerPlace }) {
  const play = usePlay();
  const { text } = play;
  const pointed = useSignal<{ knob: KnobView; value: Int } | null>(null);
  const machine = useDerived((): MachinePlace | undefined => play.layout.value.machines[at.machine]);
  const all = positions(play.view.peek(), guest);
  const place = machine.value;
  if (all.length === 0 || place === undefined) return null;
  const rows = knobRows(ownKnobs(play.view.peek(), guest));
  return (
    <>
      {rows.map((row, n) => {
        const { y, h } = knobRow(place.middle, n);
        const count = row.reduce((sum, { values }) => sum + values.length, 0);
        return (
          <div key={n} class="knob-row" style={placed({ ...rowSpan(at.rect), y, h })}>
            {row.map((knob) => (
              <fieldset
                key={knob.knob}
                class="knob"
                style={`--part:${knob.values.length / count}`}
                aria-label={text.t('play.knob.group', {
                  what: nameOf(play, knob),
                  guest: guestName(play, play.view.peek(), guest),
                })}
              >
                {knob.values.map((value) => (
                  <Position
                    key={value}
                    guest={guest}
                    knob={knob}
                    value={value}
                    digit={1 + all.findIndex((one) => one.knob === knob && one.value === value)}
                    onPoint={(to) => {
                      pointed.value = to === null ? null : { knob, value: to };
                    }}
                  />
                ))}
              </fieldset>
            ))}
          </div>
        );
      })}
      {pointed.value === null ? null : (
        <Forfeit
          guest={guest}
          at={{ x: at.rect.x, ...knobRow(place.middle, rows.length), w: at.rect.w }}
          {...pointed.value}
        />
      )}
    </>
  );
}

/** What is dealt out already to guests that are still to come. */
const keptOf = ({ left, stands }: KnobView, guests: View['guests']): Int =>
  left === null ? 0 : guests.reduce((sum, { index, present }) => sum + (present ? 0 : (stands[index] ?? 0)), 0);

/** At the left edge: what the rows are, and how much of it nobody has. */
function Heads() {
  const play = usePlay();
  const { text } = play;
  const free = useView(({ parts }) =>
    (parts.knobs ?? [])
      .map(({ left, stands }) => (left === null ? '' : String((left[0] ?? 0) - (stands[0] ?? 0))))
      .join(),
  );
  const kept = useView(({ parts, guests }) => (parts.knobs ?? []).map((knob) => keptOf(knob, guests)).join());
  const place = useDerived(() => play.layout.value.machines[0]);
  const knobs = commonKnobs(play.view.peek());
  const at = place.value;
  if (knobs.length === 0 || at === undefined) return null;
  const frees = free.value.split(',');
  const kepts = kept.value.split(',').map(Number);
  return (
    <>
      {knobRows(knobs).map((row, n) => (
        <RowHead key={n} at={knobRow(at.middle, n)}>
          {row
            .map((knob) => {
              const n = frees[knobs.indexOf(knob)] ?? '';
              const kept = kepts[knobs.indexOf(knob)] ?? 0;
              const what = nameOf(play, knob);
              if (n === '') return what;
              return kept === 0 ? text.t('play.knob.free', { what, n }) : text.t('play.knob.kept', { what, n, kept });
            })
            .join(' · ')}
        </RowHead>
      ))}
    </>
  );
}

export const knobs: PlayPart = {
  panels: [{ turn: 205, Shown: Heads }],
  AtGuest: Knobs,
  targets: { knobs: { inspect: () => null, guides: [] } },
  digits: {
    first: 1,
    most: 9,
    verbs: ['knob'],
    // beside a door its numbers are those of the answers, and a machine's knob has its own
    unless: ['admit'],
    take(play, index) {
      const guest = guestIn(play.chosen.value);
      const position = guest === null ? undefined : positions(play.view.peek(), guest)[index];
      if (guest === null || position === undefined || !turn(play, guest, position)) return false;
      // it is in hand no longer, and the next number is for its knobs again
      play.choose({ kind: 'knobs', guest });
      return true;
    },
  },
  /** one knob of a guest, else all its rows */
  points({ guest, knobs, knob }, { towers, machines }, view) {
    const tower = knobs === true && guest !== undefined ? towers[guest] : null;
    const middle = tower && machines[tower.machine]?.middle;
    const own =
      knob === undefined || guest === undefined || !tower || !middle
        ? null
        : knobPlace(ownKnobs(view, guest), knob, tower.rect, middle);
    if (own !== null) return own;
    const rows = guest === undefined ? 0 : knobRows(ownKnobs(view, guest)).length;
    if (!tower || !middle || rows === 0) return null;
    const [top, last] = [knobRow(middle, 0), knobRow(middle, rows - 1)];
    return { x: tower.rect.x, y: top.y, w: tower.rect.w, h: last.y + last.h - top.y };
  },
  narration: {
    knobTurned(speaker, view, { knob: id, guest, value }) {
      const knob = view.parts.knobs?.find((one) => one.knob === id);
      if (knob === undefined) return null;
      if (guest < 0)
        return polite(
          speaker.text.t('event.machineTurned', {
            what: nameOf(speaker, knob),
            value: positionName(speaker, view, knob, value),
          }),
        );
      return polite(
        speaker.text.t('event.knobTurned', {
          guest: guestName(speaker, view, guest),
          what: nameOf(speaker, knob),
          value: positionName(speaker, view, knob, value),
        }),
      );
    },
  },
  watches({ parts }, mix) {
    for (const { stands } of parts.knobs ?? []) for (const value of stands) mix(value);
  },
};
