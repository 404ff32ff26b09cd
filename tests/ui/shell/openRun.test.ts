/** Runs from files, with everything that they touch: opened and looked at, or refused with one code, and nothing won or lost. */
import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import { loadCampaign } from '../../../src/levels/index.ts';
import { createSession, parseRun } from '../../../src/session/index.ts';
import { readKept } from '../../../src/session/kept.ts';
import { openKeptRuns } from '../../../src/session/keptRuns.ts';
import { emptySave, type Save } from '../../../src/session/save/save.ts';
import { LIMITS } from '../../../src/session/untrusted.ts';
import type { Run } from '../../../src/sim/index.ts';
import { wholeText } from '../../../src/text/whole.ts';
import { createKeeping } from '../../../src/ui/shell/keeping.ts';
import { createLibrary } from '../../../src/ui/shell/library.ts';
import { openRun } from '../../../src/ui/shell/openRun.ts';
import { createRuns } from '../../../src/ui/shell/runs.ts';
import { MemoryArea } from '../../session/areas.ts';

const LEVEL = '01-host-and-guest';
const campaign = await loadCampaign();
if (!campaign.ok) throw new Error(`${campaign.code} at ${campaign.path}`);
const library = createLibrary(campaign.value);
const loaded = await library.level(LEVEL, 'en');
if (!loaded.ok) throw new Error(`${loaded.code} at ${loaded.path}`);
const level = loaded.value;
const text = readFileSync(`tests/replays/${LEVEL}.json`, 'utf8');
const read = parseRun(text);
if (!read.ok) throw new Error(`${read.code} at ${read.path}`);
const RUN = read.value;
const END = RUN.marks.at(-1)?.[0] ?? 0;

/** Runs, saves and storage as main.ts fits them together, without a browser around them. */
function setUp() {
  const area = new MemoryArea();
  const page = Object.assign(new EventTarget(), {
    document: Object.assign(new EventTarget(), { visibilityState: 'visible' }),
    setTimeout: () => 0,
    clearTimeout: () => undefined,
  }) as unknown as Window;
  let now = 0;
  const keeping = createKeeping({
    runs: openKeptRuns({ area: () => area, tab: 'mine' }),
    tabs: { open: async () => new Set() },
    page,
    now: () => ++now,
  });
  let save: Save = emptySave();
  const runs = createRuns({
    saves: {
      read: () => save,
      update(change) {
        save = change(save);
      },
    },
    keeping,
    openSession(of, seed, tutorial) {
      const session = createSession(of.level.file, of.level, { seed, tutorial });
      if (!session.ok) throw new Error(`${session.code} at ${session.path}`);
      return session.value;
    },
  });
  const open = (content: string, goesOn = async () => true) =>
    openRun(content, { library, runs, language: 'en', goesOn });
  return {
    runs,
    open,
    triesOf: () => save.levels.get(LEVEL)?.tries ?? [],
    keptSeeds: () =>
      [...area.items.values()]
        .flatMap((kept) => {
          const run = readKept(kept);
          return run.ok ? [run.value.seed] : [];
        })
        .sort(),
    /** all that is remembered */
    everything: () => JSON.stringify([[...area.items], [...save.levels], runs.current.value?.session.kept(0)]),
    session() {
      const held = runs.current.value;
      if (held === null) throw new Error('no run is open');
      return held.session;
    },
    /** Lets so many frames of a tenth of a second pass. */
    frames(count: number) {
      const session = runs.current.value?.session;
      for (let t = 0; t < count; t++) session?.frame(t * 100);
    },
  };
}

type Table = ReturnType<typeof setUp>;
let table: Table;
beforeEach(() => {
  table = setUp();
});

/** Begins a run of the player's own, and answers where it stands. */
function begin({ runs, frames, session }: Table, seed: number | null = null): number {
  runs.open(level, seed);
  session().skipTutorial();
  frames(30);
  return session().kept(0)?.at ?? 0;
}

function playOut({ session, frames }: Table): void {
  session().setSpeed(4);
  session().play();
  for (let i = 0; session().outcome() === null && i < 400; i++) frames(10);
  expect(session().outcome()).not.toBeNull();
}

describe('a run from a file', () => {
  test('is shown at its end, and is no try', async () => {
    expect(await table.open(text)).toEqual({ ok: true, value: LEVEL });
    expect(table.runs.outcome.value?.run).toEqual(RUN);
    expect(table.runs.outcome.value?.stars).toBe(3);
    expect(table.triesOf()).toEqual([]);
    expect(table.runs.kept()).toBeNull();
  });

  test('may have any seed, and blanks around it', async () => {
    expect(await table.open(`\n ${text}\n`)).toMatchObject({ ok: true });
  });

  test('is no try and is not kept when it is taken back and ended otherwise', async () => {
    await table.open(text);
    const shown = table.runs.outcome.value;
    table.session().rewindTo(Math.floor(END / 2));
    table.frames(3);
    expect(table.runs.outcome.value).toBeNull();
    expect(table.runs.open(level, null)).toBe(table.session());
    expect(await table.runs.offer(LEVEL, null)).toBeNull();
    table.session().command({ do: 'preempt', pcpu: 0 });
    playOut(table);
    expect(table.runs.outcome.value?.fingerprint).not.toBe(shown?.fingerprint);
    expect(table.triesOf()).toEqual([]);
    table.runs.close();
    expect(table.runs.kept()).toBeNull();
  });

  test.each([
    ['again', (t: Table) => t.runs.again()],
    ['on another seed', (t: Table) => t.runs.again(77)],
    ['on its play screen', (t: Table) => t.session().restart()],
  ])('is the player’s own once it is begun anew: %s', async (_, anew) => {
    await table.open(text);
    anew(table);
    table.session().skipTutorial();
    table.frames(30);
    expect(table.runs.outcome.value).toBeNull();
    expect(table.session().kept(0)).not.toBeNull();
    expect(table.runs.kept()).toBe(LEVEL);
    playOut(table);
    expect(table.triesOf().map(({ id }) => id)).toEqual([table.runs.outcome.value?.fingerprint]);
    expect(table.runs.kept()).toBeNull();
  });

  test('is put away by whoever goes elsewhere, which a run of the player’s own is not', async () => {
    await table.open(text);
    table.runs.putAway();
    expect(table.runs.current.value).toBeNull();
    begin(table);
    table.runs.putAway();
    expect(table.runs.current.value).not.toBeNull();
  });

  test('that is over gives way to a new run of its level', async () => {
    await table.open(text);
    const session = table.runs.open(level, null);
    expect([session.opened, session.outcome()]).toEqual([false, null]);
  });

  test('is given up when nobody waits for it, and nothing has changed', async () => {
    begin(table);
    const before = table.everything();
    let asked = 0;
    const long = readFileSync('tests/replays/06-binary-translation.json', 'utf8'); // of several pieces
    expect(await table.open(long, async () => asked++ < 2)).toBeNull();
    expect(asked).toBe(3);
    expect(table.everything()).toBe(before);
  });
});

