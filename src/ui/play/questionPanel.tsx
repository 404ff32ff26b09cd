/** The question at a held exit: its sentence, and the bays around it with their prices. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useDerived, usePlay, useView } from './context.ts';
import { guestName, pcpuName, spoken } from './doing.ts';
import { choiceDoes, choiceName, nameOfChoice } from './names.ts';
import { cyclesOf } from './pedigree.ts';
import { questionPlaces } from './places.ts';
import { barOf, type Choice, isOther, openExits } from './question.ts';
import { whyNot } from './refusals.ts';
import { Face, placed } from './spot.tsx';

/** Who gets how much more or less patient while this goes on: the two that it matters most to. */
function Effects({ choice }: { choice: Choice }) {
  const play = usePlay();
  const most = [...choice.effects].sort((a, b) => Math.abs(b.points) - Math.abs(a.points)).slice(0, 2);
  return (
    <span class="bay-effects">
      {most.map(({ guest, points }) => (
        <span key={guest} class={points < 0 ? 'worse' : 'better'}>
          {play.text.t(points < 0 ? 'play.bay.worse' : 'play.bay.better', {
            guest: guestName(play, play.view.peek(), guest),
            points: Math.abs(points),
          })}
        </span>
      ))}
    </span>
  );
}

function Bay({ choice, index, all, style }: { choice: Choice; index: number; all: readonly Choice[]; style: string }) {
  const play = usePlay();
  const { verdict } = choice;
  const rowOpen = useDerived(() => play.chosen.value?.kind === 'wire'); // the numbers are the row's
  const priced = verdict.ok && choice.cycles > 0;
  return (
    <button
      type="button"
      class="bay"
      style={style}
      data-legal={verdict.ok}
      aria-disabled={!verdict.ok}
      onClick={() => answer(play, choice)}
      onPointerEnter={() => play.consider(choice)}
      onPointerLeave={() => play.consider(null)}
      onFocus={() => play.consider(choice)}
      onBlur={() => play.consider(null)}
    >
      <Face name={nameOfChoice(play, play.calm.value, choice)} kind="bay-face">
        <span class="bay-head">
          {rowOpen.value || isOther(choice) ? null : <kbd>{index + 1}</kbd>}
          <span class="bay-name">{choiceName(play, choice)}</span>
          {priced ? <span class="bay-price">{play.format.integer(choice.cycles)}</span> : null}
          {verdict.ok ? null : <span class="bay-not">{play.text.t('play.bay.not')}</span>}
        </span>
        {verdict.ok ? (
          <>
            {priced ? (
              <span class="bay-bar">
                <span style={`inline-size:${(100 * barOf(choice, all)).toFixed(1)}%`} />
              </span>
            ) : null}
            <span class="bay-foot">
              <span class="bay-does">{choiceDoes(play, choice)}</span>
              <Effects choice={choice} />
            </span>
          </>
        ) : (
          <span class="bay-why">{whyNot(play.text, verdict)}</span>
        )}
      </Face>
    </button>
  );
}

/** Answers the question on the screen, or says why not. */
export function answer(play: ReturnType<typeof usePlay>, choice: Choice): void {
  const asked = play.question.peek();
  if (asked === null) return;
  const from = { kind: 'exit', task: asked.exit.task } as const;
  if (!choice.verdict.ok) play.refuse(choice.verdict, from, choice.command);
  else if (play.command(choice.command, from).ok && play.chosen.peek()?.kind === 'exit') play.choose(null);
}

export function QuestionPanel() {
  const play = usePlay();
  const asked = play.question.value;
  return asked === null ? null : <Asked key={`${asked.exit.task}.${asked.exit.n}`} />;
}

function Asked() {
  const play = usePlay();
  const { text } = play;
  const box = useRef<HTMLElement>(null);
  const held = useView((view) => {
    const exit = play.question.value?.exit;
    if (exit === undefined) return '';
    const time = spoken(play, view, view.now - exit.at);
    return exit.pcpu < 0
      ? text.t('play.question.parked', { time })
      : text.t('play.question.held', { time, pcpu: pcpuName(play, exit.pcpu) });
  });
  const more = useView((view) => Math.max(0, openExits(view).length - 1));
  const urgent = useView((view) => {
    const exit = play.question.value?.exit;
    return exit !== undefined && exit.at + exit.lasts - view.now < (view.hz / 1e9) * view.playSecondNs * 4;
  });
  const places = useDerived(() => {
    const question = play.question.value;
    return question === null ? null : questionPlaces(play.layout.value, question, play.choices.value.length);
  });

  // When the answer has been given, the keyboard goes on from the socket that was held.
  const socket = play.question.peek()?.exit.pcpu ?? -1;
  useLayoutEffect(
    () => () => {
      if (box.current?.contains(document.activeElement) === true) document.getElementById(`socket-${socket}`)?.focus();
    },
    [socket],
  );

  const exit = play.question.value?.exit;
  const at = places.value;
  if (exit === undefined || at === null) return null;
  const all = play.choices.value;
  // the bays tell what is still to come
  const out = cyclesOf(play.costs, 'exit') ?? 0;
  return (
    <section ref={box} class="question" aria-label={text.word('exit', exit.reason, {}, 'asks')}>
      <div class="question-words" style={placed(at.words)} data-urgent={urgent}>
        <h2>{text.word('exit', exit.reason, {}, 'asks')}</h2>
        <p>
          <span class="figures">{held}</span>
          {out > 0 ? <span>{text.t('play.question.out', { cycles: play.format.integer(out) })}</span> : null}
          {more.value > 0 ? <span class="more">{text.t('play.question.more', { count: more.value })}</span> : null}
        </p>
      </div>
      {at.bays.map((rect, index) => {
        const choice = all[index];
        if (choice === undefined) return null;
        return <Bay key={choice.id} choice={choice} index={index} all={all} style={placed(rect)} />;
      })}
    </section>
  );
}
