/**
 * The play screen as its components see it (`Play`), and what it is made of: parts.
 *
 * A part is what one mechanism, with the verbs that belong to it, adds to the controls, the keys, the inspector and what a
 * screen reader is told. The screen itself has no list of features; it loops over these records. Both types stand in one
 * file because each speaks of the other.
 */
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { ComponentType } from 'preact';
import type { About, Outcome, Session, Shown } from '../../session/contract.ts';
import type { Layout, Rect, SocketPlace, TowerPlace } from '../../session/layout.ts';
import type { View } from '../../session/view-model.ts';
import type { Command, Cycles, Id, Int, SimEvent, Verdict } from '../../sim/index.ts';
import type { Format } from '../../text/format.ts';
import type { Text } from '../../text/index.ts';
import type { LevelText } from '../../text/levelWords.ts';
import type { Action } from '../settings/keys.ts';
import type { SettingsStore } from '../settings/store.ts';
import type { Announcement } from './announcer.ts';
import type { Speaker } from './doing.ts';
import type { CostBook, Ghost, Sound } from './doors.ts';
import type { Choice, Question } from './question.ts';
import type { Refused } from './refusals.ts';
import type { Kind, Target, TargetOf } from './target.ts';

/** `told`: nothing was refused, but it came out otherwise than it looked. */
export type Notice = { words: string; at: Target | null; n: Int; told: boolean };
/** What is said of something, and for as long as it is so. */
export type Told = { words: string; stands(view: View): boolean };
export type Advice = Told & { id: Id; at: Target };
export type Clockwork = Pick<Session, 'paused' | 'stopped' | 'stepping' | 'speed' | 'noHurry'>;
/** What the player points at, could do with a press, and has not done: its price and whom it would cost patience. */
export type Considered = Pick<Choice, 'command' | 'cycles' | 'effects'> & { legal: boolean };

export type PlayOptions = {
  /** what the screen is made of */
  parts: PlayParts;
  session: Session;
  text: Text;
  format: Format;
  level: LevelText;
  settings: SettingsStore;
  sound: Sound;
  costs: CostBook;
};

export type Play = PlayOptions & {
  /** differs from that of every other store: components belong to one */
  readonly id: Int;
  /** the view, looked at ten times a second and whenever its signature changes */
  readonly view: ReadonlySignal<View>;
  /** the same at most once a second, for names that are read aloud */
  readonly calm: ReadonlySignal<View>;
  readonly layout: ReadonlySignal<Layout>;
  /** by guest, the number of its key from 0 */
  readonly seats: ReadonlySignal<ReadonlyMap<Int, Int>>;
  readonly clockwork: ReadonlySignal<Clockwork>;
  /** the tutorial's present line */
  readonly lesson: ReadonlySignal<Shown | null>;
  /** how the run ended; null while it goes on */
  readonly outcome: ReadonlySignal<Outcome | null>;
  readonly chosen: ReadonlySignal<Target | null>;
  /** hovered or focused */
  readonly pointed: ReadonlySignal<Target | null>;
  readonly considered: ReadonlySignal<Considered | null>;
  readonly question: ReadonlySignal<Question | null>;
  readonly choices: ReadonlySignal<Choice[]>;
  /** what completes the choice: legal or not, by the key of the target; empty while nothing is chosen */
  readonly lit: ReadonlySignal<ReadonlyMap<string, Verdict>>;
  /** the last refusal; `n` counts, so that the same words can be said again */
  readonly notice: ReadonlySignal<Notice | null>;
  look(now: number, force?: boolean): void;
  /** something happened in the machine */
  hear(event: SimEvent): void;
  press(target: Target): void;
  choose(target: Target | null): void;
  /** nothing is chosen any longer; what was said about it stays to be read */
  letGo(): void;
  point(target: Target | null): void;
  /** a bay is pointed at (null: no longer) */
  consider(choice: Choice | null): void;
  /** gives a command; `from` is where a refusal is shown */
  command(command: Command, from: Target | null): Verdict;
  /** `given`: the command that was refused; the refusal goes when it is no longer true */
  refuse(refused: Refused, from: Target | null, given: Command): void;
  dismissNotice(): void;
};

/** The ways out of the run. */
export type Exits = {
  onLeave(): void;
  onHelp(): void;
  onGuide(entry: string | null): void;
  onSettings(): void;
};

/** What keys and pads work on. */
export type Surface = {
  play: Play;
  exits: Exits;
  /** decisions gone back, null = not rewinding */
  back: Signal<number | null>;
  /** the inspector is unfolded */
  unfolded: Signal<boolean>;
  menu: Signal<boolean>;
};

export type Fact = { label: string; value: string };
export type Price = { label: string; cycles: Cycles; source: string };
export type Inspection = {
  title: string;
  what: string;
  facts: Fact[];
  prices: Price[];
  /** entry of the field guide */
  guide: Id;
};

/**
 * Something that lies on the picture. Tab goes through it in the order of `turn`: 100 … the guests, 200 … the middle,
 * 300 … the host, 400 … the panels at the side.
 */
