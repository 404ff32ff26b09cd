/** The tutorial's words, near what they are about, and a halo around it. Each step ends by itself when it is done. */
import { useComputed } from '@preact/signals';
import type { Layout, Rect } from '../../session/layout.ts';
import { NONE } from '../../sim/types.ts';
import { usePlay } from './context.ts';
import { placed } from './spot.tsx';
import type { Lesson } from './store.ts';

const WIDTH = 600;
const MARGIN = 8;

const grown = ({ x, y, w, h }: Rect, by: number): Rect => ({ x: x - by, y: y - by, w: w + 2 * by, h: h + 2 * by });

/** What a step points at: first whom to pick up, then, once they are in hand, where to. */
function pointedAt(layout: Layout, lesson: Pick<Lesson, 'guest' | 'pcpu'>, picked: boolean): Rect | null {
  const tower = lesson.guest === NONE ? undefined : layout.towers[lesson.guest]?.rect;
  const socket = lesson.pcpu === NONE ? undefined : layout.sockets[lesson.pcpu]?.rect;
  return (picked ? (socket ?? tower) : (tower ?? socket)) ?? null;
}

/** Where the words stand: in the prompt's stripe, as near to the target's column as the picture allows. */
function captionPlace(layout: Layout, target: Rect | null): Rect {
  const { prompt } = layout;
  const w = Math.min(WIDTH, prompt.w);
  const centre = target === null ? prompt.x + prompt.w / 2 : target.x + target.w / 2;
  const x = Math.min(Math.max(centre - w / 2, prompt.x + MARGIN), prompt.x + prompt.w - w - MARGIN);
  return { x, y: prompt.y, w, h: prompt.h };
}

export function Tutorial() {
  const play = usePlay();
  const { text, level, session } = play;
  const picked = useComputed(() => play.chosen.value?.kind === 'guest' || play.chosen.value?.kind === 'vcpu');
  const target = useComputed(() => {
    const lesson = play.lesson.value;
    return lesson === null ? null : pointedAt(play.layout.value, lesson, picked.value);
  });
  const lesson = play.lesson.value;
  if (lesson === null || play.outcome.value !== null) return null;
  return (
    <section class="tutorial" aria-label={text.t('play.tutorial.label')}>
      {target.value === null ? null : <span class="halo" style={placed(grown(target.value, 6))} />}
      <div class="caption" style={placed(captionPlace(play.layout.value, target.value))} key={lesson.id}>
        <p aria-live="polite">{level.say(`step.${lesson.id}`)}</p>
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
