import { describe, expect, test } from 'vitest';
import type { KeptRun, Outcome, Session } from '../../../src/session/contract.ts';
import { emptySave, type Save } from '../../../src/session/save/save.ts';
import type { Keeping } from '../../../src/ui/shell/keeping.ts';
import type { LoadedLevel } from '../../../src/ui/shell/library.ts';
import { createRuns, FIRST_SEED } from '../../../src/ui/shell/runs.ts';
import { outcomeOf } from '../fixtures.ts';

/** The parts of a session that runs look at; `end` ends it. */
function fakeSession(seed: number) {
  let outcome: Outcome | null = null;
  const watchers = new Set<() => void>();
  const told: string[] = [];
  const session: Partial<Session> = {
    get seed() {
      return seed;
    },
    outcome: () => outcome,
    watch(listener) {
      const watcher = listener as () => void;
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    restart(next) {
      seed = next ?? seed;
      outcome = null;
      told.push(`restart ${seed}`);
    },
    goOn: (run) => {
      told.push(`goOn ${run.seed}`);
      return run.rules === 'other' ? { code: 'otherRules', path: '' } : null;
    },
    dispose() {
      told.push('dispose');
    },
  };
  return {
    session: session as Session,
    told,
    end(part: Partial<Outcome> | null) {
      outcome = part === null ? null : outcomeOf({ seed, ...part });
      for (const watcher of watchers) watcher();
    },
  };
}

/** What is told to whoever keeps runs. */
function fakeKeeping() {
  const told: string[] = [];
  const keeping: Keeping = {
    latest: () => null,
    offer: async (level) => {
      told.push(`offer ${level}`);
      return null;
    },
    follow: (session) => {
      told.push(`follow ${session.seed}`);
      return () => told.push('stop');
    },
    drop: (level) => told.push(`drop ${level}`),
    setAside: (level) => told.push(`set aside ${level}`),
    forget: async (level) => {
      told.push(`forget ${level}`);
    },
  };
  return { keeping, kept: told };
}

function setUp() {
  const { keeping, kept } = fakeKeeping();
  let save: Save = emptySave();
  const opened: ReturnType<typeof fakeSession>[] = [];
  const runs = createRuns({
    saves: {
      read: () => save,
      update(change) {
        save = change(save);
      },
    },
    keeping,
    openSession(_, seed, tutorial) {
      const fake = fakeSession(seed);
      fake.told.push(tutorial ? 'tutorial' : 'no tutorial');
      opened.push(fake);
      return fake.session;
    },
  });
  const last = () => {
    const fake = opened.at(-1);
    if (fake === undefined) throw new Error('no session was opened');
    return fake;
  };
  return { runs, opened, last, kept, triesOf: (level: string) => save.levels.get(level)?.tries ?? [] };
}

const level = (id: string) => ({ level: { file: { id } } }) as LoadedLevel;

describe('a run', () => {
  test('is found again by whoever comes back to its level', () => {
    const { runs, opened } = setUp();
    const first = runs.open(level('a'), null);
    expect(first.seed).toBe(FIRST_SEED);
    expect(runs.open(level('a'), null)).toBe(first);
    expect(runs.open(level('a'), FIRST_SEED)).toBe(first);
    expect(opened).toHaveLength(1);
  });

  test('gives way to another level or another seed', () => {
    const { runs, opened } = setUp();
    runs.open(level('a'), null);
    runs.open(level('a'), 7);
    runs.open(level('b'), null);
    expect(opened.map((fake) => fake.told)).toEqual([['tutorial', 'dispose'], ['tutorial', 'dispose'], ['tutorial']]);
    expect(runs.current.value?.level.level.file.id).toBe('b');
  });

  test('that has ended begins again when it is opened', () => {
    const { runs, last } = setUp();
    runs.open(level('a'), null);
    last().end({});
    expect(runs.outcome.value).not.toBeNull();
    runs.open(level('a'), null);
    expect(last().told).toEqual(['tutorial', `restart ${FIRST_SEED}`]);
    expect(runs.outcome.value).toBeNull();
  });

  test('that was taken back goes on', () => {
    const { runs, last } = setUp();
    runs.open(level('a'), null);
    last().end({});
    last().end(null);
    runs.open(level('a'), null);
    expect(last().told).toEqual(['tutorial']);
  });
});

describe('a tutorial', () => {
  test('is shown until a run of its level has ended with a star', () => {
    const { runs, last } = setUp();
    runs.open(level('a'), null);
    last().end({ status: 'lost' });
    runs.open(level('b'), null);
    runs.open(level('a'), null);
    expect(last().told).toEqual(['tutorial']);
    last().end({ stars: 1 });
    runs.open(level('b'), null);
    runs.open(level('a'), null);
    expect(last().told).toEqual(['no tutorial']);
  });

  test('is repeated once when it is wanted again', () => {
    const { runs, last } = setUp();
    runs.open(level('a'), null);
    last().end({ stars: 1 });
    runs.repeatTutorial();
    expect(runs.current.value).toBeNull();
    runs.open(level('a'), null);
    expect(last().told).toEqual(['tutorial']);
    runs.open(level('a'), 2);
    expect(last().told).toEqual(['no tutorial']);
  });
});

describe('tries', () => {
  test('are kept once per end, with the values of the goals', () => {
    const { runs, last, triesOf } = setUp();
    runs.open(level('a'), null);
    const goals = [
      {
        id: 'wake3',
        metric: 'wakeToRunP90',
        of: null,
        star: 3 as const,
        met: true,
        value: 9000,
        target: 10_000,
        unit: 'ns' as const,
        atMost: true,
      },
      {
        id: 'useful3',
        metric: 'usefulShare',
        of: null,
        star: 3 as const,
        met: false,
        value: null,
        target: 7000,
        unit: 'bp' as const,
        atMost: false,
      },
    ];
    last().end({ fingerprint: 'one', stars: 2, metrics: { actions: 5 }, goals });
    last().end({ fingerprint: 'one', stars: 2 });
    expect(triesOf('a')).toEqual([
      {
        n: 1,
        id: 'one',
        seed: FIRST_SEED,
        stars: 2,
        straight: true,
        metrics: new Map(Object.entries({ actions: 5, wake3: 9000 })),
      },
    ]);
  });

  test('of a run that was taken back and ended otherwise are two', () => {
    const { runs, last, triesOf } = setUp();
    runs.open(level('a'), null);
    last().end({ fingerprint: 'one' });
    last().end(null);
    last().end({ fingerprint: 'two', stars: 3, straight: false });
    expect(triesOf('a').map((one) => one.id)).toEqual(['two', 'one']);
  });
});

describe('a run that was kept', () => {
  const run = { seed: 9, rules: 'these' } as KeptRun;

  test('is gone on with, and is then the run of its level', async () => {
    const { runs, last, kept } = setUp();
    expect(runs.goOn(level('a'), run)).toBeNull();
    expect(last().told).toEqual(['tutorial', 'goOn 9']);
    expect(kept).toEqual(['forget a', 'follow 9']);
    expect(runs.open(level('a'), null)).toBe(last().session);
    expect(await runs.offer('a', null)).toBeNull();
    expect(kept).not.toContain('offer a');
    await runs.offer('a', 3);
    expect(kept).toContain('offer a');
  });

  test('that cannot be gone on with changes nothing', () => {
    const { runs, last, opened, kept } = setUp();
    const held = runs.open(level('b'), null);
    expect(runs.goOn(level('a'), { ...run, rules: 'other' })).toMatchObject({ code: 'otherRules' });
    expect(last().told).toContain('dispose');
    expect(runs.current.value?.session).toBe(held);
    expect(opened[0]?.told).not.toContain('dispose');
    expect(kept).toEqual([`follow ${FIRST_SEED}`]);
  });

  test('is given up by beginning anew, and dropped by its end', () => {
    const { runs, last, kept } = setUp();
    runs.anew(level('a'));
    expect(kept).toEqual(['drop a', 'forget a']);
    runs.open(level('a'), null);
    last().end({ fingerprint: 'one' });
    runs.again();
    runs.repeatTutorial();
    expect(kept.slice(2)).toEqual([`follow ${FIRST_SEED}`, 'drop a', 'drop a', 'stop', 'drop a']);
  });
});
