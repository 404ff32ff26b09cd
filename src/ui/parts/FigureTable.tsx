/** Published figures with what they were measured on and who published them. */
import { type Figure, figureText } from '../../text/figures.ts';
import { useText } from '../shell/context.ts';
import './figureTable.css';

export function FigureTable({ figures }: { figures: readonly Figure[] }) {
  const { text, format } = useText();
  return (
    <ul class="figure-table">
      {figures.map((figure) => (
        <li key={figure.id}>
          <p class="figure-what">
            {figure.operation}
            <span class="muted"> · {figure.technique}</span>
          </p>
          <p class="figure-value figures">{figureText(figure, format)}</p>
          <p class="figure-source">
            {text.t('guide.source', { source: figure.source, table: figure.table })}
            <br />
            {text.t('guide.hardware', { hardware: figure.hardware })} · {text.t(`debrief.status.${figure.status}`)}
          </p>
        </li>
      ))}
    </ul>
  );
}
