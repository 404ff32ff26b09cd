import { useText } from '../../shell/context.ts';
import { useLoaded } from '../../shell/load.tsx';
import { formatRoute } from '../../shell/route.ts';
import { useServices } from '../../shell/services.ts';
import { useDebrief } from './context.ts';

/** The entries of the field guide that belong to this level; nothing until they have arrived. */
export function GuideLinks() {
  const { text } = useText();
  const { library } = useServices();
  const { loaded } = useDebrief();
  const { language } = text;
  const book = useLoaded(() => library.guide(language), language);
  if (book.state !== 'ready') return null;
  const entries = loaded.level.file.guide.flatMap((id) => book.value.find((entry) => entry.id === id) ?? []);
  if (entries.length === 0) return null;
  return (
    <section class="debrief-panel" aria-labelledby="debrief-guide">
      <h2 class="label" id="debrief-guide">
        {text.t('common.button.guide')}
      </h2>
      <ul class="row">
        {entries.map((entry) => (
          <li key={entry.id}>
            <a href={formatRoute({ screen: 'guide', entry: entry.id })}>{entry.title}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}
