/** Wires: what is answered always, how often it was, and the copper offer "Always?". */
import type { WireRow } from '../../session/layout.ts';
import type { Id } from '../../sim/index.ts';
import { useDerived, usePlay, useView } from './context.ts';
import { guestName, handlerName, reasonName } from './doing.ts';
import type { Play } from './play.ts';
import { Cap, placed, Spot, Words } from './spot.tsx';

/** Takes the offer that stands; false when none does. */
export function acceptOffer(play: Play): boolean {
  const offer = play.view.peek().parts.exits?.offer;
  if (offer == null) return false;
  return play.command(
    { do: 'setRule', rule: { ...offer, guest: '*' }, on: true },
    { kind: 'wire', reason: offer.reason },
  ).ok;
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

type Scope = { guest: Id; name: string; present: Id | undefined };

/** Whom a wire can be for: everybody, and each guest that is there, as an exception to that. */
function scopesOf(play: Play, reason: Id): Scope[] {
  const { parts, guests } = play.view.value;
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
              name: guestName(play, play.view.value, index),
              present: exceptions.find((one) => one.reason === reason && one.guest === index)?.handler,
            },
          ]
        : [],
    ),
  ];
}

/**
 * Who answers a reason always: a row for everybody, and where there is a choice one for each guest. What is pressed
 * stands; pressing it again takes it away.
 */
export function WireChoices({ target: { reason } }: { target: { reason: Id } }) {
  const play = usePlay();
  const { text, session } = play;
  const { parts, verbs } = play.view.value;
  if (!verbs.includes('rule') || parts.exits === null) return null;
  const handlers = parts.exits.handlers.filter((handler) => handler.reasons.includes(reason));
  const from = { kind: 'wire', reason } as const;
  const scopes = scopesOf(play, reason).slice(0, handlers.length > 1 ? undefined : 1);
  return (
    <fieldset class="wire-choices">
      <legend>{text.t('play.wire.choose')}</legend>
      {scopes.map(({ guest, name, present }) => (
        <div key={guest} class="wire-scope">
          <span>{name}</span>
          {handlers.map(({ id }) => {
            const on = id !== present;
            const command = { do: 'setRule', rule: { reason, guest, handler: id }, on } as const;
            return (
              <button
                key={id}
                type="button"
                class="small-button"
                aria-label={text.t('play.wire.for', { guest: name, handler: handlerName(play, id) })}
                aria-pressed={!on}
                aria-disabled={!session.can(command).ok}
                onClick={() => play.command(command, from)}
              >
                {handlerName(play, id)}
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
        {handler.value === '' ? text.t('play.wire.none') : handlerName(play, handler.value)}
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
  const { text, format } = play;
  const reasons = useView((view) => view.parts.exits?.reasons.join() ?? '');
  const lines = useView((view) => text.t('play.trusted', { lines: format.integer(view.trustedLines) }));
  const place = useDerived(() => play.layout.value.parts.exits);
  const at = place.value;
  if (at === null) return null;
  return (
    <section aria-label={text.t('machine.wires')}>
      <Words at={at.title} kind="wires-title">
        <span>{text.t('machine.wires')}</span>
        <span class="lines" data-tip={text.t('metric.trustedLines.means')}>
          {lines}
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
