import { CATEGORIES, type Category } from '../../../sim/types.ts';
import { GROUP_OF, totalOf } from '../../charts/groups.ts';
import { FigureTable } from '../../parts/FigureTable.tsx';
import { useText } from '../../shell/context.ts';
import { useDebrief } from './context.ts';

/** What the papers measured, beside what was measured just now. */
export function Published() {
  const { text, format } = useText();
  const { outcome, loaded } = useDebrief();
  const { level, figures, words } = loaded;
  const rows = level.file.figures.flatMap((id) => figures.get(id) ?? []);
  const total = totalOf(outcome.ledger);
  const overhead = CATEGORIES.filter(
    (category) => !['useful', 'idle'].includes(GROUP_OF[category]) && outcome.ledger[category] > 0,
  ).sort((a, b) => outcome.ledger[b] - outcome.ledger[a]);
  const share = (category: Category) => format.percent(Math.floor((outcome.ledger[category] * 10_000) / total), 1);
  return (
    <section class="debrief-panel" aria-labelledby="debrief-published">
      <h2 class="label" id="debrief-published">
        {text.t('debrief.heading.published')}
      </h2>
      <p>{words.say('published')}</p>
      <FigureTable figures={rows} />
      <h3 class="label">{text.t('debrief.heading.measured')}</h3>
      <table class="debrief-measured">
        <tbody>
          {overhead.slice(0, 4).map((category) => (
            <tr key={category}>
              <th scope="row">{text.t(`category.${category}.long`)}</th>
              <td class="figures">{format.cycles(outcome.ledger[category])}</td>
              <td class="figures muted">{share(category)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
