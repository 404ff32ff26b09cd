import { expect, test } from 'vitest';
import published from '../../levels/costs/published.json';
import { checkPublished, exactly, FIGURE_ID, type Published } from '../../src/levels/costs/figures.ts';
import original from './originalFigures.json';

function load(): Published {
  const checked = checkPublished(published);
  if (!checked.ok) throw new Error(`${checked.code} at ${checked.path}`);
  return checked.value;
}
const { rows, figures, split } = load();

test('every row has an id of its own, a source and a place in it', () => {
  expect(rows.length).toBe(new Set(rows.map(({ id }) => id)).size);
  for (const row of rows) {
    expect(row.id).toMatch(FIGURE_ID);
    expect(row.source.length, row.id).toBeGreaterThan(1);
    expect(row.hardware.length, row.id).toBeGreaterThan(0);
  }
});

test('every row of the original collection is still there or says what became of it', () => {
  const ids = new Set(rows.map(({ id }) => id));
  expect(original.length).toBe(450);
  for (const id of original) {
    const into = split[id];
    expect(ids.has(id) !== (into !== undefined), id).toBe(true);
    for (const part of into ?? []) expect(part.startsWith(`${id}.`), part).toBe(true);
  }
  expect(Object.keys(split).filter((id) => !original.includes(id))).toEqual([]);
});

test('what was no plain number keeps its wording', () => {
  for (const [id, into] of Object.entries(split))
    for (const part of into) expect(rows.find((row) => row.id === part)?.quoted, `${id} → ${part}`).toBeDefined();
});

test('every number can be read back exactly', () => {
  for (const figure of figures.values()) {
    const value = exactly(figure);
    expect(value, figure.id).not.toBeNull();
    if (value !== null) expect(Number(value.over) / Number(value.under), figure.id).toBe(figure.value);
  }
});

test('figures that are only quoted by others say so', () => {
  for (const id of ['turt.cpuid.guest', 'dall17.iou.x86', 'dvh.nested', 'neve.hyp.vm', 'robin.list.all', 'elvis.after'])
    expect(figures.get(id)?.status, id).toBe('secondary');
});

test('a broken file is answered with a code and a place', () => {
  const row = { id: 'a', technique: '-', operation: '-', value: 1, unit: 's', hardware: '-', source: 'b', table: '-' };
  const file = (over: object): unknown => ({
    schema: 1,
    note: 'n',
    split: {},
    figures: [{ ...row, status: 'primary', ...over }],
  });
  expect(checkPublished(file({})).ok).toBe(true);
  expect(checkPublished(file({ id: 'A/b' }))).toMatchObject({ code: 'badId', path: 'figures.0.id' });
  expect(checkPublished(file({ value: '2600 / 58000' }))).toMatchObject({ code: 'wrongType', path: 'figures.0.value' });
  expect(checkPublished(file({ text: 'both' }))).toMatchObject({ code: 'valueOrText', path: 'figures.0' });
  expect(checkPublished(file({ source: '' }))).toMatchObject({ code: 'tooShort', path: 'figures.0.source' });
  expect(checkPublished({ ...(file({}) as object), split: { old: ['b'] } })).toMatchObject({ code: 'unknownId' });
});
