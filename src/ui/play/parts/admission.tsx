/** Whoever asks to enter: as a container, as a virtual machine, or not at all. */
import type { GuestView, View } from '../../../session/view-model.ts';
import type { Bp, Command, Cycles, Int, Wants } from '../../../sim/index.ts';
import { NEVER } from '../../../sim/types.ts';
import { GuestBadge } from '../../parts/badge.tsx';
import { useDerived, usePlay, useSteady, useView } from '../context.ts';
import { guestName, kernelName, roundTime, soonIn } from '../doing.ts';
import { refusedName } from '../names.ts';
import { polite } from '../narrate.ts';
import type { Play, PlayPart } from '../play.ts';
import { whyNot } from '../refusals.ts';
import { Face, placed } from '../spot.tsx';
import '../door.css';

/** Answers to an applicant have these numbers and the next, after those of the limits. */
const FIRST_ANSWER = 6;
const MOST_ANSWERS = 4;

/** Whoever is at the door, in the order in which they leave it again. */
const applicantsIn = (view: Pick<View, 'guests'>): GuestView[] =>
  view.guests
    .filter((guest) => guest.stage === 'asking' && guest.asks !== null)
    .sort((a, b) => (a.asks?.until ?? NEVER) - (b.asks?.until ?? NEVER));

/** The one that has waited longest. */
export const applicantIn = (view: Pick<View, 'guests'>): GuestView | null => applicantsIn(view)[0] ?? null;

/** `worth`: what it adds to the share hosted, 0 where nothing is said of that */
type Answer = { name: string; command: Command; start: Cycles; worth: Bp };

/** The ways in that the level has, as it has them, and to be refused. */
export function answersTo(
  { text, view }: { text: Play['text']; view: { readonly value: View } },
  guest: Int,
): Answer[] {
  const ways = view.value.parts.admission?.ways ?? [];
  const wish = view.value.parts.admission?.wishes.find((one) => one.guest === guest);
  const enter = ways.map(({ mode, shares, start }, index): Answer => {
    const alike = ways.filter((way) => way.shares === shares).length > 1;
    const name = text.t(shares ? 'play.applicant.container' : 'play.applicant.vm');
    return {
      name: alike ? text.word('mode', mode) : name,
      command: { do: 'admit', guest, mode },
      start,
      worth: wish?.worth[index] ?? 0,
    };
  });
  return [...enter, { name: text.t('play.applicant.refuse'), command: { do: 'refuse', guest }, start: 0, worth: 0 }];
}

/** Gives answer number `index` to the applicant; false when nobody asks. */
function answerApplicant(play: Play, index: number): boolean {
  const guest = applicantIn(play.view.peek());
  const answer = guest === null ? undefined : answersTo(play, guest.index)[index];
  if (guest === null || answer === undefined) return false;
  return play.command(answer.command, { kind: 'guest', guest: guest.index }).ok;
}

/** Durations that the level's author chose. */
const chosenTime = ({ format }: Play, { hz }: View, cycles: number): string =>
  roundTime(format, Math.round((cycles / hz) * 1e9));

/** What of a panic is known beforehand. */
function Risk({ guest }: { guest: Int }) {
  const { text, format } = usePlay();
  const odds = useView(({ parts }) => parts.admission?.wishes.find((one) => one.guest === guest)?.odds ?? 0);
  return (
    <span class="risk" data-risky={odds.value > 0} data-tip={text.t('play.tip.panics')}>
      {odds.value === 0
        ? text.t('play.applicant.safe')
        : text.t('play.applicant.risk', { odds: format.percent(odds.value) })}
    </span>
  );
}