export type Panel = {
  turn: Int;
  Shown: ComponentType;
  /** it also stands there while a whole rack is looked at, instead of one machine */
  over?: true;
};

/** What can be done with things of one kind. */
export type TargetRules<K extends Kind> = {
  /** what there is to say of it now; null when it is no longer there */
  inspect(play: Play, view: View, target: TargetOf<K>): Inspection | null;
  /** all entries of the field guide that its inspection may lead to */
  readonly guides: readonly Id[];
  /** where it is, for a refusal to stand above it; without this a refusal stands at the top */
  rect?(layout: Layout, target: TargetOf<K>): Rect | null;
  /** What may not be covered while such a thing is inspected: the inspector stands at its right. */
  beside?(layout: Layout): Rect | null;
  /** stands in the inspector below the facts */
  readonly More?: ComponentType<{ target: TargetOf<K> }>;
};

/** Something to be done with the pCPU that is chosen. */
export type SocketAction = { action: Action; name: string; command: Command };

/** By type of event: what is said of it, null for what would only be noise. */
export type Narration = {
  readonly [T in SimEvent['type']]?: (
    speaker: Speaker,
    view: View,
    event: Extract<SimEvent, { type: T }>,
  ) => Announcement | null;
};

/** Something that is announced once for as long as it stands; `key` tells it from others. */
export type Standing = Announcement & { key: string };

/** Answers that are numbered on the screen: with which number they begin, and how many there can be. */
export type DigitRow = {
  first: Int;
  most: Int;
  /** the verbs without which it has none; null: an exit asks, whatever the level's verbs */
  verbs: readonly string[] | null;
  /** it needs all of them, not just one */
  together?: true;
  /** verbs with which another row has its numbers */
  unless?: readonly string[];
  /** Gives answer number `index`, from 0; false when there is none. `asked`: milliseconds since the last question came. */
  take(play: Play, index: Int, asked: number): boolean;
};

export type PlayPart = {
  readonly panels?: readonly Panel[];
  /** at a guest's tower, and at a socket */
  readonly AtGuest?: ComponentType<{ guest: Int; at: TowerPlace }>;
  readonly AtSocket?: ComponentType<{ pcpu: Int; at: SocketPlace }>;
  readonly targets?: { readonly [K in Kind]?: TargetRules<K> };
  /** What pressing the target does at once, whatever is chosen and stays so; null when it only chooses. */
  acts?(view: View, pressed: Target): Command | null;
  /** What pressing the chosen thing once more does; null when it only lets go of it. */
  again?(view: View, chosen: Target): Command | null;
  /** Does the chosen thing stay chosen when it is pressed once more, since a panel is open for it? */
  keeps?(view: View, chosen: Target): boolean;
  /** What two targets make together, the one taken to the other; null when nothing. Both orders are asked. */
  completes?(view: View, one: Target, other: Target): Command | null;
  /** What dragging one thing onto another does where that means more than choosing both. */
  dropped?(view: View, from: Target, onto: Target): Command | null;
  /** everything that may complete something chosen */
  places?(view: View): Target[];
  /** where its answers stand in a panel of their own, which the inspector may not cover; null where there is none */
  answers?(layout: Layout): Rect | null;
  /** What is to be said of an event where it bites, once in a run; `at`: the thing that it is about. */
  advice?(play: Pick<Play, 'text' | 'format' | 'level' | 'session'>, view: View, event: SimEvent): Advice | null;
  /** What is to be said of a command that was taken, but comes out otherwise than it looked; `view`: before it. */
  told?(speaker: Speaker, view: View, given: Command, verdict: Verdict): Told | null;
  /** What moves a goal's quantity the wrong way now, in a few words; null where nothing of this part stands out. */
  why?(play: Pick<Play, 'text' | 'format' | 'level'>, view: View, metric: Id): string | null;
  socketAction?(play: Pick<Play, 'view' | 'text'>, pcpu: Int): SocketAction | null;
  /** what keys do, by the id under which they can be bound */
  readonly actions?: Readonly<Record<string, (surface: Surface) => void>>;
  readonly digits?: DigitRow;
  readonly narration?: Narration;
  standing?(speaker: Speaker, view: View): Standing[];
  /** Mixes in whatever of the view may not wait for the next look at running numbers (signature.ts). */
  watches?(view: View, mix: (value: number | string | boolean) => void): void;
  /** what the picture hints at while a command is considered */
  ghost?(command: Command, legal: boolean): Ghost | null;
  /** where a tutorial's line points, if it is about something of this part */
  points?(about: About, layout: Layout, view: View): Rect | null;
  /** where the guest of a tutorial's line is to be taken once it is in hand */
  goal?(about: About, layout: Layout): Rect | null;
  /** where it goes on once this is chosen, instead of pointing at it any longer */
  next?(about: About, layout: Layout, chosen: Target): Rect | null;
};

/** The parts, in the order in which they are asked. */
export type PlayParts = readonly PlayPart[];
