/** The mixer: for whoever asks, or is chosen, the strips and their positions, the named modes, the hosts, and what comes of it. */
import { type Signal, signal } from '@preact/signals';
import {
  type Load,
  type MixerOf,
  POSITIONS,
  type Position,
  STRIPS,
  type StripId,
  type Way,
} from '../../../session/parts/mixer.ts';
import type { View } from '../../../session/view-model.ts';
import type { Command, Cycles, Id, Int, Op } from '../../../sim/index.ts';
import { NEVER } from '../../../sim/types.ts';
import { GuestBadge } from '../../parts/badge.tsx';
import { useDerived, usePlay, useSteady, useView } from '../context.ts';
import { guestName, kernelName, roundTime, soonIn, spoken } from '../doing.ts';
import type { Play, PlayPart } from '../play.ts';
import { whyNot } from '../refusals.ts';
import { Face, placed } from '../spot.tsx';

/** What stands on the mixer and is not done yet: a way of one guest. */
type Draft = { guest: Int; way: Int };
const drafts = new WeakMap<object, Signal<Draft | null>>();
function draftIn(play: Play): Signal<Draft | null> {
  const found = drafts.get(play.session) ?? signal<Draft | null>(null);
  drafts.set(play.session, found);
  return found;
}

const mixersIn = (view: Pick<View, 'parts'>): readonly MixerOf[] => view.parts.mixer?.mixers ?? [];

/** The chosen guest's, else that of whoever has asked longest. */
function mixerFor({ chosen, view }: Pick<Play, 'chosen' | 'view'>): MixerOf | undefined {
  const target = chosen.value;
  const guest = target !== null && 'guest' in target ? target.guest : null;
  const all = mixersIn(view.value);
  return all.find((one) => one.guest === guest) ?? all.find(({ asks }) => asks);
}

/** The way that stands on the mixer. */
function wayOn(play: Play, mixer: MixerOf): Int {
  const draft = draftIn(play).value;
  return draft !== null && draft.guest === mixer.guest ? draft.way : mixer.chosen;
}

const commandOf = ({ asks, guest }: MixerOf, { mode, machine }: Way): Command =>
  asks ? { do: 'admit', guest, mode, machine } : { do: 'setMode', guest, mode, machine };

/** On how many strips two ways differ. */
const apart = (a: Way, b: Way): number => STRIPS.filter(({ id }) => a.at[id] !== b.at[id]).length;

/** Of some ways the one that is nearest to what stands there, of those that the guest may have if it may have any. */
function nearest(ways: readonly Way[], own: Way, test: (way: Way) => boolean): Way | undefined {
  const rank = (way: Way): number => (way.why === null ? 0 : 100) + apart(way, own);
  return ways.filter(test).sort((a, b) => rank(a) - rank(b))[0];
}

/** What moving one strip leads to: other strips move along where nobody has built it otherwise. */
const moved = (ways: readonly Way[], own: Way, strip: StripId, position: Position): Way | undefined =>
  nearest(ways, own, (way) => way.machine === own.machine && way.at[strip] === position);

/** A named mode: where the guest is meant to be if it can be had there, else elsewhere. */
const named = (ways: readonly Way[], own: Way, mode: Id): Way | undefined =>
  nearest(ways, own, (way) => way.mode === mode && way.machine === own.machine && way.why === null) ??
  nearest(ways, own, (way) => way.mode === mode);

const onHost = (ways: readonly Way[], own: Way, machine: Int): Way | undefined =>
  nearest(ways, own, (way) => way.machine === machine);

/** Puts a way on the mixer; says why where the guest may not have it. */
function put(play: Play, mixer: MixerOf, way: Way | undefined): boolean {
  if (way === undefined) return false;
  if (way.why !== null) {
    play.refuse({ ok: false, code: way.why, args: {} }, { kind: 'guest', guest: mixer.guest }, commandOf(mixer, way));
    return false;
  }
  draftIn(play).value = { guest: mixer.guest, way: mixer.ways.indexOf(way) };
  return true;
}

