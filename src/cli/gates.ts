/**
 * The gates of design 8, section 3: what must hold for every level, measured by robots over many seeds.
 *
 * A level that passes without the thing it teaches is not a lesson; one that needs fast hands is not for everybody.
 */
import { type Id, type Int, type LevelFile, metric, type Robot, stars } from '../sim/index.ts';
import { type Finished, type LevelData, runRobot } from './robots.ts';

/** One robot over all seeds: on how many it earned at least that many stars, and means over the seeds. */
export type Row = {
  name: string;
  seeds: Int;
  stars: [Int, Int, Int];
  lost: Int;
  /** of all cycles, by the measure that is the level's own */
  share: number;
  reboots: number;
  actionsPerSecond: number;
  choices: Record<string, Record<string, Int>>;
  /** seeds on which the robot had fewer than three, two and one stars */
  without: [Int[], Int[], Int[]];
};

export type Gate = { gate: string; says: string; measured: number; least?: number; most?: number; holds: boolean };
export type Table = { level: string; seeds: Int; rows: Row[]; gates: Gate[] };

function measure(name: string, seeds: readonly Int[], shareOf: Id, play: (seed: Int) => Finished): Row {
  const row: Row = {
    name,
    seeds: seeds.length,
    stars: [0, 0, 0],
    lost: 0,
    share: 0,
    reboots: 0,
    actionsPerSecond: 0,
    choices: {},
    without: [[], [], []],
  };
  for (const seed of seeds) {
    const { world, log, choices, second } = play(seed);
    const earned = stars(world);
    for (const star of [0, 1, 2] as const) {
      if (earned > star) row.stars[star]++;
      else row.without[star].push(seed);
    }
    if (world.status === 'lost') row.lost++;
    row.share += (metric(world, shareOf)?.value ?? 0) / 10_000 / seeds.length;
    row.reboots += (metric(world, 'reboots')?.value ?? 0) / seeds.length;
    row.actionsPerSecond += (log.length * second) / Math.max(1, world.now) / seeds.length;
    for (const [kind, answers] of Object.entries(choices)) {
      row.choices[kind] ??= {};
      const sums = row.choices[kind];
      for (const [answer, times] of Object.entries(answers)) sums[answer] = (sums[answer] ?? 0) + times;
    }
  }
  return row;
}

/**
 * The share of the most frequent answer to the most one-sided kind of decision that was met at least `least` times.
 * A robot that met none so often has shown no second side, which is as one-sided as can be: 1.
 */
function mostOneSided(row: Row, least: Int): number {
  const shares = Object.values(row.choices).flatMap((answers) => {
    const times = Object.values(answers);
    const all = times.reduce((sum, n) => sum + n, 0);
    return all >= least ? [Math.max(...times) / all] : [];
  });
  return shares.length === 0 ? 1 : Math.max(...shares);
}

const gate = (name: string, says: string, measured: number, bound: { least?: number; most?: number }): Gate => ({
  gate: name,
  says,
  measured,
  ...bound,
  holds: measured >= (bound.least ?? Number.NEGATIVE_INFINITY) && measured <= (bound.most ?? Number.POSITIVE_INFINITY),
});

/** Actions per second that suit the work: where causes have to be found first, there are fewer. */
const DENSITY = { hands: { least: 0.25, most: 0.45 }, diagnosis: { least: 0.12, most: 0.25 } } as const;

/** Where techniques are compared, useful share credits the slow one: then the level's goal is about work. */
const shareMetric = ({ setup }: LevelFile): Id =>
  setup.goals.some(({ metric: name }) => name === 'workShare') ? 'workShare' : 'usefulShare';

