/** The mixer: for whoever asks, or is chosen, the strips and their positions, the named modes, the hosts, and what comes of it. */
import type { ComponentChildren } from 'preact';
import { POSITIONS, type Position, STRIPS, type StripId, type Way } from '../../../session/parts/mixer.ts';
import type { View } from '../../../session/view-model.ts';
import type { Int } from '../../../sim/index.ts';
import { useDerived, usePlay, useSteady } from '../context.ts';
import { asksText, commandOf, Desk, RefuseButton, turnsText } from '../desk.tsx';
import { guestName, kernelName } from '../doing.ts';
import {
  cellOf,
  doesText,
  machineName,
  machinesIn,
  mixerFor,
  mixersIn,
  modeName,
  moved,
  named,
  namesOf,
  onHost,
  onMixer,
  press,
  put,
  takes,
} from '../mixing.ts';
import type { PlayPart } from '../play.ts';
import { whyNot } from '../refusals.ts';
import { Face } from '../spot.tsx';
import '../mixer.css';

type State = 'on' | 'free' | 'none';

/** A position, of a strip or of a row: what stands there, what may, and what may not. */
function Choice(props: {
  kind: string;
  face: string;
  name: string;
  state: State;
  tip: string;
  onPress: () => void;
  children: ComponentChildren;
}) {
  const { kind, face, name, state, tip, onPress, children } = props;
  return (
    <button
      type="button"
      class={`position ${kind}`}
      data-state={state}
      data-tip={tip}
      aria-pressed={state === 'on'}
      aria-disabled={state === 'none'}
      onClick={onPress}
    >
      <Face name={name} kind={face}>
        {children}
      </Face>
    </button>
  );
}

function Strip({ id }: { id: StripId }) {
  const play = usePlay();
  const row = useSteady(() => {
    const shown = onMixer(play);
    if (shown === null) return null;
    const { mixer, own } = shown;
    return {
      does: doesText(play, mixer, id),
      cells: POSITIONS.map((position) => cellOf(play, mixer, own, id, position)),
    };
  });
  if (row.value === null) return null;
  const move = (position: Position): void => {
    const shown = onMixer(play);
    if (shown !== null) put(play, shown.mixer, moved(shown.mixer.ways, shown.own, id, position));
  };
  return (
    <fieldset class="mixer-strip">
      <legend>
        <b>{play.text.t(`play.mixer.strip.${id}`)}</b> <span>{row.value.does}</span>
      </legend>
      {row.value.cells.map(({ position, words, later, state, name }) => (
        <Choice
          key={position}
          kind="mixer-cell"
          face="mixer-face"
          name={name}
          state={state}
          tip={name}
          onPress={() => move(position)}
        >
          <span>{words}</span>
          {later === '' ? null : <span class="mixer-then">{later}</span>}
        </Choice>
      ))}
    </fieldset>
  );
}

type ButtonRow = { key: string; name: string; state: State; tip: string };

/** A row of numbered buttons: the named modes, or the hosts. */
function Row({ kind, first }: { kind: 'modes' | 'host'; first: Int }) {
  const play = usePlay();
  const { text } = play;
  const rows = useSteady((): ButtonRow[] => {
    const shown = onMixer(play);
    if (shown === null) return [];
    const { mixer, own } = shown;
    const view = play.view.value;
    const rowOf = (key: string, name: string, way: Way | undefined, isOn: boolean): ButtonRow => {
      const why = way?.why ?? null;
      const means = kind === 'modes' ? text.t('play.mixer.modeMeans', { mode: name }) : name;
      const tip = why === null ? means : whyNot(text, { code: why, args: {} });
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
        <Choice
          key={key}
          kind="mixer-button"
          face="mixer-face wide"
          name={name}
          state={state}
          tip={tip}
          onPress={() => press(play, first + index)}
        >
          <kbd>{first + index + 1}</kbd>
          <span>{name}</span>
        </Choice>
      ))}
    </fieldset>
  );
}

/** What it comes to, and the buttons that do it. */
function Result({ first }: { first: Int }) {
  const play = usePlay();
  const { text, format } = play;
  const row = useSteady(() => {
    const shown = onMixer(play);
    if (shown === null) return null;
    const { mixer, own: way } = shown;
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
      {asks ? <RefuseButton digit={first + 2} onPress={() => press(play, first + 1)} /> : null}
    </div>
  );
}

function Mixer() {
  const play = usePlay();
  const { text } = play;
  const place = useDerived(() => play.layout.value.parts.mixer);
  const rows = useSteady(() => {
    const mixer = mixerFor(play);
    return mixer === undefined
      ? { modes: 0, hosts: 0 }
      : { modes: namesOf(play, mixer).length, hosts: machinesIn(mixer).length };
  });
  const facts = (view: View): string => {
    const mixer = mixerFor(play);
    if (mixer === undefined) return '';
    return asksText(play, view, mixer, takes) || turnsText(play, view, mixer.turns);
  };
  const heading = (view: View, guest: Int): string =>
    text.t('play.mixer.for', {
      guest: guestName(play, view, guest),
      kernel: kernelName(play, view.guests[guest]?.kernel ?? ''),
    });
  const at = place.value;
  if (at === null) return null;
  const { modes, hosts } = rows.value;
  return (
    <Desk kind="mixer" at={at} all={mixersIn} shown={() => mixerFor(play)} facts={facts} heading={heading}>
      <Row kind="host" first={0} />
      <p class="mixer-heads" data-tip={text.t('play.mixer.means')}>
        {POSITIONS.map((position) => (
          <span key={position}>{text.t(`play.mixer.position.${position}`)}</span>
        ))}
      </p>
      {STRIPS.map(({ id }) => (
        <Strip key={id} id={id} />
      ))}
      <Row kind="modes" first={hosts} />
      <Result first={modes + hosts} />
    </Desk>
  );
}

/** numbered from 1 */
const MOST_DIGITS = 9;

export const mixer: PlayPart = {
  panels: [{ turn: 111, Shown: Mixer }],
  digits: { first: 1, most: MOST_DIGITS, verbs: ['admit', 'mode'], together: true, unless: ['knob'], take: press },
  watches(view, mix) {
    for (const { guest, chosen, asks, busy } of mixersIn(view)) {
      mix(guest);
      mix(chosen);
      mix(asks);
      mix(busy);
    }
  },
  answers: ({ parts }) => parts.mixer,
  points: (about, { parts }) => (about.mixer === true || about.door === true ? parts.mixer : null),
};
