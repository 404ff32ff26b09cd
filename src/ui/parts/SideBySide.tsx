/**
 * The same demand, side by side: one level's guests under every technique for which their machine has prices. Played one
 * after the other, so that the page answers in between.
 */
import { useEffect, useState } from 'preact/hooks';
import type { Player } from '../../session/compare.ts';
import { figuresOfMode } from '../../session/modeFigures.ts';
import type { Other } from '../../session/others.ts';
import type { Bp, CostModel, Id } from '../../sim/index.ts';
import type { Figures } from '../../text/figures.ts';
import { useText } from '../shell/context.ts';
import './sideBySide.css';

/** Of whom the prices of a technique are. */
function sourcesOf(model: CostModel, figures: Figures, mode: Id): string[] {
  const found = figuresOfMode(model, mode).flatMap((id) => figures.get(id)?.source ?? []);
  return [...new Set(found)];
}

type RowProps = { label: string; work: Bp; most: Bp; kind: 'you' | 'own' | 'other'; note: string; source: string };

function Row({ label, work, most, kind, note, source }: RowProps) {
  const { format } = useText();
  return (
    <tr data-kind={kind}>
      <th scope="row">
        {label}
        {note !== '' && <span class="muted side-note">{note}</span>}
      </th>
      <td class="side-bar" title={source}>
        <span class="side-fill" style={{ width: `${(100 * work) / most}%` }} aria-hidden="true" />
        <span class="figures">{format.percent(work, 1)}</span>
      </td>
    </tr>
  );
}

type Props = {
  /** plays the techniques; called anew whenever it changes */
  runs(play: Player): Generator<Other, void>;
  model: CostModel;
  figures: Figures;
  /** the techniques of the level itself */
  own: ReadonlySet<Id>;
  /** what the player's own run came to, where there is one */
  yours: Bp | null;
};

/** All that came so far; `done`: nothing more will. */
function useRuns(runs: Props['runs']): { others: readonly Other[]; done: boolean } {
  const [found, setFound] = useState<{ others: readonly Other[]; done: boolean }>({ others: [], done: false });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let wanted = true;
    setFound({ others: [], done: false });
    const begin = async (): Promise<void> => {
      const { play } = await import('../../session/robots.ts');
      const all = runs(play);
      const next = (): void => {
        if (!wanted) return;
        const one = all.next();
        if (one.done === true) setFound(({ others }) => ({ others, done: true }));
        else {
          setFound(({ others }) => ({ others: [...others, one.value], done: false }));
          timer = setTimeout(next, 0);
        }
      };
      next();
    };
    void begin();
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [runs]);
  return found;
}

export function SideBySide({ runs, model, figures, own, yours }: Props) {
  const { text } = useText();
  const { others, done } = useRuns(runs);
  const most = Math.max(10_000, ...others.map(({ work }) => work), yours ?? 0);
  const sources = [...new Set(others.flatMap(({ mode }) => sourcesOf(model, figures, mode)))];
  return (
    <div class="side" aria-busy={!done}>
      <p class="muted side-means">{text.t('side.means')}</p>
      <table class="side-table">
        <thead>
          <tr>
            <th scope="col">{text.t('side.technique')}</th>
            <th scope="col">{text.t('side.work')}</th>
          </tr>
        </thead>
        <tbody>
          {yours !== null && (
            <Row label={text.t('side.you')} work={yours} most={most} kind="you" note="" source={text.t('side.run')} />
          )}
          {[...others]
            .sort((a, b) => b.work - a.work)
            .map(({ mode, work, lacks }) => (
              <Row
                key={mode}
                label={text.word('mode', mode)}
                work={work}
                most={most}
                kind={own.has(mode) ? 'own' : 'other'}
                note={lacks.map((lack) => text.t(`side.lacks.${lack}`)).join(' ')}
                source={sourcesOf(model, figures, mode).join('; ')}
              />
            ))}
        </tbody>
      </table>
      {done && sources.length > 0 && (
        <p class="muted side-sources">{text.t('side.sources', { sources: sources.join('; ') })}</p>
      )}
    </div>
  );
}
