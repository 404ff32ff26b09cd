import { quantity } from '../../parts/quantity.ts';
import { Star } from '../../parts/stars.tsx';
import { useText } from '../../shell/context.ts';
import type { LoadedLevel } from '../../shell/library.ts';

/** What each star asks for, and what loses the run. A star may have two bars at once. */
export function Goals({ loaded: { level, words } }: { loaded: LoadedLevel }) {
  const context = useText();
  const { text } = context;
  const { goals, maxReboots } = level.file.setup;
  return (
    <>
      <ol class="briefing-stars">
        {([1, 2, 3] as const).map((star) => (
          <li key={star}>
            <span class="briefing-star" role="img" aria-label={text.t('common.stars', { count: star })}>
              {Array.from({ length: star }, (_, i) => (
                <Star key={i} won />
              ))}
            </span>
            <ul>
              {goals
                .filter((goal) => goal.star === star)
                .map((goal) => {
                  const target = quantity(context, goal.atLeast ?? goal.atMost ?? 0, goal.unit);
                  return <li key={goal.id}>{words.say(`goal.${goal.id}.says`, { target })}</li>;
                })}
            </ul>
          </li>
        ))}
      </ol>
      <p class="muted">{text.t('briefing.lostAt', { count: maxReboots + 1 })}</p>
    </>
  );
}
