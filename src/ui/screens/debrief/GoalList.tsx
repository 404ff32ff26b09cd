import { goalName } from '../../parts/goalName.ts';
import { compared, openEnded, quantity } from '../../parts/quantity.ts';
import { isWon, Star } from '../../parts/stars.tsx';
import { useText } from '../../shell/context.ts';
import { useDebrief } from './context.ts';

/** Each goal with its value and its bar. */
export function GoalList() {
  const context = useText();
  const { text } = context;
  const { outcome, loaded, clock } = useDebrief();
  const lasted = { cycles: outcome.cycles, hz: clock.hz };
  // a share of something else than the bars below show
  const shares = outcome.goals.filter(({ unit, metric }) => unit === 'bp' && metric !== 'usefulShare');
  const explained = [...new Set(shares.map(({ metric }) => metric))];
  return (
    <section class="debrief-goals" aria-labelledby="debrief-goals">
      <h2 class="label" id="debrief-goals">
        {text.t('debrief.heading.goals')}
      </h2>
      <ul>
        {outcome.goals.map((goal) => {
          const name = goalName(text, goal, 'short');
          const shown = goal.value === null ? null : compared(context, goal.value, goal.target, goal.unit);
          const value =
            shown === null || goal.value === null
              ? null
              : openEnded(context, shown.value, goal.value, goal.unit, lasted);
          const target = shown?.bar ?? quantity(context, goal.target, goal.unit);
          const bar = text.t(goal.atMost ? 'unit.atMost' : 'unit.atLeast', { value: target });
          const label =
            value === null
              ? text.t('play.goal.unmeasured', { goal: name })
              : text.t(goal.met ? 'play.goal.met' : 'play.goal.missed', { goal: name, value, target: bar });
          return (
            <li key={goal.id} data-met={goal.met}>
              <span class="visually-hidden">{label}</span>
              <span class="debrief-goal-stars" aria-hidden="true">
                {Array.from({ length: goal.star }, (_, i) => (
                  <Star key={i} won={isWon(goal, outcome.stars)} />
                ))}
              </span>
              <span class="debrief-goal-name" aria-hidden="true">
                {name} <span class="muted debrief-small">{loaded.words.say(`goal.${goal.id}`)}</span>
              </span>
              <span class="figures debrief-goal-value" aria-hidden="true">
                {value ?? text.t('play.goal.tooFew')}
              </span>
              <span class="figures muted debrief-goal-bar" aria-hidden="true">
                {bar}
              </span>
            </li>
          );
        })}
      </ul>
      {explained.map((metric) => (
        <p key={metric} class="muted debrief-small">
          {text.t('debrief.goal.means', {
            goal: text.word('metric', metric, {}, 'short'),
            means: text.word('metric', metric, {}, 'means'),
          })}
        </p>
      ))}
    </section>
  );
}