describe('a run in progress', () => {
  test('is offered again after one from a file was looked at, played on, and begun anew', async () => {
    const at = begin(table);
    expect(at).toBeGreaterThan(0);
    await table.open(text);
    table.session().rewindTo(Math.floor(END / 2));
    table.session().play();
    table.frames(30);
    table.runs.putAway();
    expect(table.runs.kept()).toBe(LEVEL);
    expect(await table.runs.offer(LEVEL, null)).toMatchObject({ run: { value: { at } }, elsewhere: false });

    await table.open(text);
    table.runs.again();
    table.session().skipTutorial();
    playOut(table);
    table.runs.close();
    const offer = await table.runs.offer(LEVEL, null);
    if (offer?.run.ok !== true) throw new Error('nothing is offered');
    expect(offer.run.value.at).toBe(at);
    expect(table.runs.goOn(level, offer.run.value)).toBeNull();
    expect(table.session().view().now).toBe(at);
  });

  test('is not lost, either, when two are opened after it and begun anew', async () => {
    begin(table, 5);
    for (let n = 0; n < 2; n++) {
      await table.open(text);
      table.runs.again();
      table.session().skipTutorial();
      table.frames(10);
    }
    table.runs.close();
    expect(table.keptSeeds()).toEqual([RUN.seed, RUN.seed, 5]);
  });
});

describe('what cannot be opened has one code, and changes nothing', () => {
  const { t, exists } = wholeText('en');
  const json = (part: Partial<Run>): string => JSON.stringify({ ...RUN, ...part });
  const until = Math.floor(END / 2);
  const marks = RUN.marks.filter(([at]) => at <= until);
  const log = RUN.log.filter(({ at }) => at <= (marks.at(-1)?.[0] ?? 0));
  const late: Run['log'][number] = { at: END + 1, c: { do: 'preempt', pcpu: 0 } };
  const refused: Run['log'][number] = { at: 0, c: { do: 'preempt', pcpu: 39 } };

  test.each<[string, string, string, string]>([
    ['nothing', '', 'notJson', ''],
    ['a picture', '\u0089PNG\r\n', 'notJson', ''],
    ['a run that was cut off', text.slice(0, 900), 'notJson', ''],
    ['too much', `${text}${' '.repeat(LIMITS.runBytes)}`, 'tooLarge', ''],
    ['a number', '5', 'notARun', ''],
    ['a save', '{"game":"ring-minus-one","version":3,"seq":1,"sum":"0","save":"{}"}', 'notARun', ''],
    ['another schema', JSON.stringify({ ...RUN, schema: 2 }), 'notARun', ''],
    ['a field too many', JSON.stringify({ ...RUN, stars: 3 }), 'unknownField', 'stars'],
    [
      'a command that nobody knows',
      JSON.stringify({ ...RUN, log: [{ at: 1, c: { do: 'win' } }] }),
      'wrongType',
      'log.0.c.do',
    ],
    ['other rules', json({ rules: '0' }), 'otherRules', ''],
    ['other data', json({ hash: '0123456789abcdef' }), 'otherData', ''],
    ['an unknown level', json({ level: '99-nowhere' }), 'noSuchLevel', '99-nowhere'],
    ['a level that is a word of the language', json({ level: 'constructor' }), 'noSuchLevel', 'constructor'],
    ['no marks', json({ marks: [] }), 'noMarks', ''],
    [
      'marks that do not agree',
      json({ marks: RUN.marks.map(([at, p], i) => [at, i === 9 ? '00000000' : p]) }),
      'otherWorld',
      '',
    ],
    ['another seed', json({ seed: 2 }), 'otherWorld', ''],
    ['no end', json({ log, marks }), 'unfinished', ''],
    ['a command that was refused', json({ log: [refused, ...RUN.log] }), 'refused', 'log.0'],
    ['a command after the end', json({ log: [...RUN.log, late] }), 'afterEnd', `log.${RUN.log.length}`],
  ])('%s', async (_, content, code, path) => {
    begin(table);
    const held = table.session();
    const before = table.everything();
    expect(await table.open(content)).toEqual({ ok: false, code, path });
    expect(table.session()).toBe(held);
    expect(table.everything()).toBe(before);
    expect(exists(`problem.${code}`)).toBe(true);
    expect(t('opened.cannot', { problem: code })).toContain(code);
  });
});
