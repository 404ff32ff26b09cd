/** The classifications of textbooks: each leaf is an entry, with its products, its first measured cost and its level. */
import { AXES, type Axis, type Branch, branchesOf } from '../../text/classification.ts';
import { type Figures, figureText } from '../../text/figures.ts';
import type { GuideEntry } from '../../text/guide.ts';
import { useText } from '../shell/context.ts';
import { formatRoute } from '../shell/route.ts';
import { LevelLink } from './LevelLink.tsx';
import './tree.css';

/** Where it stands in the guide: no entry may be called so. */
export const TREE = 'tree';

type Props = { entries: readonly GuideEntry[]; figures: Figures };

function Leaf({ entry, figures }: { entry: GuideEntry; figures: Figures }) {
  const { format } = useText();
  const [measured] = entry.figures.flatMap((id) => figures.get(id) ?? []);
  const value = measured === undefined ? null : figureText(measured, format);
  const [level] = entry.levels;
  return (
    <li class="tree-leaf">
      <div class="tree-what">
        <a class="tree-name" href={formatRoute({ screen: 'guide', entry: entry.id })}>
          {entry.title}
        </a>
        {entry.products.length > 0 && <span class="muted">{entry.products.join(', ')}</span>}
        {measured !== undefined && value !== null && (
          <span class="tree-cost" title={`${measured.source}, ${measured.table}`}>
            {measured.operation} <b class="figures">{value}</b>
          </span>
        )}
      </div>
      {level !== undefined && (
        <span class="tree-level">
          <LevelLink id={level} />
        </span>
      )}
    </li>
  );
}

function Twig({ axis, branch, figures }: { axis: Axis; branch: Branch; figures: Figures }) {
  const { text } = useText();
  const leaves = (
    <ul>
      {branch.leaves.map((entry) => (
        <Leaf key={entry.id} entry={entry} figures={figures} />
      ))}
    </ul>
  );
  if (branch.id === '') return leaves;
  return (
    <li class="tree-branch">
      <h3>{text.word(`guide.tree.${axis}`, branch.id)}</h3>
      {leaves}
    </li>
  );
}

export function Tree({ entries, figures }: Props) {
  const { text } = useText();
  return (
    <>
      {AXES.map((axis) => {
        const branches = branchesOf(axis, entries);
        const twigs = branches.map((branch) => <Twig key={branch.id} axis={axis} branch={branch} figures={figures} />);
        return (
          <section key={axis} class="tree" aria-labelledby={`tree-${axis}`}>
            <h2 id={`tree-${axis}`}>{text.t(`guide.tree.${axis}`)}</h2>
            {branches.some(({ id }) => id !== '') ? <ul>{twigs}</ul> : twigs}
          </section>
        );
      })}
    </>
  );
}