function give(play: Play, mixer: MixerOf): boolean {
  const way = mixer.ways[wayOn(play, mixer)];
  if (way === undefined) return false;
  const { ok } = play.command(commandOf(mixer, way), { kind: 'guest', guest: mixer.guest });
  if (ok) {
    draftIn(play).value = null;
    play.letGo();
  }
  return ok;
}

const refuse = (play: Play, { guest, asks }: MixerOf): boolean =>
  asks && play.command({ do: 'refuse', guest }, { kind: 'guest', guest }).ok;

/** The modes that have a name in this level, in its order. */
const namesOf = ({ level }: Pick<Play, 'level'>, { ways }: MixerOf): Id[] =>
  [...new Set(ways.map(({ mode }) => mode))].filter((mode) => level.has(`lever.${mode}`));

const machinesIn = ({ ways }: MixerOf): Int[] => [...new Set(ways.map(({ machine }) => machine))];

/** Numbers of the buttons: the named modes from 1, then the hosts, then to do it, then to refuse. */
function press(play: Play, digit: Int): boolean {
  const mixer = mixerFor({ chosen: play.chosen, view: play.view });
  const own = mixer?.ways[wayOn(play, mixer)];
  if (mixer === undefined || own === undefined) return false;
  const modes = namesOf(play, mixer);
  const machines = machinesIn(mixer);
  if (digit < modes.length) return put(play, mixer, named(mixer.ways, own, modes[digit] ?? ''));
  const host = machines[digit - modes.length];
  if (host !== undefined) return put(play, mixer, onHost(mixer.ways, own, host));
  const last = digit - modes.length - machines.length;
  return last === 0 ? give(play, mixer) : last === 1 && refuse(play, mixer);
}

const machineName = ({ level }: Play, { machines }: View, m: Int): string => {
  const id = machines[m]?.id ?? '';
  return level.has(`machine.${id}`) ? level.say(`machine.${id}`) : id;
};

/** In full where the level says so; in towers there is only room for less. */
const modeName = ({ level, text }: Play, mode: Id): string =>
  level.has(`mixer.${mode}`)
    ? level.say(`mixer.${mode}`)
    : level.has(`lever.${mode}`)
      ? level.say(`lever.${mode}`)
      : text.word('mode', mode);

/** A start or a restart, as the model has it. */
const takes = ({ format }: Play, { hz }: View, cycles: number): string =>
  roundTime(format, Math.round((cycles / hz) * 1e9));

type Cell = {
  position: Position;
  words: string;
  later: string;
  state: 'on' | 'free' | 'none';
  name: string;
  moves: boolean;
};

function cellOf(play: Play, mixer: MixerOf, own: Way, strip: StripId, position: Position): Cell {
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
      moves: false,
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
      moves: true,
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
    moves: true,
  };
}

