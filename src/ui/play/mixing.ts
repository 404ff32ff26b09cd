/** What can be done on the mixer, and what stands in its boxes. */
import { type Signal, signal } from '@preact/signals';
import { type Load, type MixerOf, type Position, STRIPS, type StripId, type Way } from '../../session/parts/mixer.ts';
import type { View } from '../../session/view-model.ts';
import type { Id, Int, Op } from '../../sim/index.ts';
import { commandOf, refuse } from './desk.tsx';
import { modeWord, roundTime } from './doing.ts';
import type { Play } from './play.ts';
import { whyNot } from './refusals.ts';
import { guestIn } from './target.ts';

/** What stands on the mixer and is not done yet: a way of one guest. */
type Draft = { guest: Int; way: Int };
const drafts = new WeakMap<object, Signal<Draft | null>>();
function draftIn(play: Play): Signal<Draft | null> {
  const found = drafts.get(play.session) ?? signal<Draft | null>(null);
  drafts.set(play.session, found);
  return found;
}

export const mixersIn = (view: Pick<View, 'parts'>): readonly MixerOf[] => view.parts.mixer?.mixers ?? [];

/** The chosen guest's, else that of whoever has asked longest. */
export function mixerFor({ chosen, view }: Pick<Play, 'chosen' | 'view'>): MixerOf | undefined {
  const guest = guestIn(chosen.value);
  const all = mixersIn(view.value);
  return all.find((one) => one.guest === guest) ?? all.find(({ asks }) => asks);
}

/** The way that stands on the mixer. */
function wayOn(play: Play, mixer: MixerOf): Int {
  const draft = draftIn(play).value;
  return draft !== null && draft.guest === mixer.guest ? draft.way : mixer.chosen;
}

/** Whose mixer it is, and the way that stands on it; null where it is nobody's. */
export function onMixer(play: Play): { mixer: MixerOf; own: Way } | null {
  const mixer = mixerFor(play);
  const own = mixer?.ways[wayOn(play, mixer)];
  return mixer === undefined || own === undefined ? null : { mixer, own };
}

/** On how many strips two ways differ. */
const apart = (a: Way, b: Way): number => STRIPS.filter(({ id }) => a.at[id] !== b.at[id]).length;

/** Of some ways the one that is nearest to what stands there, of those that the guest may have if it may have any. */
function nearest(ways: readonly Way[], own: Way, test: (way: Way) => boolean): Way | undefined {
  const rank = (way: Way): number => (way.why === null ? 0 : 100) + apart(way, own);
  return ways.filter(test).sort((a, b) => rank(a) - rank(b))[0];
}

/** What moving one strip leads to: other strips move along where nobody has built it otherwise. */
export const moved = (ways: readonly Way[], own: Way, strip: StripId, position: Position): Way | undefined =>
  nearest(ways, own, (way) => way.machine === own.machine && way.at[strip] === position);

/** A named mode: where the guest is meant to be if it can be had there, else elsewhere. */
export const named = (ways: readonly Way[], own: Way, mode: Id): Way | undefined =>
  nearest(ways, own, (way) => way.mode === mode && way.machine === own.machine && way.why === null) ??
  nearest(ways, own, (way) => way.mode === mode);

export const onHost = (ways: readonly Way[], own: Way, machine: Int): Way | undefined =>
  nearest(ways, own, (way) => way.machine === machine);

/** Puts a way on the mixer; says why where the guest may not have it. */
export function put(play: Play, mixer: MixerOf, way: Way | undefined): boolean {
  if (way === undefined) return false;
  if (way.why !== null) {
    play.refuse({ ok: false, code: way.why, args: {} }, { kind: 'guest', guest: mixer.guest }, commandOf(mixer, way));
    return false;
  }
  draftIn(play).value = { guest: mixer.guest, way: mixer.ways.indexOf(way) };
  return true;
}

function give(play: Play, mixer: MixerOf, own: Way): boolean {
  const { ok } = play.command(commandOf(mixer, own), { kind: 'guest', guest: mixer.guest });
  if (ok) {
    draftIn(play).value = null;
    play.letGo();
  }
  return ok;
}

