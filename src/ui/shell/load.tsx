/** Parts that arrive later: screens in chunks of their own, and data. */
import { type ComponentChildren, type ComponentType, h } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useText } from './context.ts';

type State<T> = { state: 'loading' } | { state: 'ready'; value: T } | { state: 'failed' };

/**
 * The value of a promise, asked for again when `key` changes. Only a failure to load is caught: what the promise's own
 * data may have wrong is part of its value.
 */
export function useLoaded<T>(load: () => Promise<T>, key: string): State<T> & { retry(): void } {
  const [attempt, setAttempt] = useState(0);
  const [loaded, setLoaded] = useState<{ key: string; state: State<T> }>({ key, state: { state: 'loading' } });
  // `load` is a new function at every call; `key` stands for it.
  useEffect(() => {
    let wanted = true;
    const settle = (state: State<T>) => {
      if (wanted) setLoaded({ key, state });
    };
    settle({ state: 'loading' });
    load().then(
      (value) => settle({ state: 'ready', value }),
      (problem: unknown) => {
        console.warn(problem);
        settle({ state: 'failed' });
      },
    );
    return () => {
      wanted = false;
    };
  }, [key, attempt]);
  const state: State<T> = loaded.key === key ? loaded.state : { state: 'loading' };
  return { ...state, retry: () => setAttempt((count) => count + 1) };
}

function Loading() {
  const { text } = useText();
  return (
    <main class="screen-loading" aria-busy="true">
      <p>{text.t('common.loading')}</p>
    </main>
  );
}

function LoadFailed({ retry }: { retry(): void }) {
  const { text } = useText();
  return (
    <main class="screen-problem">
      <h1>{text.t('error.heading')}</h1>
      <p>{text.t('error.load.part')}</p>
      <button type="button" class="button" data-kind="primary" onClick={retry}>
        {text.t('error.button.retry')}
      </button>
    </main>
  );
}

type WithLoaded<T> = { load(): Promise<T>; name: string; children(value: T): ComponentChildren };

/** Shows `children` once the data is there. */
export function WithLoaded<T>({ load, name, children }: WithLoaded<T>) {
  const loaded = useLoaded(load, name);
  switch (loaded.state) {
    case 'loading':
      return <Loading />;
    case 'failed':
      return <LoadFailed retry={loaded.retry} />;
    case 'ready':
      return <>{children(loaded.value)}</>;
  }
}

/** A component in a chunk of its own, fetched when it is first shown. */
export function lazy<P extends object>(name: string, load: () => Promise<ComponentType<P>>): ComponentType<P> {
  return (props: P) => (
    <WithLoaded name={name} load={load}>
      {(component) => h(component, props)}
    </WithLoaded>
  );
}
