/** Exits: the question at each that waits, the bays that answer it, and the wires that answer always. */
import { REASONS } from '../../../levels/reasons.ts';
import type { Layout, Rect } from '../../../session/layout.ts';
import type { WiresPlace } from '../../../session/parts/exits.ts';
import type { View } from '../../../session/view-model.ts';
import type { Id, Int } from '../../../sim/index.ts';
import { NONE } from '../../../sim/types.ts';
import { answering, Boxes, ofBox } from '../boxes.tsx';
import { guestName, reasonName, spoken } from '../doing.ts';
import { Exits } from '../exits.tsx';
import { focus } from '../focus.ts';
import { polite } from '../narrate.ts';
import { Exceptions, Rows, signOf } from '../ownWires.tsx';
import type { Inspection, Play, PlayPart, Surface } from '../play.ts';
import { crossing, handlerPrices } from '../prices.ts';
import { nextExit, openExits } from '../question.ts';
import { answer, QuestionPanel } from '../questionPanel.tsx';
import { pressSocketAction } from '../socketActions.tsx';
import type { Target } from '../target.ts';
import { acceptOffer, nextWire, turnOver, WireChoices, Wires, wireByNumber } from '../wires.tsx';
import '../rows.css';

declare module '../target.ts' {
  interface Targets {
    /** a held or parked exit */
    exit: { task: Int };
    wire: { reason: Id };
    /** whoever takes exits, by the handler that it is named after */
    box: { handler: Id };
    /** the badge of a guest's own wire */
    exception: { reason: Id; guest: Int };
    /** the sign on a guest's card: how often in a row, and how it is answered */
    rows: { reason: Id; guest: Int };
  }
}

const GUIDE = { exit: 'exit', wire: 'wire' } as const;

/** Milliseconds for which digits are ignored after a new question came up: they were meant for the old one. */
const GRACE = 150;

function ofExit(play: Play, view: View, { task }: { task: Int }): Inspection | null {
  const exit = view.parts.exits?.open.find((other) => other.task === task);
  if (exit === undefined) return null;
  const { text } = play;
  const handler = exit.handler ?? play.session.options(task).find((option) => option.verdict.ok)?.handler;
  return {
    title: reasonName(play, exit.reason),
    what: text.word('exit', exit.reason, {}, 'happened'),
    facts: [
      { label: text.t('play.inspect.for'), value: guestName(play, view, exit.guest) },
      { label: text.t('machine.inspector.since'), value: spoken(play, view, view.now - exit.at) },
    ],
    prices: [...crossing(play), ...(handler === undefined ? [] : handlerPrices(play, handler))],
    guide: REASONS.reasons.get(exit.reason)?.guide ?? GUIDE.exit,
  };
}

function ofWire(play: Play, view: View, { reason }: { reason: Id }): Inspection {
  const { text } = play;
  const wire = view.parts.exits?.wires.find((other) => other.reason === reason);
  return {
    title: reasonName(play, reason),
    what: text.word('exit', reason, {}, 'happened'),
    facts:
      wire === undefined
        ? []
        : [{ label: text.t('machine.trustedCode'), value: text.t('unit.lines', { count: wire.codeLines }) }],
    prices: wire === undefined ? crossing(play) : [...crossing(play), ...handlerPrices(play, wire.handler)],
    guide: GUIDE.wire,
  };
}

/** What stands one below the other, from the first to the last. */
function boundsOf(all: readonly Rect[]): Rect | null {
  const [first, last] = [all[0], all.at(-1)];
  return first === undefined || last === undefined ? null : { ...first, h: last.y + last.h - first.y };
}

/** All rows of wires. */
function columnOf(place: WiresPlace | null): Rect | null {
  const rows = boundsOf(place?.rows.map(({ row }) => row) ?? []);
  return place === null || rows === null ? null : { ...rows, w: place.title.w };
}

/** Chooses something that a key leads to, and takes the keyboard there. */
function goTo(play: Play, next: Target | null): void {
  if (next === null) return;
  play.choose(next);
  focus(next);
}

const toNextExit = ({ play }: Surface): void => goTo(play, nextExit(play.view.peek(), play.chosen.peek()));

/** A switch at a guest's own wire, or at the sign of its rows: a press turns its answer over. */
const own = { inspect: () => null, guides: [GUIDE.wire], rect: ({ parts }: Layout) => columnOf(parts.exits) };