/** The modes that have a name in this level, in its order. */
export const namesOf = ({ level }: { level: Pick<Play['level'], 'has'> }, { ways }: MixerOf): Id[] =>
  [...new Set(ways.map(({ mode }) => mode))].filter((mode) => level.has(`lever.${mode}`));

export const machinesIn = ({ ways }: MixerOf): Int[] => [...new Set(ways.map(({ machine }) => machine))];

/** Numbers of the buttons: the hosts from 1, then the named modes, then to do it, then to refuse. */
export function press(play: Play, digit: Int): boolean {
  const shown = onMixer(play);
  if (shown === null) return false;
  const { mixer, own } = shown;
  const modes = namesOf(play, mixer);
  const machines = machinesIn(mixer);
  const host = machines[digit];
  if (host !== undefined) return put(play, mixer, onHost(mixer.ways, own, host));
  const mode = modes[digit - machines.length];
  if (mode !== undefined) return put(play, mixer, named(mixer.ways, own, mode));
  const last = digit - modes.length - machines.length;
  return last === 0 ? give(play, mixer, own) : last === 1 && refuse(play, mixer);
}

export const machineName = ({ level }: Pick<Play, 'level'>, { machines }: Pick<View, 'machines'>, m: Int): string => {
  const id = machines[m]?.id ?? '';
  return level.has(`machine.${id}`) ? level.say(`machine.${id}`) : id;
};

/** In full where the level says so; in towers there is only room for less. */
export const modeName = (play: Play, mode: Id): string =>
  play.level.has(`mixer.${mode}`) ? play.level.say(`mixer.${mode}`) : modeWord(play, mode);

/** A start or a restart, as the model has it. */
export const takes = ({ format }: Pick<Play, 'format'>, { hz }: Pick<View, 'hz'>, cycles: number): string =>
  roundTime(format, Math.round((cycles / hz) * 1e9));

type Cell = {
  position: Position;
  words: string;
  later: string;
  state: 'on' | 'free' | 'none';
  name: string;
};

export function cellOf(play: Play, mixer: MixerOf, own: Way, strip: StripId, position: Position): Cell {
  const { text, format } = play;
  const way = own.at[strip] === position ? own : moved(mixer.ways, own, strip, position);
  const names = { strip: text.t(`play.mixer.strip.${strip}`), position: text.t(`play.mixer.position.${position}`) };
  if (way === undefined || way.why !== null) {
    const key = `none.${strip}.${position}`;
    const why = play.level.has(key) ? play.level.say(key) : whyNot(text, { code: way?.why ?? 'noSuchMode', args: {} });
    return {
      position,
      words: text.t('play.mixer.none'),
      later: '',
      state: 'none',
      name: text.t('play.mixer.cellNot', { ...names, why }),
    };
  }
  const state = own.at[strip] === position ? 'on' : 'free';
  if (strip === 'board') {
    const price = takes(play, play.view.peek(), way.starts);
    return {
      position,
      words: price,
      later: '',
      state,
      name: text.t('play.mixer.cell', { ...names, price }),
    };
  }
  const share = (load: Load | null): string => format.percent(load?.adds[strip] ?? 0);
  const differs = way.later !== null && Math.abs(way.later.adds[strip] - way.now.adds[strip]) >= 100;
  return {
    position,
    words: text.t('play.mixer.adds', { share: share(way.now) }),
    later: differs ? text.t('play.mixer.then', { share: share(way.later) }) : '',
    state,
    name: differs
      ? text.t('play.mixer.cellThen', { ...names, share: share(way.now), later: share(way.later) })
      : text.t('play.mixer.cell', { ...names, price: text.t('play.mixer.adds', { share: share(way.now) }) }),
  };
}

export function doesText({ text, format }: Play, { does }: MixerOf, strip: StripId): string {
  const n = (op: Op): string => {
    const { now = 0, later = null } = does.find((one) => one.op === op) ?? {};
    const [first, next] = [format.integer(now), format.integer(later ?? now)];
    return first === next ? first : text.t('play.mixer.becomes', { now: first, later: next });
  };
  return text.t(`play.mixer.does.${strip}`, {
    calls: n('syscall'),
    changes: n('ptMap'),
    misses: n('tlbMiss'),
    interrupts: n('eoi'),
    packets: n('packetOut'),
  });
}
