/**
 * A part: what one mechanism, with the verbs that belong to it, adds to a level, layer by layer and under one name. Here
 * is its root, what can be seen of it. The picture, the controls, the sounds and the words are parts of the same name
 * in their layers, and tests/parts.test.ts holds the set complete.
 */
import type { Int, LevelFile, Situation, Verb, World } from '../sim/index.ts';
import type { Catalogue } from './catalogue.ts';
import type { Ground } from './layout-types.ts';
import type { Past } from './past/past.ts';
import type { Lately } from './view/lately.ts';
import type { About, Board, Decision } from './view-base.ts';

/** The layers around the session in which a part of the same name stands. */
export const PART_LAYERS = ['playfield', 'ui', 'audio', 'text'] as const;
export type PartLayer = (typeof PART_LAYERS)[number];

/** What a view is made from. */
export type Seen = {
  file: LevelFile;
  w: World;
  past: Past;
  catalogue: Catalogue;
  lately: Lately;
  /** display time in cycles, fractional, not later than the world's */
  now: number;
  next: Decision | null;
  /** of a rack, what is looked at; without it, the inside of its first machine */
  looks?: Looks;
};

/** What of a rack is looked at: the whole of it, or the inside of one machine; that one stays known meanwhile. */
export type Looks = { whole: boolean; inside: Int };

/** What a situation was found at; null where it is not so. */
export type Found = About | null;

type KeysOf<S> = S extends unknown ? Exclude<keyof S, 'guest' | 'pcpu' | 'under'> : never;
/** the word by which a tutorial's step asks for a situation */
export type SituationKey = KeysOf<Situation>;
export type Asked<K extends SituationKey> = Extract<Situation, Readonly<Record<K, unknown>>>;

/** @typeParam W what the part looks at: the board, and with `With` the views of other parts */
export type Situations<W extends Board> = {
  readonly [K in SituationKey]?: (asked: Asked<K>, view: W, file: LevelFile) => Found;
};

/** A board on which the part `Name` shows a `V`, or nothing. */
export type With<Name extends string, V> = { parts: Readonly<Record<Name, V | null>> };

/**
 * @typeParam V what is seen of it
 * @typeParam W what its situations and its shape look at
 * @typeParam S what its place depends on: counts, never state, so that equal shapes have equal places
 * @typeParam P its place in the picture
 */
export type SessionPart<V = null, W extends Board = Board, S = null, P = null> = {
  /** what belongs to it of all that a level may let its player do */
  readonly verbs: readonly Verb[];
  /** layers in which it shows nothing, each with the reason; in all others there is a part of its name */
  readonly nothing?: Readonly<Partial<Record<PartLayer, string>>>;
  /** null where the level has none of it: nothing of the part is then drawn, said or asked */
  view?(seen: Seen, board: Board): V | null;
  /** asked only where the part is there */
  shape?(own: V, view: W): S;
  /** it lays cards on the desk, which therefore has to have room for them, or rows below the towers, which streams go between */
  readonly lays?: 'cards' | 'rows';
  /** does it, here? Always, where it does not say */
  isLaying?(own: V): boolean;
  /** null where the picture has no room for it */
  place?(shape: S, ground: Ground): P | null;
  readonly situations?: Situations<W>;
};
