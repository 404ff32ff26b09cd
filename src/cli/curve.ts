/**
 * How the course rises: what robots win of each level, one level under the other. A level that slow hands cannot win stands
 * out, and so does one that asks for less than the level before it.
 */
import type { Row, Table } from './gates.ts';

/** The rows of a table of gates that say how hard a level is, by their names there. */
const SHOWN = [
  ['reference, 0.05 s', '0.05 s'],
  ['reference, 1 s', '1 s'],
  ['reference, 2 s', '2 s'],
  ['reference, 4 s', '4 s'],
  ['second style', 'second style'],
  ['naive', 'naive'],
  ['idle', 'idle'],
] as const;

/** Seeds on which it won at least one star, two, three. */
const won = (row: Row | undefined): string => row?.stars.join(' / ') ?? '–';

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** All levels as a table in Markdown: seeds with at least ★ / ★★ / ★★★, by robot and reaction time. */
export function curveText(tables: readonly Table[]): string {
  const rows = tables.map(({ level, rows: all, gates }) => {
    const of = (name: string): Row | undefined => all.find((row) => row.name === name);
    const acts = of('reference, 1 s')?.actionsPerSecond.toFixed(2) ?? '–';
    const missed = gates.filter(({ holds }) => !holds).map(({ gate }) => gate);
    return line([level, ...SHOWN.map(([name]) => won(of(name))), acts, missed.join(', ') || '–']);
  });
  const head = ['level', ...SHOWN.map(([, name]) => name), 'acts/s', 'gates missed'];
  return [
    `Seeds of ${tables[0]?.seeds ?? 0} with at least ★ / ★★ / ★★★. The times are the reference robot’s reaction.`,
    '',
    line(head),
    line(head.map(() => '---')),
    ...rows,
  ].join('\n');
}
