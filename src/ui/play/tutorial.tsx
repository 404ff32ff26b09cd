/** The tutorial's line, near what it is about, and a halo around that. Each step ends by itself when it is done. */
import type { About, Shown } from '../../session/contract.ts';
import type { Layout, Rect } from '../../session/layout.ts';
import type { View } from '../../session/view-model.ts';
import { useDerived, usePlay } from './context.ts';
import { guestName, handlerName, kernelName, pcpuName } from './doing.ts';
import type { Play, PlayPart, PlayParts } from './play.ts';
import { Cap, placed } from './spot.tsx';
import type { Target } from './target.ts';

const WIDTH = 820;
const MARGIN = 8;
/** A prompt that is higher holds several lines, one below the other. */
const ROW = 80;

/** A prompt that is lower has no room for two lines: they rise above it, and cover nothing below. */
const LOW = 52;

/** A prompt that is narrower has no room for words and two buttons in one row: the buttons stand below. */
const NARROW = 440;

/** @param two it has a second button, to leave things as they are */
export function captionLook({ w, h }: Rect, two: boolean): string {
  if (h > ROW) return 'caption beside';
  const row = h < LOW ? 'caption low' : 'caption';
  return two && w < NARROW ? `${row} narrow` : row;
}

const grown = ({ x, y, w, h }: Rect, by: number): Rect => ({ x: x - by, y: y - by, w: w + 2 * by, h: h + 2 * by });

const isGuest = (chosen: Target | null): boolean => chosen?.kind === 'guest' || chosen?.kind === 'vcpu';

/** The first place that a part knows for a line. */
function first(parts: PlayParts, ask: (part: PlayPart) => Rect | null | undefined): Rect | null {
  for (const part of parts) {
    const rect = ask(part) ?? null;
    if (rect !== null) return rect;
  }
  return null;
}

/** What a line points at: first what to pick up, then, once that is in hand, where to. */
export function pointedAt(parts: PlayParts, layout: Layout, view: View, about: About, chosen: Target | null): Rect[] {
  const place = first(parts, (part) => part.goal?.(about, layout));
  if (isGuest(chosen) && place !== null) return [place];
  const inHand = chosen === null ? null : first(parts, (part) => part.next?.(about, layout, chosen));
  if (inHand !== null) return [inHand];
  const found = parts.flatMap((part) => part.points?.(about, layout, view) ?? []);
  return found.length > 0 || place === null ? found : [place];
}

/** Where the words stand: in the prompt's stripe, as near to the target's column as the picture allows. */
function captionPlace(layout: Layout, target: Rect | null): Rect {
  const { prompt } = layout;
  if (prompt.h > ROW) return prompt;
  const w = Math.min(WIDTH, prompt.w);
  const centre = target === null ? prompt.x + prompt.w / 2 : target.x + target.w / 2;
  const x = Math.min(Math.max(centre - w / 2, prompt.x + MARGIN), prompt.x + prompt.w - w - MARGIN);
  return { x, y: prompt.y, w, h: prompt.h };
}

/** The line itself, with the names of what it is about. */
export function wordsOf(
  play: Pick<Play, 'text' | 'format' | 'level'>,
  view: View,
  { is, id, about }: Omit<Shown, 'holds'>,
): string {
  const goal = view.goals.find((one) => one.id === about.goal);
  const args = {
    guest: about.guest === undefined ? '' : guestName(play, view, about.guest),
    pcpu: about.pcpu === undefined ? '' : pcpuName(play, about.pcpu),
    handler: about.handler === undefined ? '' : handlerName(play, about.handler),
    kernel: about.kernel === undefined ? '' : kernelName(play, about.kernel),
    call: about.call === undefined ? '' : handlerName(play, about.call),
    target: goal === undefined ? '' : play.format.integer(goal.target),
  };
  return is === 'free' ? play.text.t('play.tutorial.free', args) : play.level.say(`step.${id}`, args);
}

export function Tutorial() {
  const play = usePlay();
  const { text, session } = play;
  const targets = useDerived(() => {
    const lesson = play.lesson.value;
    if (lesson === null) return [];
    return pointedAt(play.parts, play.layout.value, play.view.value, lesson.about, play.chosen.value);
  });
  const lesson = play.lesson.value;
  if (lesson === null || play.outcome.value !== null) return null;
  const words = wordsOf(play, play.view.peek(), lesson);
  const place = captionPlace(play.layout.value, targets.value[0] ?? null);
  return (
    <section class="tutorial" aria-label={text.t('play.tutorial.label')}>
      {targets.value.map((rect) => (
        <span key={placed(rect)} class="halo" style={placed(grown(rect, 6))} />
      ))}
      <div class={captionLook(place, lesson.leave === true)} style={placed(place)} key={words}>
        <p aria-live="polite">
          {words}
          {lesson.holds ? <span class="holds">{text.t('play.tutorial.holds')}</span> : null}
        </p>
        {lesson.leave === true ? (
          <button
            type="button"
            class="leave"
            onClick={() => {
              session.leaveStep();
              play.look(performance.now(), true);
            }}
          >
            {text.t('play.tutorial.leave')}
            <Cap action="pause" />
          </button>
        ) : null}
        <button
          type="button"
          class="skip"
          onClick={() => {
            session.skipTutorial();
            play.look(performance.now(), true);
          }}
        >
          {text.t('play.button.skipTutorial')}
          <span class="cap" aria-hidden="true">
            {text.t('help.key.Escape')}
          </span>
        </button>
      </div>
    </section>
  );
}