function AnswerButton({ guest, answer, index }: { guest: GuestView; answer: Answer; index: number }) {
  const play = usePlay();
  const { text, session } = play;
  const { name, command, start: total, worth } = answer;
  const verdict = session.can(command);
  const time = chosenTime(play, play.view.peek(), total);
  const args = { time, worth: play.format.percent(Math.floor(worth / 100) * 100) };
  const price = total === 0 ? '' : text.t('play.applicant.starts', args);
  const brief = total === 0 ? '' : text.t('play.applicant.starts.short', args);
  // when all is over, that is said once and for everything
  const words = verdict.ok || play.outcome.value !== null ? brief : whyNot(text, verdict);
  return (
    <li>
      <button
        type="button"
        class="small-button answer"
        {...(total === 0 ? {} : { 'data-tip': text.t('play.tip.answer') })}
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

const ALL: Bp = 10_000;
const RESOURCES = ['cpu', 'cache', 'locks'] as const;

/** What it wants of one thing that is shared, beside what is free of that: the bar is all there is. */
function Wanted({ guest, of }: { guest: Int; of: keyof Wants }) {
  const { text, format, view } = usePlay();
  const row = useSteady(() => {
    const wish = view.value.parts.admission?.wishes.find((one) => one.guest === guest);
    return wish === undefined ? null : { wants: wish.wants[of], free: wish.free[of] };
  });
  if (row.value === null) return null;
  const { wants, free } = row.value;
  // more than there is of it: how much more does not matter
  const said = wants > ALL ? text.t('play.applicant.wants.over', { all: format.percent(ALL) }) : format.percent(wants);
  const args = { wants: said, free: format.percent(free) };
  const share = (bp: Bp): string => `${Math.min(100, bp / 100)}%`;
  return (
    <li class="wish" data-fits={wants <= free}>
      <span class="wish-name">{text.t(`play.applicant.of.${of}`)}</span>
      <span class="wish-bar" aria-hidden="true">
        <span class="wish-free" style={{ width: share(free) }} />
        <span class="wish-wants" style={{ width: share(wants) }} />
      </span>
      <span class="wish-words">
        <Face name={text.t('play.applicant.wants', args)} kind="wish-face">
          {text.t('play.applicant.wants.short', args)}
        </Face>
      </span>
    </li>
  );
}

function Applicant() {
  const play = usePlay();
  const { text } = play;
  const place = useDerived(() => play.layout.value.parts.admission);
  const who = useView((view) => applicantIn(view)?.index ?? -1);
  const leaves = useView((view) => {
    const asks = applicantIn(view)?.asks;
    return asks == null ? '' : text.t('play.applicant.goes', { time: soonIn(play, view, asks.until - view.now) });
  });
  const others = useView((view) =>
    applicantsIn(view)
      .slice(1)
      .map(({ index }) => guestName(play, view, index))
      .join(', '),
  );
  const byEnd = useView(({ parts }) => play.format.percent(Math.floor((parts.admission?.byEnd ?? 0) / 100) * 100));
  const at = place.value;
  const view = play.view.peek();
  if (at === null || !view.verbs.includes('admit')) return null;
  const guest = view.guests[who.value];
  if (guest?.asks == null) {
    return (
      <section class="panel applicant nobody" style={placed(at)} aria-label={text.t('play.applicant.nobody')}>
        <p class="note">
          {text.t('play.applicant.nobody')}{' '}
          <span class="by-end">{text.t('play.applicant.byEnd', { byEnd: byEnd.value })}</span>
        </p>
      </section>
    );
  }
  const name = guestName(play, view, guest.index);
  const { stay } = guest.asks;
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
        <span data-tip={text.t('play.tip.stays')}>
          {text.t('play.applicant.stays', { time: chosenTime(play, view, stay) })}
        </span>
        <Risk guest={guest.index} />
        <span class="goes">{leaves}</span>
        {others.value === '' ? null : (
          <span class="then">{text.t('play.applicant.then', { guests: others.value })}</span>
        )}
      </p>
      <p class="column-head" aria-hidden="true">
        {text.t('play.applicant.head.wants')}
      </p>
      <ul class="wishes" data-tip={text.t('play.tip.wants')}>
        {RESOURCES.map((of) => (
          <Wanted key={of} guest={guest.index} of={of} />
        ))}
      </ul>
      <p class="column-head" data-tip={text.t('play.tip.answer')} aria-hidden="true">
        {text.t('play.applicant.head.starts', { byEnd: byEnd.value })}
      </p>
      <ul>
        {answersTo(play, guest.index).map((answer, index) => (
          <AnswerButton key={answer.name} guest={guest} answer={answer} index={index} />
        ))}
      </ul>
    </section>
  );
}

export const admission: PlayPart = {
  panels: [{ turn: 110, Shown: Applicant }],
  // after those of the limits; elsewhere whatever stands at the door has numbers of its own
  digits: {
    first: FIRST_ANSWER,
    most: MOST_ANSWERS,
    verbs: ['admit', 'weight'],
    together: true,
    unless: ['mode'],
    take: answerApplicant,
  },
  narration: {
    guestAsked: (speaker, view, { guest }) =>
      polite(speaker.text.t('event.guestAsked', { guest: guestName(speaker, view, guest) })),
  },
  // it grows for as long as the run lasts
  why: ({ text }, { goals }, metric) =>
    goals.some((goal) => goal.metric === metric && goal.reach !== undefined && !goal.met && goal.reach >= goal.target)
      ? text.t('play.applicant.soFar')
      : '',
  points: ({ door }, { parts }) => (door ? parts.admission : null),
};
