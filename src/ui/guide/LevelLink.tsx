/** A level by its title: a way to it where it is built, else a word that it is to come. */
import { useText } from '../shell/context.ts';
import { formatRoute } from '../shell/route.ts';
import { useServices } from '../shell/services.ts';

export function LevelLink({ id }: { id: string }) {
  const { text } = useText();
  const { library } = useServices();
  const title = text.word('map.level', id, {}, 'title');
  if (!library.built.has(id)) return <span class="muted">{text.t('guide.levelToCome', { title })}</span>;
  return <a href={formatRoute({ screen: 'briefing', level: id })}>{title}</a>;
}
