/** The strip on top: what is played, time and how it passes, the goals, the menu. */
import type { Signal } from '@preact/signals';
import { SPEEDS } from '../../session/contract.ts';
import { NONE } from '../../sim/types.ts';
import { Icon } from '../parts/icon.tsx';
import { useKeyWords } from '../parts/keyWords.ts';
import { useArrival } from '../shell/Screen.tsx';
import { behindOf } from './behind.ts';
import { useDerived, usePlay, useView } from './context.ts';
import { guestName, pcpuName, spoken } from './doing.ts';
import { GoalStrip } from './goalStrip.tsx';
import { toggleNoHurry } from './pace.ts';
import { Cap, Face } from './spot.tsx';
import { Timeline } from './timeline.tsx';

/** A title of more letters is written smaller, or on two lines where there is little room: it is to be read whole. */
const LONG_TITLE = 19;

function Title() {
  const { level, session } = usePlay();
  const title = useArrival(level.say('title'));
  return (
    <div class="strip-title">
      <h1 ref={title} tabIndex={-1} data-long={level.say('title').length > LONG_TITLE}>
        <span class="number">{session.level.number}</span> {level.say('title')}
      </h1>
      <p>
        <span>{level.say('idea')}</span> <span>{level.say('timed')}</span>
      </p>
    </div>
  );
}

/** Runs to the next decision; its words say which that will be. */
function StepButton() {
  const play = usePlay();
  const { text } = play;
  const words = useView((view) => {
    const { next } = view;
    // who has broken no wall yet is known to nobody
    const quiet = next?.kind === 'wall' && behindOf(view, next.guest)?.broken === 0;
    if (next === null || quiet) return text.t('play.button.step');
    const args = { guest: guestName(play, view, next.guest), time: spoken(play, view, next.at - view.now) };
    const { pcpu = NONE, guest } = next;
    if (pcpu !== NONE && guest !== NONE) return text.t('play.next.socketFor', { ...args, pcpu: pcpuName(play, pcpu) });
    return text.word('play.next', next.kind, args);
  });
  const armed = useDerived(() => play.clockwork.value.stepping && !play.clockwork.value.paused);
  return (
    <button
      type="button"
      class="step"
      aria-pressed={armed}
      onClick={() => {
        play.session.step();
        play.look(performance.now(), true);
      }}
    >
      <Icon name="step" />
      <span class="step-words">{words}</span>
      <Cap action="step" />
    </button>
  );
}

/** What the speeds are and which keys change them. */
function useSpeedTip(): string {
  const { text, settings } = usePlay();
  const words = useKeyWords();
  const { slower, faster } = settings.settings.value.keys;
  return text.t('play.speed.tip', { slower: words(slower), faster: words(faster) });
}

function Speeds() {
  const play = usePlay();
  const { text } = play;
  const tip = useSpeedTip();
  const speed = useDerived(() => play.clockwork.value.speed);
  return (
    <fieldset class="speeds" aria-label={text.t('play.speed')} data-tip={tip}>
      {SPEEDS.map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={speed.value === each}
          onClick={() => {
            play.session.setSpeed(each);
            play.look(performance.now(), true);
          }}
        >
          <Face name={text.t(`play.speed.${each}.name`)} kind="speed">
            {text.t(`play.speed.${each}`)}
          </Face>
        </button>
      ))}
    </fieldset>
  );
}

/** One button for narrow hands: the next speed with every press. */
function SpeedCycle() {
  const play = usePlay();
  const { text, session } = play;
  const speed = useDerived(() => play.clockwork.value.speed);
  const next = SPEEDS[(SPEEDS.indexOf(speed.value) + 1) % SPEEDS.length] ?? 1;
  return (
    <button
      type="button"
      class="speed-cycle"
      onClick={() => {
        session.setSpeed(next);
        play.look(performance.now(), true);
      }}
    >
      <Face name={`${text.t('play.speed')}: ${text.t(`play.speed.${speed.value}.name`)}`} kind="speed">
        {text.t(`play.speed.${speed.value}`)}
      </Face>
    </button>
  );
}

function PauseButton() {
  const play = usePlay();
  const { text, session } = play;
  const paused = useDerived(() => play.clockwork.value.paused);
  return (
    <button
      type="button"
      class="pause"
      aria-label={text.t(paused.value ? 'play.button.resume' : 'play.button.pause')}
      data-paused={paused}
      onClick={() => {
        if (session.paused) session.play();
        else session.pause();
        play.look(performance.now(), true);
      }}
    >
      <Icon name={paused.value ? 'play' : 'pause'} />
    </button>
  );
}

function NoHurry() {
  const play = usePlay();
  const { text } = play;
  const on = useDerived(() => play.clockwork.value.noHurry);
  return (
    <button
      type="button"
      class="no-hurry"
      aria-pressed={on}
      title={text.t('play.noHurry')}
      onClick={() => {
        toggleNoHurry(play);
        play.look(performance.now(), true);
      }}
    >
      {text.t('help.action.noHurry')}
    </button>
  );
}

const SHARES = ['usefulShare', 'workShare'];

/** Useful share, where no goal shows it already, or a measure of work that does not credit a slow technique. */
function Useful() {
  const { text, format } = usePlay();
  const shown = useView(({ goals }) => goals.some(({ metric }) => SHARES.includes(metric)));
  const share = useView((view) => format.percent(view.usefulShare));
  const fill = useView((view) => `inline-size:${view.usefulShare / 100}%`);
  if (shown.value) return null;
  return (
    <div class="goal useful">
      <span class="goal-words">
        <span class="goal-name">{text.t('metric.usefulShare.short')}</span>
      </span>
      <span class="goal-value">{share}</span>
      <span class="goal-bar">
        <span class="goal-fill" style={fill} />
      </span>
    </div>
  );
}

type StripProps = { back: Signal<number | null>; onMenu(): void };

export function Strip({ back, onMenu }: StripProps) {
  const { text } = usePlay();
  return (
    <header class="strip">
      <Title />
      <Timeline back={back} />
      <div class="controls">
        <div class="controls-row">
          <PauseButton />
          <Speeds />
          <SpeedCycle />
          <NoHurry />
        </div>
        <StepButton />
      </div>
      <Useful />
      <GoalStrip />
      <button type="button" class="menu-button" aria-label={text.t('play.menu')} onClick={onMenu}>
        <Icon name="map" />
      </button>
    </header>
  );
}
