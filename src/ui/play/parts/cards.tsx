/** Emulated cards: one press takes a model to the other world; below each tower, its last volley and what it talks to. */
import { knobRow, rowSpan } from '../../../session/knobRows.ts';
import type { Rect, TowerPlace } from '../../../session/layout.ts';
import type { CardView } from '../../../session/parts/cards.ts';
import type { View } from '../../../session/view-model.ts';
import type { Command, Id, Int } from '../../../sim/index.ts';
import { NONE } from '../../../sim/types.ts';
import { useDerived, usePlay, useView } from '../context.ts';
import { cyclesOfPlay, type Speaker, spoken } from '../doing.ts';
import { focus } from '../focus.ts';
import { polite } from '../narrate.ts';
import type { Fact, Inspection, Play, PlayPart, Price } from '../play.ts';
import { price } from '../prices.ts';
import { RowHead } from '../rowHead.tsx';
import { Cap, Spot, Words } from '../spot.tsx';
import { same } from '../target.ts';

declare module '../target.ts' {
  interface Targets {
    card: { card: Id };
  }
}

const GUIDE = 'device-model';
/** rows below a tower, after that of the knobs */
const VOLLEY_ROW = 1;
const SENDS_ROW = 2;
/** design pixels of the row of sends that belong to what lies there */
const LIES = 42;
/** seconds of play for which a change is told ahead */
const AHEAD = 6;

const cardIn = ({ parts }: View, id: Id): CardView | undefined => parts.cards?.cards.find((card) => card.id === id);
const nameOf = ({ text }: Pick<Speaker, 'text'>, { kind }: Pick<CardView, 'kind'>): string => text.word('card', kind);

/** Moves it to the other world; where it needs room, the models that are knocked at least make some. */
function moving({ id, inside, instead }: CardView): Command {
  if (inside) return { do: 'house', card: id, inside: false };
  return { do: 'house', card: id, inside: true, ...(instead === null || instead.length === 0 ? {} : { instead }) };
}

/** Names of those who make room for it, one after the other; '' where nobody has to. */
const leaving = (speaker: Pick<Speaker, 'text'>, view: View, ids: readonly Id[] | null): string =>
  (ids ?? [])
    .flatMap((id) => cardIn(view, id) ?? [])
    .map((card) => nameOf(speaker, card))
    .join(', ');

function spotName(play: Play, view: View, id: Id): string {
  const card = cardIn(view, id);
  if (card === undefined) return '';
  const { text, format } = play;
  const others = leaving(play, view, card.instead);
  const given = play.session.quote(moving(card)).total;
  const args = { card: nameOf(play, card), n: format.integer(card.lines), time: spoken(play, view, given) };
  if (card.inside) return text.t('play.card.out', args);
  if (others !== '') return text.t('play.card.instead', { ...args, others });
  return text.t(card.instead === null ? 'play.card.full' : 'play.card.in', args);
}

function Card({ id, index }: { id: Id; index: Int }) {
  const play = usePlay();
  const { text, format } = play;
  const inside = useView((view) => cardIn(view, id)?.inside ?? false);
  const place = useDerived(() => play.layout.value.parts.cards?.seats[index] ?? null);
  const name = useView((view) => nameOf(play, cardIn(view, id) ?? { kind: 'nic' }));
  const lines = useView((view) => text.t('play.card.lines', { n: format.integer(cardIn(view, id)?.lines ?? 0) }));
  const tip = useDerived(() => spotName(play, play.calm.value, id));
  const others = useView((view) => {
    const names = leaving(play, view, cardIn(view, id)?.instead ?? null);
    return names === '' ? '' : text.t('play.card.leave', { others: names });
  });
  // somebody looks at a card for which this one would make room
  const leaves = useDerived(() => {
    const pointed = play.pointed.value;
    const other = pointed?.kind === 'card' ? cardIn(play.calm.value, pointed.card) : undefined;
    return other?.instead?.includes(id) ?? false;
  });
  const seat = place.value;
  if (seat === null) return null;
  const at = inside.value ? seat.inside : seat.outside;
  const part = (y: number, h: number): Rect => ({ x: at.x + 38, y: at.y + y, w: at.w - 42, h });
  return (
    <li>
      <Spot
        target={{ kind: 'card', card: id }}
        at={at}
        kind={leaves.value ? 'card-spot leaves' : 'card-spot'}
        tip={tip.value}
        name={(view) => spotName(play, view, id)}
      />
      <Words at={part(4, 20)} kind="card-name">
        {name}
      </Words>
      <Words at={part(23, 18)} kind={leaves.value ? 'note card-leave' : 'note'}>
        {leaves.value ? text.t('play.card.leaves') : lines}
      </Words>
      {inside.value || others.value === '' ? null : (
        <Words at={{ x: at.x + 8, y: at.y + 40, w: at.w - 12, h: 18 }} kind="note card-leave">
          {others}
        </Words>
      )}
    </li>
  );
}

