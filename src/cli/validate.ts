/**
 * `sim validate`: does the simulation say what was measured?
 *
 * Single operations must come out exactly, and that proves little: each price is its own figure less the native one, so
 * they are reproduced by construction. Whole programs are predictions from few counts; their errors are printed, not
 * hidden, and so is the order of the systems. Also printed: how much of the cost models is assumed or carried over.
 */
import validation from '../../levels/costs/validation.json';
import { assumedShare } from '../levels/costs/recompute.ts';
import { shippedModels } from '../levels/costs/shipped.ts';
import { checkValidation } from '../levels/costs/validation.ts';
import { loadFigures, type Result } from '../levels/index.ts';
import type { Int } from '../sim/index.ts';
import { type Weighed, weigh } from './shares.ts';
import { type Lines, runValidation } from './validateRows.ts';

export type Report = Lines & {
  costs: { all: Int; assumed: Int; carried: Int; assumedIds: string[] };
  /** costs on which no level's reference comes to spend a cycle: guides, trials and levels to come use them */
  unreached: string[];
  weighed: Weighed[];
};

function orThrow<T>(what: string, result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`${what}: ${result.code} at ${result.path}`);
}

function unreached(files: ReturnType<typeof shippedModels>, weighed: readonly Weighed[]): string[] {
  const reached = new Set(weighed.flatMap((row) => row.reached));
  const all = files.flatMap(({ model }) => Object.keys(model.costs).map((id) => `${model.id}/${id}`));
  return all.filter((id) => !reached.has(id));
}

/** Runs everything; throws when a shipped file is broken. */
export async function report(): Promise<Report> {
  const files = shippedModels();
  const figures = orThrow('published.json', await loadFigures());
  const rows = orThrow('validation.json', checkValidation(validation));
  const lines = runValidation(rows, figures, (id) => {
    const file = files.find(({ model }) => model.id === id);
    if (file === undefined) throw new Error(`no cost model ${id}`);
    return file.model;
  });
  const { all, assumed, carried } = assumedShare(files);
  const weighed = await weigh();
  return {
    ...lines,
    costs: { all, assumed: assumed.length, carried: carried.length, assumedIds: assumed },
    unreached: unreached(files, weighed),
    weighed,
  };
}

/** three significant digits, whole numbers whole */
const short = (value: number): string =>
  Number.isInteger(value) ? String(value) : value >= 1000 ? value.toFixed(0) : value.toPrecision(3);
const signed = (percent: number): string => `${percent < 0 ? '−' : '+'}${Math.abs(percent).toFixed(1)}%`;

const part = (some: Int, of: Int): string => `${((100 * some) / of).toFixed(1)}%`;

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, i) => Math.max(...all.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd();
  return all.map(line).join('\n');
}

/** Median of the errors, by size alone. */
function median(errors: readonly number[]): number {
  const sizes = errors.map(Math.abs).sort((a, b) => a - b);
  return sizes[Math.floor(sizes.length / 2)] ?? 0;
}

const microTable = (rows: Report['micro']): string =>
  table(
    ['machine', 'technique', 'operation', 'simulated', 'stated'],
    rows.map((row) => [row.model, row.mode, row.op, short(row.predicted), short(row.published)]),
  );

const macroTable = (rows: Report['macro']): string =>
  table(
    ['row', 'simulated', 'published', 'unit', 'error', 'basis'],
    rows.map((row) => [row.id, short(row.predicted), short(row.published), row.unit, signed(row.error), row.basis]),
  );

/** The report as text, for a terminal. */
export function asText({ micro, macro, orders, slices, costs, unreached: idle, weighed }: Report): string {
  const exact = micro.filter((row) => row.predicted === row.published).length;
  const [built, derived] = [micro.filter((row) => !row.derived), micro.filter((row) => row.derived)];
  const [fitted, predicted] = [macro.filter((row) => row.fitted), macro.filter((row) => !row.fitted)];
  const agreeing = orders.filter(({ agrees }) => agrees).length;
  return [
    `REPRODUCED BY CONSTRUCTION (${exact} of ${micro.length} exact; it only says that paths add up)`,
    '',
    `Single operations whose prices are these very figures, cycles (${built.length})`,
    microTable(built),
    '',
    `Single operations whose prices nobody published here: our arithmetic on both sides, cycles (${derived.length})`,
    microTable(derived),
    '',
    `Programs with a count or a price that was fitted to the row itself (${fitted.length})`,
    macroTable(fitted),
    '',
    `PREDICTED (${predicted.length} rows; half of them are within ${median(predicted.map((row) => row.error)).toFixed(1)}%)`,
    '',
    macroTable(predicted),
    '',
    `Order of the systems, the least first (${agreeing} of ${orders.length} as published)`,
    table(
      ['program', 'simulated', 'published', ''],
      orders.map((row) => [
        row.program,
        row.predicted.join(' < '),
        row.published.join(' < '),
        row.agrees ? '' : 'differs',
      ]),
    ),
    '',
    'Slices: loss of two guests with 64 kB each that take turns (a prediction alone: nobody published it)',
    table(
      ['machine', 'slice', 'loss'],
      slices.map((row) => [row.model, `${row.us} us`, `${row.loss.toFixed(2)}%`]),
    ),
    '',
    `Numbers of the cost models (costs, lines of code, room in queues, what the core assumes): ${costs.all}; assumed ${costs.assumed} (${part(costs.assumed, costs.all)}): ${costs.assumedIds.join(', ')}; carried over from another machine or operation ${costs.carried} (${part(costs.carried, costs.all)}); the rest from the machine's own source.`,
    `On no path of a level that is built (for levels to come, trials and the guide): ${idle.length} costs.`,
    '',
    'The same, by the cycles that the reference runs of seed 1 spent on costs',
    table(
      ['level', 'cycles', 'assumed', 'carried'],
      weighed.map((row) => [
        row.level,
        String(row.cycles),
        part(row.assumed, row.cycles),
        part(row.carried, row.cycles),
      ]),
    ),
  ].join('\n');
}

/** Text for standard output, and whether every single operation came out exactly. */
export async function validate(json: boolean): Promise<{ out: string; ok: boolean }> {
  const result = await report();
  const ok = result.micro.every((row) => row.predicted === row.published);
  return { out: json ? JSON.stringify({ ok, ...result }) : asText(result), ok };
}
