/** The field guide: search, a list by kind, and one entry beside it. */
import { useSignal } from '@preact/signals';
import { useEffect, useId, useMemo, useRef } from 'preact/hooks';
import type { Figures } from '../../text/figures.ts';
import { GUIDE_KINDS, type GuideEntry, searchGuide } from '../../text/guide.ts';
import { useText } from '../shell/context.ts';
import { WithLoaded } from '../shell/load.tsx';
import { formatRoute } from '../shell/route.ts';
import { Screen } from '../shell/Screen.tsx';
import { useServices } from '../shell/services.ts';
import { Entry } from './Entry.tsx';
import { TREE, Tree } from './Tree.tsx';
import './guide.css';

type Book = { entries: GuideEntry[]; figures: Figures };

function Results({ entries, current }: { entries: GuideEntry[]; current: string | null }) {
  const { text } = useText();
  const id = useId();
  return (
    <>
      {GUIDE_KINDS.map((kind) => {
        const found = entries.filter((entry) => entry.kind === kind);
        if (found.length === 0) return null;
        return (
          <section key={kind} aria-labelledby={`${id}-${kind}`}>
            <h2 class="label" id={`${id}-${kind}`}>
              {text.t(`guide.kind.${kind}`)}
            </h2>
            <ul>
              {found.map((entry) => (
                <li key={entry.id}>
                  <a
                    class="guide-link"
                    href={formatRoute({ screen: 'guide', entry: entry.id })}
                    aria-current={entry.id === current ? 'page' : undefined}
                  >
                    {entry.title}
                  </a>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

/** While no entry is open: all of them at a glance. */
function Overview({ entries }: { entries: readonly GuideEntry[] }) {
  const { text } = useText();
  return (
    <>
      {GUIDE_KINDS.map((kind) => {
        const found = entries.filter((entry) => entry.kind === kind);
        if (found.length === 0) return null;
        return (
          <section key={kind}>
            <h2>{text.t(`guide.kind.${kind}`)}</h2>
            <ul class="guide-chips">
              {found.map((entry) => (
                <li key={entry.id}>
                  <a href={formatRoute({ screen: 'guide', entry: entry.id })}>{entry.title}</a>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </>
  );
}

function Open({ book, current }: { book: Book; current: string | null }) {
  const { text } = useText();
  const query = useSignal('');
  const field = useId();
  const search = useRef<HTMLInputElement>(null);
  const found = useMemo(() => searchGuide(book.entries, query.value), [book, query.value]);
  const entry = book.entries.find((one) => one.id === current) ?? null;
  const isTree = current === TREE;
  const list = useRef<HTMLElement>(null);

  useEffect(() => {
    list.current?.querySelector('[aria-current="page"]')?.scrollIntoView({ block: 'nearest' });
  }, [current]);

  return (
    <Screen name="guide" heading={text.t('guide.heading')}>
      <div class="guide" data-open={entry !== null || isTree}>
        <nav class="guide-list scrolls" ref={list} aria-label={text.t('guide.heading')}>
          <search class="guide-search">
            <label class="visually-hidden" for={field}>
              {text.t('guide.search')}
            </label>
            <input
              ref={search}
              id={field}
              class="field"
              type="search"
              autocomplete="off"
              placeholder={text.t('guide.searchHint')}
              value={query.value}
              onInput={(event) => {
                query.value = event.currentTarget.value;
              }}
            />
          </search>
          <p role="status" class="guide-count">
            {found.length === 0
              ? text.t('guide.nothing', { query: query.value })
              : text.t('guide.results', { count: found.length })}
          </p>
          {query.value === '' && (
            <a
              class="guide-link"
              href={formatRoute({ screen: 'guide', entry: TREE })}
              aria-current={isTree ? 'page' : undefined}
            >
              {text.t('guide.tree.all')}
            </a>
          )}
          <Results entries={found} current={current} />
        </nav>
        <article class="guide-page scrolls" key={current} tabIndex={-1}>
          {entry === null ? (
            <>
              {(isTree || query.value === '') && <Tree entries={book.entries} figures={book.figures} />}
              {!isTree && <Overview entries={found} />}
            </>
          ) : (
            <Entry entry={entry} entries={book.entries} figures={book.figures} />
          )}
        </article>
      </div>
    </Screen>
  );
}

export function Guide({ entry }: { entry: string | null }) {
  const { text } = useText();
  const { library } = useServices();
  const { language } = text;
  const load = async (): Promise<Book> => ({
    entries: await library.guide(language),
    figures: await library.figures(),
  });
  return (
    <WithLoaded name={language} load={load}>
      {(book) => <Open book={book} current={entry} />}
    </WithLoaded>
  );
}
