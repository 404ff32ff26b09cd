/** One entry: what it is, where it belongs, who uses it, what it was measured to cost, which level teaches it. */
import { useEffect, useRef } from 'preact/hooks';
import type { Figures } from '../../text/figures.ts';
import type { GuideClass, GuideEntry } from '../../text/guide.ts';
import type { Text } from '../../text/index.ts';
import { FigureTable } from '../parts/FigureTable.tsx';
import { useText } from '../shell/context.ts';
import { arrival } from '../shell/focus.ts';
import { formatRoute } from '../shell/route.ts';
import { Beside } from './Beside.tsx';
import { LevelLink } from './LevelLink.tsx';
import { TREE } from './Tree.tsx';

const CLASSES = [
  ['side', 'side'],
  ['virtualization', 'kind'],
  ['type', 'type'],
  ['boundary', 'boundary'],
] as const satisfies readonly (readonly [keyof GuideClass, string])[];

function classification(text: Text, given: GuideClass) {
  return CLASSES.flatMap(([part, name]) => {
    const values = given[part] ?? [];
    if (values.length === 0) return [];
    return [{ name: text.t(`guide.class.${name}`), values: values.map((value) => text.word(`guide.${part}`, value)) }];
  });
}

type Props = { entry: GuideEntry; entries: readonly GuideEntry[]; figures: Figures };

export function Entry({ entry, entries, figures }: Props) {
  const { text } = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  // Whenever another entry opens.
  useEffect(() => {
    if (arrival.navigated) heading.current?.focus();
  }, [entry.id]);
  const classes = classification(text, entry.class);
  const measured = entry.figures.flatMap((id) => figures.get(id) ?? []);
  const related = entry.seeAlso.flatMap((id) => entries.find((other) => other.id === id) ?? []);
  return (
    <>
      <p class="label">{text.t(`guide.kind.${entry.kind}`)}</p>
      <h2 ref={heading} class="guide-title" tabIndex={-1}>
        {entry.title}
      </h2>
      <p class="guide-body prose">{entry.body}</p>
      {entry.truth !== null && (
        <p class="guide-truth prose">
          <strong>{text.t('guide.heading.truth')}</strong> {entry.truth}
        </p>
      )}
      {classes.length > 0 && (
        <section>
          <h3 class="label">{text.t('guide.heading.class')}</h3>
          <p>
            <a href={formatRoute({ screen: 'guide', entry: TREE })}>{text.t('guide.tree.all')}</a>
          </p>
          <dl class="guide-classes">
            {classes.map(({ name, values }) => (
              <div key={name}>
                <dt>{name}</dt>
                {values.map((value) => (
                  <dd key={value}>{value}</dd>
                ))}
              </div>
            ))}
          </dl>
        </section>
      )}
      {entry.products.length > 0 && (
        <section>
          <h3 class="label">{text.t('guide.heading.products')}</h3>
          <ul class="guide-chips">
            {entry.products.map((product) => (
              <li key={product}>{product}</li>
            ))}
          </ul>
        </section>
      )}
      {measured.length > 0 && (
        <section>
          <h3 class="label">{text.t('guide.heading.figures')}</h3>
          <FigureTable figures={measured} />
          {measured.length > 1 && <p class="guide-compare muted">{text.t('guide.compare')}</p>}
        </section>
      )}
      {entry.kind === 'technique' && <Beside key={entry.id} levels={entry.levels} />}
      {entry.levels.length > 0 && (
        <section>
          <h3 class="label">{text.t('guide.heading.levels')}</h3>
          <ul class="guide-levels">
            {entry.levels.map((id) => (
              <li key={id}>
                <LevelLink id={id} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {related.length > 0 && (
        <section>
          <h3 class="label">{text.t('guide.heading.seeAlso')}</h3>
          <ul class="guide-chips">
            {related.map((other) => (
              <li key={other.id}>
                <a href={formatRoute({ screen: 'guide', entry: other.id })}>{other.title}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
