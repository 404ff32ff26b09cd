/** Wires: what is answered always, how often it was, and the copper offer "Always?". */
import { signal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { WireRow } from '../../session/layout.ts';
import type { View } from '../../session/view-model.ts';
import type { Command, Id, Int } from '../../sim/index.ts';
import { useDerived, usePlay, useView } from './context.ts';
import { guestName, handlerName, reasonName } from './doing.ts';
import { focus } from './focus.ts';
import type { Play } from './play.ts';
import { handlerPrices } from './prices.ts';
import { takersIn } from './question.ts';
import { Cap, placed, Spot, Words } from './spot.tsx';
import type { Target } from './target.ts';

/** Takes the offer that stands; false when none does. */
export function acceptOffer(play: Play): boolean {
  const offer = play.view.peek().parts.exits?.offer;
  if (offer == null) return false;
  return play.command(
    { do: 'setRule', rule: { ...offer, guest: '*' }, on: true },
    { kind: 'wire', reason: offer.reason },
  ).ok;
}

/** The row after the chosen one, first those that are still answered by hand; null when there is none. */
export function nextWire(play: Play): Target | null {
  const { reasons = [], wires = [] } = play.view.peek().parts.exits ?? {};
  const open = reasons.filter((reason) => !wires.some((wire) => wire.reason === reason));
  const rows = open.length > 0 ? open : reasons;
  const chosen = play.chosen.peek();
  const at = chosen?.kind === 'wire' ? reasons.indexOf(chosen.reason) : -1;
  const reason = rows.find((one) => reasons.indexOf(one) > at) ?? rows[0];
  return reason === undefined ? null : { kind: 'wire', reason };
}

function cut(play: Play, reason: Id): void {
  const wire = play.view.peek().parts.exits?.wires.find((other) => other.reason === reason);
  if (wire === undefined) return;
  play.command(
    { do: 'setRule', rule: { reason, guest: '*', handler: wire.handler }, on: false },
    { kind: 'wire', reason },
  );
}

function Offer({ at }: { at: WireRow }) {
  const play = usePlay();
  const { text } = play;
  const words = useView(({ parts }) => {
    const offer = parts.exits?.offer;
    return offer == null ? '' : text.t('play.wire.offer', { handler: handlerName(play, offer.handler) });
  });
  const label = useView(({ parts }) => {
    const offer = parts.exits?.offer;
    if (offer == null) return '';
    const { reason, handler } = offer;
    return text.t('play.wire.accept', { reason: reasonName(play, reason), handler: handlerName(play, handler) });
  });
  const rect = { x: at.from.x - 2, y: at.row.y + 2, w: at.row.x + at.row.w - at.from.x, h: at.row.h - 4 };
  return (
    <button type="button" class="offer" style={placed(rect)} onClick={() => acceptOffer(play)}>
      <span class="visually-hidden">{label}</span>
      <span class="offer-words" aria-hidden="true">
        {words}
      </span>
      <Cap action="wire" />
    </button>
  );
}

/** Answers beyond these have no key. */
const NUMBERED = 10;

/** The digit of an answer by its place, from 1: 0 is the tenth. */
const digitFor = (number: Int): Int => number % NUMBERED;

type Scope = { guest: Id; name: string; present: Id | undefined };

/** Whom a wire can be for: everybody, and where there is a choice each guest that is there, as an exception to that. */
function scopesOf(play: Play, view: View, reason: Id): Scope[] {
  const { parts, guests } = view;
  const { wires = [], exceptions = [] } = parts.exits ?? {};
  const all = {
    guest: '*',
    name: play.text.t('play.wire.all'),
    present: wires.find((one) => one.reason === reason)?.handler,
  };
  return [
    all,
    ...guests.flatMap(({ id, present }, index) =>
      present
        ? [
            {
              guest: id,
              name: guestName(play, view, index),
              present: exceptions.find((one) => one.reason === reason && one.guest === index)?.handler,
            },
          ]
        : [],
    ),
  ];
}

/** `handler`: what is named on it; `on`: whether the wire that it stands for would be drawn, not taken away */
type Answer = { handler: Id; on: boolean; command: Extract<Command, { do: 'setRule' }> };

/** From cheap to dear: as they are numbered where one is asked. */
function takersOf(play: Play, view: View, reason: Id) {
  const price = (id: Id): Int => handlerPrices(play, id).reduce((sum, { cycles }) => sum + cycles, 0);
  return takersIn(view, reason).sort((a, b) => price(a.id) - price(b.id));
}

/**
 * Each scope with the answers that can be wired for it, in the order in which all of them are numbered. An exception is
 * one to a wire, so there is none before that stands, and none that says the same. Where a guest has but one other answer,
 * its switch names what is so now, and a press turns it over.
 */
function answersOf(play: Play, view: View, reason: Id): (Scope & { answers: Answer[] })[] {
  const handlers = takersOf(play, view, reason);
  const [all, ...guests] = scopesOf(play, view, reason);
  if (all === undefined) return [];
  const standing = all.present;
  const turns = handlers.length === 2 && standing !== undefined;
  return [all, ...(handlers.length > 1 && standing !== undefined ? guests : guests.filter((one) => one.present))].map(
    (scope) => ({
      ...scope,
      answers: handlers
        .filter(({ id }) => scope.guest === '*' || id !== standing || id === scope.present)
        .map(({ id }) => {
          const on = id !== scope.present;
          const handler = turns && scope.guest !== '*' && on ? standing : id;
          return { handler, on, command: { do: 'setRule', rule: { reason, guest: scope.guest, handler: id }, on } };
        }),
    }),
  );
}

/**
 * What turns a guest's own answer to a reason over: to the one other than for everybody, and back to that. Null where
 * nothing is wired for everybody, or nobody else could answer.
 */
export function turnOver({ parts: { exits }, guests, verbs }: View, reason: Id, guest: Int): Answer['command'] | null {
  const id = guests[guest]?.id;
  const standing = exits?.wires.find((one) => one.reason === reason)?.handler;
  if (exits === null || id === undefined || standing === undefined || !verbs.includes('rule')) return null;
  const own = exits.exceptions.find((one) => one.reason === reason && one.guest === guest)?.handler;
  const other = own ?? exits.handlers.find((one) => one.reasons.includes(reason) && one.id !== standing)?.id;
  if (other === undefined) return null;
  return { do: 'setRule', rule: { reason, guest: id, handler: other }, on: own === undefined };
}

/** Whose row of answers the keyboard is in, undefined = in none. There is one such panel at a time. */
const scope = signal<Id | undefined>(undefined);

/** Draws or cuts a wire. Once everybody has one, the panel goes: it lies over the wires, and over whoever is stopped. */
function wire(play: Play, command: Answer['command']): void {
  const target: Target = { kind: 'wire', reason: command.rule.reason };
  if (!play.command(command, target).ok || !command.on || command.rule.guest !== '*') return;
  play.choose(null);
}

/**
 * The numbered answer for the row that is chosen; false when none is chosen, or it has not so many. For everybody a digit
 * wires and never cuts: whoever gives an answer that stands already wants it to stand. A guest's own is turned over.
 */
export function wireByNumber(play: Play, index: Int): boolean {
  const chosen = play.chosen.peek();
  const view = play.view.peek();
  if (chosen?.kind !== 'wire' || !view.verbs.includes('rule')) return false;
  const rows = answersOf(play, view, chosen.reason);
  const own = rows.find(({ guest }) => guest === scope.peek());
  // with the keyboard on a guest's row, the numbers are those of that row
  const answer = (own === undefined ? rows : [own]).flatMap(({ answers }) => answers)[index];
  if (answer === undefined) return false;
  wire(play, { ...answer.command, on: answer.on || answer.command.rule.guest === '*' });
  return true;
}

/**
 * Who answers a reason always: a row for everybody, and where there is a choice one for each guest. What is pressed
 * stands; pressing it again takes it away.
 */
export function WireChoices({ target: { reason } }: { target: { reason: Id } }) {
  const play = usePlay();
  const { text, session } = play;
  const box = useRef<HTMLFieldSetElement>(null);
  useLayoutEffect(
    () => () => {
      scope.value = undefined;
      // the keyboard goes back to the row
      if (box.current?.contains(document.activeElement) === true) focus({ kind: 'wire', reason });
    },
    [reason],
  );
  const view = play.view.value;
  if (!view.verbs.includes('rule') || view.parts.exits === null) return null;
  let number = 0;
  const look = (): void => {
    scope.value = document.activeElement?.closest<HTMLElement>('.wire-scope')?.dataset.guest;
  };
  return (
    <fieldset ref={box} class="wire-choices" onFocusIn={look} onFocusOut={() => requestAnimationFrame(look)}>
      <legend>{text.t('play.wire.choose')}</legend>
      {answersOf(play, view, reason).map(({ guest, name, answers }) => (
        <div key={guest} data-guest={guest} class={guest === '*' ? 'wire-scope' : 'wire-scope wire-except'}>
          <span>{name}</span>
          {answers.map(({ handler, on, command }, place) => {
            number++;
            const digit = scope.value === undefined ? number : guest === scope.value ? place + 1 : NUMBERED + 1;
            return (
              <button
                key={command.rule.handler}
                type="button"
                class="small-button"
                aria-label={text.t('play.wire.for', { guest: name, handler: handlerName(play, handler) })}
                aria-pressed={!on}
                aria-disabled={!session.can(command).ok}
                onClick={() => wire(play, command)}
              >
                {digit <= NUMBERED ? <kbd>{digitFor(digit)}</kbd> : null}
                {handlerName(play, handler)}
              </button>
            );
          })}
        </div>
      ))}
    </fieldset>
  );
}

function Row({ reason, at }: { reason: Id; at: WireRow }) {
  const play = usePlay();
  const { text, format } = play;
  const handler = useView(({ parts }) => parts.exits?.wires.find((wire) => wire.reason === reason)?.handler ?? '');
  const fired = useView((view) => {
    const n = view.parts.exits?.wires.find((wire) => wire.reason === reason)?.fired ?? 0;
    return text.t('play.wire.count', { n: format.integer(n) });
  });
  const offered = useView((view) => view.parts.exits?.offer?.reason === reason);
  const chosen = useDerived(() => play.chosen.value?.kind === 'wire' && play.chosen.value.reason === reason);
  return (
    <li>
      <Spot
        target={{ kind: 'wire', reason }}
        at={at.row}
        kind="wire"
        tip={text.t('play.tip.what', {
          name: reasonName(play, reason),
          what: text.word('exit', reason, {}, 'happened'),
        })}
        name={(view) => {
          const wire = view.parts.exits?.wires.find((other) => other.reason === reason);
          const what = reasonName(play, reason);
          if (wire === undefined) return text.t('play.name.byHand', { reason: what });
          const how = handlerName(play, wire.handler);
          return text.t('play.name.wire', { reason: what, handler: how, count: wire.fired });
        }}
      />
      <Words at={at.text} kind={handler.value === '' ? 'wire-text note' : 'wire-text'}>
        {handler.value === '' ? text.word('exit', reason, {}, 'short') : handlerName(play, handler.value)}
      </Words>
      {handler.value === '' ? null : (
        <Words at={at.count} kind="wire-count">
          {fired}
        </Words>
      )}
      {offered.value ? <Offer at={at} /> : null}
      {chosen.value && handler.value !== '' ? (
        <button type="button" class="small-button cut" style={placed(at.count)} onClick={() => cut(play, reason)}>
          {text.t('play.wire.cut')}
        </button>
      ) : null}
    </li>
  );
}

export function Wires() {
  const play = usePlay();
  const { text } = play;
  const reasons = useView((view) => view.parts.exits?.reasons.join() ?? '');
  const wired = useView(({ verbs }) => verbs.includes('rule'));
  const place = useDerived(() => play.layout.value.parts.exits);
  const at = place.value;
  if (at === null) return null;
  return (
    <section aria-label={text.t('machine.wires')}>
      <Words at={at.title} kind="wires-title">
        <span>
          {text.t('machine.wires')} {wired.value ? <Cap action="wire" /> : null}
        </span>
      </Words>
      <ul>
        {reasons.value
          .split(',')
          .filter(Boolean)
          .map((reason, index) => {
            const row = at.rows[index];
            return row === undefined ? null : <Row key={reason} reason={reason} at={row} />;
          })}
      </ul>
    </section>
  );
}