/** Of the guest that is chosen, if it has a sign: the key of wires turns its answer over. False where it has none. */
function turnChosen(play: Play): boolean {
  const chosen = play.chosen.peek();
  const view = play.view.peek();
  const rows =
    chosen?.kind === 'guest' ? view.parts.exits?.rows.find(({ guest }) => guest === chosen.guest) : undefined;
  const command = rows === undefined ? null : turnOver(view, rows.reason, rows.guest);
  return command !== null && play.command(command, chosen).ok;
}

export const exits: PlayPart = {
  AtGuest: Rows,
  panels: [
    { turn: 200, Shown: Wires },
    { turn: 202, Shown: Exceptions },
    { turn: 204, Shown: Boxes },
    { turn: 230, Shown: Exits },
    { turn: 240, Shown: QuestionPanel },
  ],
  targets: {
    exit: {
      inspect: ofExit,
      guides: [GUIDE.exit, ...[...REASONS.reasons.values()].map(({ guide }) => guide)],
      rect: ({ machines }) => machines[0]?.workRow ?? null,
    },
    wire: {
      inspect: ofWire,
      guides: [GUIDE.wire],
      More: WireChoices,
      beside: ({ parts }) => columnOf(parts.exits),
    },
    box: { inspect: ofBox, guides: [GUIDE.wire] },
    exception: own,
    rows: own,
  },
  acts: (view, pressed) =>
    pressed.kind === 'exception' || pressed.kind === 'rows' ? turnOver(view, pressed.reason, pressed.guest) : null,
  completes(view, one, other) {
    if (one.kind !== 'wire' || other.kind !== 'box' || !view.verbs.includes('rule')) return null;
    const handler = answering(view, other.handler, one.reason);
    return handler === null ? null : { do: 'setRule', rule: { reason: one.reason, guest: '*', handler }, on: true };
  },
  places: ({ parts }) => (parts.exits?.boxes ?? []).map(({ id }) => ({ kind: 'box', handler: id })),
  socketAction({ view, text }, pcpu) {
    const { verbs, parts } = view.value;
    const held = parts.exits?.open.some((exit) => exit.pcpu === pcpu && exit.waiting) ?? false;
    if (!verbs.includes('park') || !held) return null;
    return { action: 'park', name: text.t('verb.park.name'), command: { do: 'park', pcpu } };
  },
  actions: {
    park: ({ play }) => pressSocketAction(play, 'park'),
    wire: ({ play }) => void (turnChosen(play) || acceptOffer(play) || goTo(play, nextWire(play))),
    nextExit: toNextExit,
  },
  digits: {
    first: 1,
    most: 10,
    verbs: null,
    take(play, index, asked) {
      // a row that is open was opened to be answered: its numbers cover those of the question
      if (play.chosen.peek()?.kind === 'wire') return wireByNumber(play, index);
      const choice = play.choices.peek()[index];
      if (choice === undefined) return false;
      if (asked >= GRACE) answer(play, choice);
      return true;
    },
  },
  standing: (speaker, view) =>
    openExits(view).map((exit) => {
      const args = { guest: guestName(speaker, view, exit.guest), reason: reasonName(speaker, exit.reason) };
      return { key: `exit.${exit.task}.${exit.n}`, ...polite(speaker.text.t('event.exitRaised', args)) };
    }),
  watches({ parts: { exits } }, mix) {
    if (exits === null) return;
    for (const exit of exits.open) {
      mix(exit.task * 4096 + exit.n);
      mix(Number(exit.waiting) + 2 * (exit.pcpu + 1));
      mix(exit.handler ?? '');
    }
    for (const wire of exits.wires) {
      mix(wire.reason);
      mix(wire.handler);
    }
    mix(exits.wires.length);
    for (const { reason, guest, handler } of exits.exceptions) {
      mix(reason);
      mix(guest);
      mix(handler);
    }
    mix(exits.offer?.reason ?? '');
    mix(exits.offer?.handler ?? '');
  },
  ghost: (command, legal) =>
    command.do === 'route' ? { kind: 'bay', task: command.task, handler: command.handler, legal } : null,
  points({ wire, guest, sign }, layout, { parts, guests }) {
    const tower = sign && guest !== undefined ? layout.towers[guest] : undefined;
    // names are as long as ids
    if (tower) return signOf(tower, guests[guest ?? NONE]?.id.length ?? 0);
    if (wire === undefined) return null;
    return layout.parts.exits?.rows[parts.exits?.reasons.indexOf(wire) ?? -1]?.row ?? null;
  },
  // on to those who could answer it
  next: ({ wire }, { parts }, chosen) =>
    wire !== undefined && chosen.kind === 'wire' ? boundsOf(parts.exits?.boxes.map(({ rect }) => rect) ?? []) : null,
};