function doesText({ text, format }: Play, { does }: MixerOf, strip: StripId): string {
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

function Strip({ id }: { id: StripId }) {
  const play = usePlay();
  const row = useSteady(() => {
    const mixer = mixerFor(play);
    const own = mixer?.ways[wayOn(play, mixer)];
    if (mixer === undefined || own === undefined) return null;
    return {
      does: doesText(play, mixer, id),
      cells: POSITIONS.map((position) => cellOf(play, mixer, own, id, position)),
    };
  });
  if (row.value === null) return null;
  const move = (position: Position): void => {
    const mixer = mixerFor(play);
    const own = mixer?.ways[wayOn(play, mixer)];
    if (mixer !== undefined && own !== undefined) put(play, mixer, moved(mixer.ways, own, id, position));
  };
  return (
    <fieldset class="mixer-strip">
      <legend>
        <b>{play.text.t(`play.mixer.strip.${id}`)}</b> <span>{row.value.does}</span>
      </legend>
      {row.value.cells.map(({ position, words, later, state, name }) => (
        <button
          key={position}
          type="button"
          class="position mixer-cell"
          data-state={state}
          data-tip={name}
          aria-pressed={state === 'on'}
          aria-disabled={state === 'none'}
          onClick={() => move(position)}
        >
          <Face name={name} kind="mixer-face">
            <span>{words}</span>
            {later === '' ? null : <span class="mixer-then">{later}</span>}
          </Face>
        </button>
      ))}
    </fieldset>
  );
}

type ButtonRow = { key: string; name: string; state: 'on' | 'free' | 'none'; tip: string };

/** A row of numbered buttons: the named modes, or the hosts. */
function Row({ kind, first }: { kind: 'modes' | 'host'; first: Int }) {
  const play = usePlay();
  const { text } = play;
  const rows = useSteady((): ButtonRow[] => {
    const mixer = mixerFor(play);
    const own = mixer?.ways[wayOn(play, mixer)];
    if (mixer === undefined || own === undefined) return [];
    const view = play.view.value;
    const rowOf = (key: string, name: string, way: Way | undefined, isOn: boolean): ButtonRow => {
      const why = way?.why ?? null;
      const tip = why === null ? name : whyNot(text, { code: why, args: {} });
      return { key, name, state: isOn ? 'on' : why === null ? 'free' : 'none', tip };
    };
    if (kind === 'modes')
      return namesOf(play, mixer).map((mode) =>
        rowOf(mode, modeName(play, mode), named(mixer.ways, own, mode), own.mode === mode),
      );
    return machinesIn(mixer).map((m) => {
      const { guests = 0, pcpus = 0 } = view.parts.mixer?.crowd[m] ?? {};
      const name = text.t('play.mixer.hostOf', { machine: machineName(play, view, m), guests, pcpus });
      return rowOf(String(m), name, onHost(mixer.ways, own, m), own.machine === m);
    });
  });
  return (
    <fieldset class={`mixer-row ${kind}`}>
      <legend>{text.t(`play.mixer.${kind}`)}</legend>
      {rows.value.map(({ key, name, state, tip }, index) => (
        <button
          key={key}
          type="button"
          class="position mixer-button"
          data-state={state}
          data-tip={tip}
          aria-pressed={state === 'on'}
          aria-disabled={state === 'none'}
          onClick={() => press(play, first + index)}
        >
          <Face name={name} kind="mixer-face wide">
            <kbd>{first + index + 1}</kbd>
            <span>{name}</span>
          </Face>
        </button>
      ))}
    </fieldset>
  );
}

/** What it comes to, and the buttons that do it. */
function Result({ first }: { first: Int }) {
  const play = usePlay();
  const { text, format } = play;
  const row = useSteady(() => {
    const mixer = mixerFor(play);
    const way = mixer?.ways[wayOn(play, mixer)];
    if (mixer === undefined || way === undefined) return null;
    const share = format.percent(way.now.speed);
    const later = way.later === null ? '' : format.percent(way.later.speed);
    const verdict = play.session.can(commandOf(mixer, way));
    const time = takes(play, play.view.value, way.starts);
    const isAsItIs = !verdict.ok && verdict.code === 'alreadyInMode';
    return {
      asks: mixer.asks,
      ok: verdict.ok,
      speed: later === '' ? text.t('play.mixer.speed', { share }) : text.t('play.mixer.speedThen', { share, later }),
      act: isAsItIs
        ? text.t('play.mixer.asItIs')
        : mixer.busy
          ? text.t('play.mixer.busy')
          : verdict.ok
            ? text.t(mixer.asks ? 'play.mixer.admit' : 'play.mixer.restart', { time })
            : whyNot(text, verdict),
    };
  });
  if (row.value === null) return null;
  const { asks, ok, speed, act } = row.value;
  return (
    <div class="mixer-result">
      <p>{speed}</p>
      <button type="button" class="small-button answer mixer-do" aria-disabled={!ok} onClick={() => press(play, first)}>
        <Face name={act} kind="answer-face">
          <kbd>{first + 1}</kbd>
          <span class="answer-name">{act}</span>
        </Face>
      </button>
      {asks ? (
        <button type="button" class="small-button answer" onClick={() => press(play, first + 1)}>
          <Face name={text.t('play.mixer.refuse')} kind="answer-face">
            <kbd>{first + 2}</kbd>
            <span class="answer-name">{text.t('play.mixer.refuse')}</span>
          </Face>
        </button>
      ) : null}
    </div>
  );
}

const staysText = (play: Play, view: View, stay: Cycles): string =>
  view.now + stay >= view.length
    ? play.text.t('play.mixer.staysOn')
    : play.text.t('play.mixer.stays', { time: takes(play, view, stay) });

function Mixer() {
  const play = usePlay();
  const { text } = play;
  const place = useDerived(() => play.layout.value.parts.mixer);
  const head = useSteady(() => {
    const mixer = mixerFor(play);
    const guest = play.view.value.guests[mixer?.guest ?? -1];
    if (mixer === undefined || guest === undefined) return null;
    const { index, badge, colour, kernel } = guest;
    return {
      index,
      badge,
      colour,
      name: text.t('play.mixer.for', {
        guest: guestName(play, play.view.value, index),
        kernel: kernelName(play, kernel),
      }),
      modes: namesOf(play, mixer).length,
      hosts: machinesIn(mixer).length,
    };
  });
  const facts = useView((view) => {
    const mixer = mixerFor(play);
    const asks = view.guests[mixer?.guest ?? -1]?.asks;
    if (mixer === undefined) return '';
    if (asks != null)
      return `${staysText(play, view, asks.stay)} · ${text.t('play.mixer.goes', { time: spoken(play, view, asks.until - view.now) })}`;
    return mixer.turns === NEVER
      ? text.t('play.mixer.steady')
      : text.t('play.mixer.turns', { time: soonIn(play, view, mixer.turns) });
  });
  /** somebody at the door, while the mixer is another guest's */
  const waiting = useView((view) => {
    const asking = mixersIn(view).find(({ asks }) => asks);
    const asks = view.guests[asking?.guest ?? -1]?.asks;
    if (asking === undefined || asks == null || mixerFor(play)?.guest === asking.guest) return '';
    const guest = guestName(play, view, asking.guest);
    return text.t('play.mixer.waits', { guest, time: spoken(play, view, asks.until - view.now) });
  });
  const at = place.value;
  if (at === null) return null;
  const who = head.value;
  if (who === null)
    return (
      <section class="panel mixer nobody" style={placed(at)} aria-label={text.t('play.mixer.title')}>
        <p class="note">{text.t('play.mixer.nobody')}</p>
      </section>
    );
  return (
    <section class="panel mixer scrolls" style={placed(at)} aria-label={text.t('play.mixer.title')}>
      <h2>
        <GuestBadge badge={who.badge} colour={who.colour} />
        {who.name}
      </h2>
      <p class="mixer-facts">{facts}</p>
      {waiting.value === '' ? null : (
        <button type="button" class="small-button mixer-waits" onClick={() => play.choose(null)}>
          {waiting.value}
        </button>
      )}
      <p class="mixer-heads" data-tip={text.t('play.mixer.means')}>
        {POSITIONS.map((position) => (
          <span key={position}>{text.t(`play.mixer.position.${position}`)}</span>
        ))}
      </p>
      {STRIPS.map(({ id }) => (
        <Strip key={id} id={id} />
      ))}
      <Row kind="modes" first={0} />
      <Row kind="host" first={who.modes} />
      <Result first={who.modes + who.hosts} />
    </section>
  );
}

/** numbered from 1 */
const MOST_DIGITS = 9;

export const mixer: PlayPart = {
  panels: [{ turn: 110, Shown: Mixer }],
  digits: { first: 1, most: MOST_DIGITS, verbs: ['mode', 'admit'], take: press },
  watches(view, mix) {
    for (const { guest, chosen, asks, busy } of mixersIn(view)) {
      mix(guest);
      mix(chosen);
      mix(asks);
      mix(busy);
    }
  },
  points: (about, { parts }) => (about.mixer === true || about.door === true ? parts.mixer : null),
};