function Cards() {
  const play = usePlay();
  const { text, format } = play;
  const ids = useView(({ parts }) => (parts.cards?.cards ?? []).map(({ id }) => id).join());
  const room = useView(({ parts }) =>
    parts.cards === null || parts.cards.room === 0
      ? ''
      : text.t('play.card.room', { n: format.integer(parts.cards.left) }),
  );
  const place = useDerived(() => play.layout.value.parts.cards);
  const middle = useDerived(() => play.layout.value.machines[0]?.middle ?? null);
  const at = place.value;
  if (ids.value === '' || at === null || middle.value === null) return null;
  return (
    <>
      <RowHead at={knobRow(middle.value, VOLLEY_ROW)}>{text.t('play.card.rows')}</RowHead>
      <RowHead at={knobRow(middle.value, SENDS_ROW)}>{text.t('play.card.sends')}</RowHead>
      <Words at={at.words} kind="row-head card-room">
        <span data-tip={text.t('play.card.roomMeans')}>
          {room} <Cap action="card" />
        </span>
      </Words>
      <ul aria-label={text.t('play.card.list')}>
        {ids.value.split(',').map((id, index) => (
          <Card key={id} id={id} index={index} />
        ))}
      </ul>
    </>
  );
}

/** What a guest talks to, or will soon. */
function talkWords(play: Play, view: View, guest: Int): { words: string; soon: boolean } {
  const all = view.parts.cards;
  const talk = all?.talks[guest];
  const named = (c: Int): string => nameOf(play, all?.cards[c] ?? { kind: 'nic' });
  if (all === null || talk === undefined || talk.card === NONE) return { words: '', soon: false };
  const ahead = cyclesOfPlay(view, AHEAD);
  const changes = talk.next !== NONE && (talk.next !== talk.card || talk.nextRow !== talk.row);
  const say = (c: Int, row: Int): string =>
    row > 0
      ? play.text.t('play.card.sendsIn', { card: named(c), n: row })
      : play.text.t('play.card.talks', { card: named(c) });
  if (!changes || talk.in > ahead) return { words: say(talk.card, talk.row), soon: false };
  return {
    words: play.text.t('play.card.soon', { card: say(talk.next, talk.nextRow) }),
    soon: true,
  };
}

function Talks({ guest, at }: { guest: Int; at: TowerPlace }) {
  const play = usePlay();
  const { text } = play;
  const middle = useDerived(() => play.layout.value.machines[at.machine]?.middle ?? null);
  const words = useView((view) => talkWords(play, view, guest).words);
  const soon = useView((view) => talkWords(play, view, guest).soon);
  const is = useView(({ parts }) => parts.cards !== null);
  if (middle.value === null || !is.value || at.form === 'dense') return null;
  const span = rowSpan(at.rect);
  const sends = knobRow(middle.value, SENDS_ROW);
  return (
    <>
      <Words at={{ ...span, ...knobRow(middle.value, VOLLEY_ROW) }} kind="explained">
        <span data-tip={text.t('play.card.volleyMeans')} />
      </Words>
      <Words at={{ x: span.x + LIES, w: span.w - LIES, ...sends }} kind={soon.value ? 'card-talks soon' : 'card-talks'}>
        <span data-tip={text.t('play.card.talksMeans')}>{words}</span>
      </Words>
    </>
  );
}

