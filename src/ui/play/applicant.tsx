/** Whoever asks to enter: as a container, as a virtual machine, or not at all. */
import { useComputed } from '@preact/signals';
import type { GuestView, View } from '../../session/view-model.ts';
import type { Command, Cycles, Id } from '../../sim/index.ts';
import { NEVER } from '../../sim/types.ts';
import { GuestBadge } from '../parts/badge.tsx';
import { usePlay, useView } from './context.ts';
import { guestName, kernelName, roundTime, spoken } from './doing.ts';
import { refusedName } from './names.ts';
import { whyNot } from './refusals.ts';
import { Face, placed } from './spot.tsx';
import type { Play } from './store.ts';

/** Answers to an applicant and their numbers, after those of the limits. */
export const ANSWERS = ['container', 'vm', 'refuse'] as const;
export type Answer = (typeof ANSWERS)[number];
export const FIRST_ANSWER = 5;

/** The one that has waited longest. */
export const applicantIn = (view: Pick<View, 'guests'>): GuestView | null =>
  view.guests
    .filter((guest) => guest.stage === 'asking' && guest.asks !== null)
    .sort((a, b) => (a.asks?.until ?? NEVER) - (b.asks?.until ?? NEVER))[0] ?? null;

/** The mode of an answer: a container shares the host's kernel, a virtual machine is what else the level's guests run in. */
function modeOf({ session, costs }: Pick<Play, 'session' | 'costs'>, answer: 'container' | 'vm'): Id {
  const { modes } = costs.model;
  const used = [...new Set(session.level.setup.guests.map(({ mode }) => mode)), ...Object.keys(modes)];
  const shares = (mode: Id): boolean => modes[mode]?.kernel === 'host';
  const starts = (mode: Id): boolean => modes[mode]?.start !== undefined;
  return used.find((mode) => starts(mode) && shares(mode) === (answer === 'container')) ?? answer;
}

const commandOf = (play: Pick<Play, 'session' | 'costs'>, answer: Answer, guest: number): Command =>
  answer === 'refuse' ? { do: 'refuse', guest } : { do: 'admit', guest, mode: modeOf(play, answer) };

/** Cycles until a newcomer is up, as measured; 0 when it does not come in. */
function startOf({ costs }: Pick<Play, 'costs'>, command: Command): Cycles {
  const start = command.do === 'admit' ? costs.model.modes[command.mode]?.start : undefined;
  return start === undefined ? 0 : (costs.model.costs[start]?.cycles ?? 0);
}

/** Gives answer number `index` to the applicant; false when nobody asks. */
export function answerApplicant(play: Play, index: number): boolean {
  const guest = applicantIn(play.view.peek());
  const answer = ANSWERS[index];
  if (guest === null || answer === undefined) return false;
  return play.command(commandOf(play, answer, guest.index), { kind: 'guest', guest: guest.index }).ok;
}

/** Durations that the level's author chose. */
const chosenTime = ({ format }: Play, { hz }: View, cycles: number): string =>
  roundTime(format, Math.round((cycles / hz) * 1e9));

function AnswerButton({ guest, answer, index }: { guest: GuestView; answer: Answer; index: number }) {
  const play = usePlay();
  const { text, session } = play;
  const command = commandOf(play, answer, guest.index);
  const verdict = session.can(command);
  const name = text.t(`play.applicant.${answer}`);
  const total = startOf(play, command);
  const price = total === 0 ? '' : text.t('play.applicant.starts', { time: chosenTime(play, play.view.peek(), total) });
  const words = verdict.ok ? price : whyNot(text, verdict);
  return (
    <li>
      <button
        type="button"
        class="small-button answer"
        aria-disabled={!verdict.ok}
        onClick={() => play.command(command, { kind: 'guest', guest: guest.index })}
      >
        <Face name={refusedName(play, price === '' ? name : `${name}, ${price}`, verdict)} kind="answer-face">
          <kbd>{FIRST_ANSWER + index}</kbd>
          <span class="answer-name">{name}</span>
          {words === '' ? null : <span class="note">{words}</span>}
        </Face>
      </button>
    </li>
  );
}

export function Applicant() {
  const play = usePlay();
  const { text } = play;
  const place = useComputed(() => play.layout.value.applicant);
  const who = useView((view) => applicantIn(view)?.index ?? -1);
  const leaves = useView((view) => {
    const asks = applicantIn(view)?.asks;
    return asks == null ? '' : text.t('play.applicant.goes', { time: spoken(play, view, asks.until - view.now) });
  });
  const at = place.value;
  const view = play.view.peek();
  if (at === null || !view.verbs.includes('admit')) return null;
  const guest = view.guests[who.value];
  if (guest?.asks == null) {
    return (
      <section class="panel applicant nobody" style={placed(at)} aria-label={text.t('play.applicant.nobody')}>
        <p class="note">{text.t('play.applicant.nobody')}</p>
      </section>
    );
  }
  const name = guestName(play, view, guest.index);
  const { stay, risk } = guest.asks;
  return (
    <section
      class="panel applicant scrolls"
      style={placed(at)}
      aria-label={text.t('play.applicant.title', { guest: name })}
    >
      <h2>
        <GuestBadge badge={guest.badge} colour={guest.colour} />
        {text.t('play.applicant.title', { guest: name })}
      </h2>
      <p class="facts">
        <span>{kernelName(play, guest.kernel)}</span>
        <span>{text.t('play.applicant.stays', { time: chosenTime(play, view, stay) })}</span>
        <span class="risk">{text.t('play.applicant.risk', { time: chosenTime(play, view, risk) })}</span>
        <span class="goes">{leaves}</span>
      </p>
      <ul>
        {ANSWERS.map((answer, index) => (
          <AnswerButton key={answer} guest={guest} answer={answer} index={index} />
        ))}
      </ul>
    </section>
  );
}
