import { useText } from '../../shell/context.ts';
import { useDebrief } from './context.ts';
import { costlySentence, deedSentence } from './costly.ts';
import { backTo, dearest } from './model.ts';

/** The three that cost most, each a way to its moment. */
export function CostList() {
  const { text, format } = useText();
  const debriefing = useDebrief();
  const { outcome, moments, clock, time, goTo } = debriefing;
  const costly = dearest(outcome.costly, 3);
  return (
    <section class="debrief-costs" aria-labelledby="debrief-costs">
      <h2 class="label" id="debrief-costs">
        {text.t('debrief.heading.cost')}
      </h2>
      {costly.length === 0 && <p>{text.t(outcome.stars === 3 ? 'debrief.costlyNone' : 'debrief.costlyUnknown')}</p>}
      <ol>
        {costly.map((one, i) => {
          const at = backTo(one, moments, clock);
          const deed = deedSentence(text, debriefing, one.deed);
          return (
            <li key={`${one.kind} ${one.at}`}>
              <button type="button" onClick={() => goTo(at)}>
                <span class="debrief-number" aria-hidden="true">
                  {i + 1}
                </span>
                <span>
                  {costlySentence(text, debriefing, one)}
                  {deed === null ? null : <span class="muted debrief-small"> {deed}</span>}
                </span>
                <span class="figures">{format.cycles(one.cycles)}</span>
                <span class="debrief-go">{text.t('debrief.costlyGo', { at: time(at) })}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
