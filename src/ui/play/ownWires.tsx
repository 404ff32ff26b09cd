/** Wires of one guest's own: their badges beside the wire for all, and the sign on its card that turns the answer over. */
import type { Rect, TowerPlace } from '../../session/layout.ts';
import { exceptionPlace } from '../../session/parts/exits.ts';
import type { View } from '../../session/view-model.ts';
import type { Id, Int } from '../../sim/index.ts';
import { NONE } from '../../sim/types.ts';
import { useDerived, usePlay, useSteady } from './context.ts';
import { cyclesOfPlay, fitting, guestName, handlerName, reasonName, soonIn } from './doing.ts';
import type { Play } from './play.ts';
import { ReasonSign } from './reasonSign.tsx';
import { Cap, Spot, Words } from './spot.tsx';
import { turnOver } from './wires.tsx';

/** Who answers it for this guest: by a wire of its own, or else as for everybody; undefined where nobody does always. */
function answerOf({ parts: { exits } }: View, reason: Id, guest: Int): { handler: Id; own: boolean } | undefined {
  const own = exits?.exceptions.find((one) => one.reason === reason && one.guest === guest)?.handler;
  const handler = own ?? exits?.wires.find((one) => one.reason === reason)?.handler;
  return handler === undefined ? undefined : { handler, own: own !== undefined };
}

/** "device write of terminals: Serve now. Press: Latch" */
function nameOfOwn(play: Play, view: View, reason: Id, guest: Int): string {
  const args = {
    guest: guestName(play, view, guest),
    reason: reasonName(play, reason),
    handler: handlerName(play, answerOf(view, reason, guest)?.handler ?? ''),
  };
  const turned = turnOver(view, reason, guest);
  if (turned === null) return play.text.t('play.own.stands', args);
  const standing = view.parts.exits?.wires.find((one) => one.reason === reason)?.handler ?? '';
  const other = handlerName(play, turned.on ? turned.rule.handler : standing);
  return play.text.t('play.own.turns', { ...args, other });
}

/** The badge at the beginning of a guest's own wire: pressed, the wire goes, and the guest is answered as everybody is. */
export function Exceptions() {
  const play = usePlay();
  const shown = useSteady(() => {
    const { exits } = play.view.value.parts;
    const rows = play.layout.value.parts.exits?.rows ?? [];
    // a question lies where they run
    if (exits === null || play.question.value !== null || play.layout.value.parts.exits?.boxes.length === 0) return [];
    return exits.reasons.flatMap((reason, r) => {
      const row = rows[r];
      const own = exits.exceptions.filter((one) => one.reason === reason);
      return own.flatMap(({ guest }, i) =>
        row === undefined ? [] : [{ reason, guest, at: exceptionPlace(row, i).rect }],
      );
    });
  });
  return (
    <>
      {shown.value.map(({ reason, guest, at }) => (
        <Spot
          key={`${reason}.${guest}`}
          target={{ kind: 'exception', reason, guest }}
          at={at}
          kind="exception"
          tip={nameOfOwn(play, play.view.peek(), reason, guest)}
          name={(view) => nameOfOwn(play, view, reason, guest)}
        />
      ))}
    </>
  );
}

/** design pixels for the sign, beside a guest's name; of a letter of either, and of the shape before it */
const ROWS = 112;
const LETTER = { name: 8.2, row: 5.8, shape: 22 } as const;

/** seconds of play for which a change is told ahead */
const AHEAD = 10;

/** Where the sign stands, on the card of a guest whose name has so many letters. */
export function signOf({ rect, name }: TowerPlace, letters: Int): Rect {
  const w = Math.min(ROWS, name.w - letters * LETTER.name - 8);
  return { x: rect.x + rect.w - w - 8, y: name.y, w, h: name.h };
}

/** One square for each exit of the row that has begun, as they will stand on the strip: those that came are full. */
const Squares = ({ of, left }: { of: Int; left: Int }) => (
  <span class="rows-squares">
    {Array.from({ length: of }, (_, n) => (
      <i key={n} data-came={n < of - left} />
    ))}
  </span>
);

/** What stands on a sign. `answer`: '' where nobody always does. */
type Signed = { reason: Id; row: Int; answer: string };

/**
 * The words for a sign so wide: how they write now and how that is answered, which is worth more than the shape of the
 * reason. What they turn to stands elsewhere, with when: on the sign it would be read as what is so now.
 */