/** Plays every robot on every seed and holds the results against the gates. */
export function gates(level: LevelData, seeds: readonly Int[]): Table {
  const { reference, naive, idle, second: otherStyle, handsOff: unattended, lazy: blunt } = level.file.robots;
  const shareOf = shareMetric(level.file);
  const at = (robot: Robot, reactionMs: Int): Robot => ({ ...robot, reactionMs });
  const row = (name: string, robot: Robot, extraPcpus: Int = 0): Row =>
    measure(name, seeds, shareOf, (seed) => runRobot(level, seed, robot, extraPcpus));
  const random = (reactionMs: Int): Robot => ({ policy: 'random', params: {}, reactionMs });
  const own = row('reference', reference);
  /** The same robot on the same seeds plays the same runs: they are not played twice. */
  const after = (name: string, reactionMs: Int): Row =>
    reactionMs === reference.reactionMs ? { ...own, name } : row(name, at(reference, reactionMs));
  const quick = after('reference, 0.05 s', 50);
  const second = after('reference, 1 s', 1000);
  const slow = after('reference, 2 s', 2000);
  const slowest = after('reference, 4 s', 4000);
  const plain = row('naive', naive);
  const plus1 = row('naive, 1 pCPU more', naive, 1);
  const plus2 = row('naive, 2 pCPUs more', naive, 2);
  const spam1 = row('random, 1/s', random(1000));
  const spam2 = row('random, 2/s', random(500));
  const nothing = row('idle', idle);
  const other = otherStyle === undefined ? [] : [row('second style', otherStyle)];
  const handsOff = unattended === undefined ? [] : [row('set up, hands off', unattended)];
  const lazy = blunt === undefined ? [] : [row('lazy', blunt)];
  const n = seeds.length;
  const share = (of: Row, star: 1 | 2 | 3): number => (of.stars[star - 1] ?? 0) / n;
  const lostSeeds = slow.without[1].filter((seed) => !quick.without[1].includes(seed)).length;
  return {
    level: level.file.id,
    seeds: n,
    rows: [
      own,
      quick,
      second,
      slow,
      slowest,
      plain,
      plus1,
      plus2,
      spam1,
      spam2,
      nothing,
      ...other,
      ...handsOff,
      ...lazy,
    ],
    gates: [
      gate('reference', 'the reference earns three stars', share(own, 3), { least: 1 }),
      gate('naive', 'naive misses two stars', share(plain, 2), { most: 0 }),
      gate('idle', 'doing nothing earns a star', share(nothing, 1), { most: 0 }),
      gate('hurry', 'two-star seeds that 2 s of reaction cost the reference', lostSeeds / Math.max(1, quick.stars[1]), {
        most: 0.1,
      }),
      gate('hurryShare', 'share of cycles that 2 s of reaction cost the reference', quick.share - slow.share, {
        most: 0.08,
      }),
      gate('lock1', 'one more pCPU does not replace the verb', share(plus1, 2), { most: 0.05 }),
      gate('lock2', 'nor do two', share(plus2, 2), { most: 0.05 }),
      gate('spam1', 'clicking at random once a second', share(spam1, 1), { most: 0.1 }),
      gate('spam2', 'or twice', share(spam2, 1), { most: 0.1 }),
      gate(
        'density',
        'actions per second of the reference',
        second.actionsPerSecond,
        DENSITY[level.file.work ?? 'hands'],
      ),
      gate('twoSides', 'commonest answer to a decision (1: none was counted)', mostOneSided(second, n), { most: 0.85 }),
      gate('slow2', 'one star at 2 s of reaction', share(slow, 1), { least: 0.95 }),
      gate('slow4', 'one star at 4 s', share(slowest, 1), { least: 0.7 }),
      gate('slow3stars', 'three stars at 1 s', share(second, 3), { least: 0.9 }),
      ...other.map((of) => gate('style', 'another style earns two stars', share(of, 2), { least: 0.9 })),
      ...handsOff.map((of) => gate('handsOff', 'setting up once and then nothing', share(of, 1), { most: 0.1 })),
      ...lazy.map((of) => gate('lazy', 'the same answer to whatever happens', share(of, 2), { most: 0.05 })),
    ],
  };
}

const percent = (share: number): string => `${(100 * share).toFixed(0)}%`;

/** The table as text, for a terminal. */
export function gatesText({ level, seeds, rows, gates: all }: Table): string {
  const head = `${level}, ${seeds} seeds\n${'robot'.padEnd(22)}   ★   ★★  ★★★ lost   share reboots acts/s`;
  const lines = rows.map((row) =>
    [
      row.name.padEnd(22),
      ...row.stars.map((n) => String(n).padStart(4)),
      String(row.lost).padStart(4),
      row.share.toFixed(3).padStart(7),
      row.reboots.toFixed(1).padStart(7),
      row.actionsPerSecond.toFixed(2).padStart(6),
    ].join(' '),
  );
  const bounds = ({ least, most }: Gate): string =>
    [least === undefined ? '' : `≥ ${least}`, most === undefined ? '' : `≤ ${most}`].filter(Boolean).join(', ');
  const judged = all.map(
    (g) =>
      `${g.holds ? 'holds' : 'FAILS'}  ${g.gate.padEnd(11)} ${g.measured.toFixed(3).padStart(6)}  ${bounds(g).padEnd(15)} ${g.says}`,
  );
  const sides = Object.entries(rows[2]?.choices ?? {}).map(([kind, answers]) => {
    const sum = Object.values(answers).reduce((a, b) => a + b, 0);
    return `  ${kind}: ${Object.entries(answers)
      .map(([answer, n]) => `${answer} ${percent(n / sum)}`)
      .join(', ')} of ${sum}`;
  });
  return [head, ...lines, '', 'decisions of the reference at 1 s', ...sides, '', ...judged].join('\n');
}