/** What a knock takes in the one world and in the other, with the guest's own part of it, and to move the model. */
function pricesOf(play: Play): Price[] {
  const { text } = play;
  const own = price(play, 'guestKernel', 'port');
  const sum = (label: string, prices: Price[]): Price[] => {
    const cycles = prices.reduce((all, one) => all + one.cycles, 0);
    return prices.slice(-1).map((one) => ({ ...one, label, cycles }));
  };
  const way = [...price(play, 'exitEntry', 'ws.out'), ...price(play, 'exitEntry', 'ws.back')];
  return [
    ...sum(text.t('play.price.knockIn'), [...own, ...price(play, 'emulation', 'port.monitor')]),
    ...sum(text.t('play.price.knockOut'), way),
    ...sum(text.t('play.price.knockApp'), [...own, ...price(play, 'backend', 'port.app')]),
    ...sum(text.t('play.price.carry'), price(play, 'backend', 'card.carry')),
  ];
}

function inspect(play: Play, view: View, id: Id): Inspection | null {
  const card = cardIn(view, id);
  if (card === undefined) return null;
  const { text, format } = play;
  const facts: Fact[] = [
    { label: text.t('play.card.stands'), value: text.t(card.inside ? 'play.card.inside' : 'play.card.outside') },
    { label: text.t('play.card.trusted'), value: format.integer(card.lines) },
    { label: text.t('play.card.knocks'), value: format.integer(card.knocks) },
  ];
  return { title: nameOf(play, card), what: text.t('play.card.what'), facts, prices: pricesOf(play), guide: GUIDE };
}

export const cards: PlayPart = {
  panels: [{ turn: 211, Shown: Cards }],
  AtGuest: Talks,
  targets: {
    card: {
      inspect: (play, view, { card }) => inspect(play, view, card),
      guides: [GUIDE],
      rect: ({ parts }) => parts.cards?.seats[0]?.inside ?? null,
    },
  },
  acts(view, pressed) {
    const card = pressed.kind === 'card' && view.verbs.includes('house') ? cardIn(view, pressed.card) : undefined;
    return card === undefined ? null : moving(card);
  },
  told(speaker, view, given) {
    const others = given.do === 'house' ? (given.instead ?? []) : [];
    if (others.length === 0) return null;
    const words = speaker.text.t('play.card.made', { others: leaving(speaker, view, others) });
    return { words, stands: (now) => others.every((id) => cardIn(now, id)?.inside === false) };
  },
  actions: {
    /** goes to the next card, from the one that the keyboard is at; Enter moves it */
    card({ play }) {
      const all = play.view.peek().parts.cards?.cards ?? [];
      const pointed = play.pointed.peek();
      const at = all.findIndex(({ id }) => same(pointed, { kind: 'card', card: id }));
      const next = all[(at + 1) % Math.max(1, all.length)];
      if (next !== undefined) focus({ kind: 'card', card: next.id });
    },
  },
  narration: {
    cardMoved(speaker, view, { card: id, inside }) {
      const card = cardIn(view, id);
      if (card === undefined) return null;
      const args = { card: nameOf(speaker, card) };
      return polite(speaker.text.t(inside ? 'event.cardMoved.in' : 'event.cardMoved.out', args));
    },
  },
  watches({ parts }, mix) {
    for (const { inside, instead } of parts.cards?.cards ?? []) {
      mix(inside);
      mix((instead ?? []).join());
    }
  },
  points({ card }, { parts }, view) {
    if (card === undefined) return null;
    const index = view.parts.cards?.cards.findIndex(({ id }) => id === card) ?? NONE;
    const seat = parts.cards?.seats[index];
    if (seat === undefined) return null;
    return view.parts.cards?.cards[index]?.inside === true ? seat.inside : seat.outside;
  },
};