export function signWords({ text }: Pick<Play, 'text'>, { reason, row, answer }: Signed, w: number) {
  const answered = (rows: string): string => (answer === '' ? rows : text.t('play.rows.wired', { rows, answer }));
  const fits = (words: string): boolean => words.length * LETTER.row + LETTER.shape <= w;
  const n = text.t('play.rows.now', { n: row });
  const what = text.exists(`exit.${reason}.rows`) ? text.word('exit', reason, { n: row }, 'rows') : n;
  const words = fitting(w - LETTER.shape, LETTER.row, [answered(what), answered(n)]);
  return {
    words,
    brief: answer === '' ? n : text.t('play.rows.brief', { rows: n, answer }),
    shaped: fits(words) || answer === '',
  };
}

/** design pixels for what they turn to, at the end of the line that says what the guest does */
const NEXT = 66;

/** "×5 in 6 µs", and "×5 next" where only what is still in hand is of the old kind */
function Next({ at, row, time }: { at: TowerPlace; row: Int; time: string }) {
  const { text } = usePlay();
  const rect = { ...at.state, x: at.windows.x - 4 - NEXT, w: NEXT };
  return (
    <Words at={rect} kind="rows-next">
      <span class="rows-long">{text.t(time === '' ? 'play.rows.after' : 'play.rows.next', { next: row, time })}</span>
      <span class="rows-short">{text.t('play.rows.then', { next: row })}</span>
    </Words>
  );
}

/**
 * How many exits of a reason follow each other at most, when that changes, and how they are answered: what wires are drawn
 * for. Where a wire stands for everybody, the sign is a switch: this guest's own answer, and the other one.
 */
export function Rows({ guest, at }: { guest: Int; at: TowerPlace }) {
  const play = usePlay();
  const { text } = play;
  const found = useSteady(() => {
    const view = play.view.value;
    const rows = view.parts.exits?.rows.find((one) => one.guest === guest);
    if (rows === undefined || (rows.row === 0 && rows.next === null) || !view.verbs.includes('rule')) return null;
    const ahead = cyclesOfPlay(view, AHEAD);
    const soon = rows.next !== null && rows.next.in <= ahead ? rows.next : null;
    const answer = answerOf(view, rows.reason, guest);
    return {
      ...rows,
      next: soon === null ? null : { ...soon, time: soon.in === 0 ? '' : soonIn(play, view, soon.in) },
      handler: answer?.handler ?? '',
      own: answer?.own ?? false,
      turns: turnOver(view, rows.reason, guest) !== null,
    };
  });
  const keyed = useDerived(() => play.chosen.value?.kind === 'guest' && play.chosen.value.guest === guest);
  if (found.value === null || at.form !== 'narrow') return null;
  const { reason, row, left, next, handler, own, turns } = found.value;
  const rect = signOf(at, guestName(play, play.view.peek(), guest).length);
  const answer = turns && text.exists(`handler.${handler}.short`) ? text.word('handler', handler, {}, 'short') : '';
  const { words, brief, shaped } = signWords(play, { reason, row, answer }, rect.w);
  const isKeyed = turns && keyed.value;
  const long = isKeyed && !shaped ? brief : words;
  const line = (
    <>
      {isKeyed ? <Cap action="wire" /> : shaped ? <ReasonSign reason={reason} /> : null}
      <span class={long === brief ? undefined : 'rows-long'}>{long}</span>
      {long === brief ? null : <span class="rows-short">{brief}</span>}
      {left === NONE ? null : <Squares of={row} left={left} />}
    </>
  );
  const kind = `rows${turns ? ' turns' : ''}${own ? ' own' : ''}`;
  const tip = [
    text.t(left === NONE ? 'play.rows.means' : 'play.rows.left', { reason: reasonName(play, reason), n: row, left }),
    next === null || next.time === '' ? '' : text.t('play.rows.soon', { next: next.row, time: next.time }),
    nameOfOwn(play, play.view.peek(), reason, guest),
  ];
  return (
    <>
      <Words at={rect} kind={kind}>
        {line}
      </Words>
      {next === null ? null : <Next at={at} row={next.row} time={next.time} />}
      {turns ? (
        <Spot
          target={{ kind: 'rows', reason, guest }}
          at={rect}
          kind="own-wire"
          tip={tip.join(' ')}
          name={(view) => nameOfOwn(play, view, reason, guest)}
        />
      ) : null}
    </>
  );
}
