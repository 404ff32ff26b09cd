import { goalName } from '../../parts/goalName.ts';
import { quantity } from '../../parts/quantity.ts';
import { Stars } from '../../parts/stars.tsx';
import { useText } from '../../shell/context.ts';
import { useDebrief } from './context.ts';
import { nearMissOf } from './model.ts';

/** Stars, one sentence, and the star that was nearly won. */
export function Verdict() {
  const context = useText();
  const { text, format } = context;
  const { outcome, opened, time } = useDebrief();
  const miss = nearMissOf(outcome);
  const stars = ([0, 1, 2, 3] as const)[outcome.stars] ?? 0;
  const verdict =
    outcome.cause === null
      ? text.t(`debrief.verdict.${stars}`)
      : text.t('debrief.verdict.lost', { at: time(outcome.cause.at) });
  return (
    <>
      <div class="debrief-verdict">
        <p class="debrief-sentence">{verdict}</p>
        {opened && <p class="debrief-opened">{text.t('opened.note')}</p>}
        {miss?.isNear === true && (
          <p class="debrief-near">
            {text.t('debrief.nearMiss', {
              star: miss.goal.star,
              by: quantity(context, miss.by, miss.goal.unit),
              goal: goalName(text, miss.goal, 'short'),
            })}
          </p>
        )}
        {outcome.straight && outcome.stars === 3 && <p class="debrief-ring">{text.t('debrief.goldRing')}</p>}
      </div>
      <Stars count={outcome.stars} ring={outcome.straight} size="large" />
      <p class="debrief-useful" data-lost={outcome.cause !== null}>
        <span class="figures">{format.percent(outcome.usefulShare, 1)}</span>
        <span>{text.t('debrief.share')}</span>
      </p>
    </>
  );
}
