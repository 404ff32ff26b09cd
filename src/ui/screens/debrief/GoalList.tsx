import { compared, quantity } from '../../parts/quantity.ts';
import { Star } from '../../parts/stars.tsx';
import { useText } from '../../shell/context.ts';
import { useDebrief } from './context.ts';

/** Each goal with its value and its bar. */
export function GoalList() {
  const context = useText();
  const { text } = context;
  const { outcome, loaded } = useDebrief();
  return (
    <section class="debrief-goals" aria-labelledby="debrief-goals">
      <h2 class="label" id="debrief-goals">
        {text.t('debrief.heading.goals')}
      </h2>
      <ul>
        {outcome.goals.map((goal) => {
          const name = loaded.words.say(`goal.${goal.id}`);
          const shown = goal.value === null ? null : compared(context, goal.value, goal.target, goal.unit);
          const value = shown?.value ?? null;
          const target = shown?.bar ?? quantity(context, goal.target, goal.unit);
          const bar = text.t(goal.atMost ? 'unit.atMost' : 'unit.atLeast', { value: target });
          const label =
            value === null
              ? text.t('debrief.goal.unmeasured', { goal: name })
              : text.t(goal.met ? 'debrief.goal.met' : 'debrief.goal.missed', { goal: name, value, target: bar });
          return (
            <li key={goal.id} data-met={goal.met}>
              <span class="visually-hidden">{label}</span>
              <span class="debrief-goal-stars" aria-hidden="true">
                {Array.from({ length: goal.star }, (_, i) => (
                  <Star key={i} won={goal.met} />
                ))}
              </span>
              <span class="debrief-goal-name" aria-hidden="true">
                {name}
              </span>
              <span class="figures debrief-goal-value" aria-hidden="true">
                {value ?? text.t('debrief.goal.tooFew')}
              </span>
              <span class="figures muted debrief-goal-bar" aria-hidden="true">
                {bar}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
