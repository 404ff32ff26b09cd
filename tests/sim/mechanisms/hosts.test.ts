import { describe, expect, it } from 'vitest';
import xgene from '../../../levels/costs/xgene-2015.json';
import {
  advance,
  apply,
  type Command,
  type CostModel,
  can,
  copy,
  createWorld,
  driverProblem,
  fingerprint,
  type GuestSpec,
  type Id,
  ledger,
  type Machine,
  type Setup,
  type SimEvent,
  type World,
} from '../../../src/sim/index.ts';

const MODEL = xgene as unknown as CostModel;
const LENGTH = 2_000_000;
const RESTART = 50_000;
const [DOM0, ODD, PLAIN] = [0, 1, 2] as const;
const BARE = { mode: 'bareMetal', machine: 'bare' } as const;
const HOSTED = { mode: 'besideHost', machine: 'hosted' } as const;

const guest = (id: Id, more: Partial<GuestSpec>): GuestSpec => ({
  id,
  kernel: 'linux',
  vcpus: 1,
  weight: 256,
  ...BARE,
  footprint: 0,
  boot: 1000,
  workload: { script: [{ burst: 1 }], loop: false },
  ...more,
});

const applicant = (id: Id, op: 'mmio' | 'packetOut'): GuestSpec =>
  guest(id, {
    choices: [BARE, HOSTED],
    workload: { script: [{ burst: 5000 }, { op }], loop: true },
    enters: { at: 1, stay: LENGTH, risk: 1e10 },
  });

const steps = (run: Id) => [
  { run: 'domain.switch', as: 'switch', times: 'idle.woken' } as const,
  { effect: 'idle.seen' },
  { run, as: 'backend' } as const,
];

function setupOf(more: Partial<Setup> = {}): Setup {
  const machine = (id: Id, features: Id[], host: Machine['host']): Machine => ({
    id,
    costs: 'xgene-2015',
    pcpus: 2,
    features,
    devices: [],
    host,
  });
  return {
    seed: 1,
    length: LENGTH,
    machines: [machine('bare', ['type-1'], 'bare'), machine('hosted', ['type-2'], 'hostOs')],
    kernels: [{ id: 'linux', family: 'linux', closed: false, portLines: 0 }],
    guests: [
      guest('dom0', { boot: 0, role: 'driverDomain' }),
      applicant('odd', 'mmio'),
      applicant('plain', 'packetOut'),
    ],
    rules: [],
    scheduler: { kind: 'fair', slice: 20_000 },
    knobs: { askCycles: 1_000_000 },
    verbs: ['admit', 'mode', 'driver'],
    goals: [],
    maxReboots: 9,
    admission: { modes: ['bareMetal', 'besideHost'], dealt: false },
    services: [
      { id: 'backend', machine: 'bare', weight: 256, charged: 'served', guest: 'dom0', steps: steps('backend') },
      { id: 'scanner', machine: 'bare', weight: 256, charged: 'served', guest: 'dom0', steps: steps('strip') },
      { id: 'scanner', machine: 'hosted', weight: 256, charged: 'served', steps: [{ run: 'strip', as: 'hostOs' }] },
    ],
    domainDrivers: [{ id: 'scanner', machine: 'bare', op: 'mmio', domain: 'dom0', restart: RESTART }],
    ...more,
  };
}

function made(): World {
  const created = createWorld(setupOf(), [MODEL]);
  if (!created.ok) throw new Error(`${created.code} at ${created.path}`);
  advance(created.world, 10);
  return created.world;
}

const driver: Command = { do: 'admitDriver', machine: 0, driver: 'scanner' };
const enter = (g: number, { mode }: { mode: Id }, machine: number): Command => ({
  do: 'admit',
  guest: g,
  mode,
  machine,
});
const given = (w: World, command: Command): string => {
  const verdict = apply(w, command);
  return verdict.ok ? 'ok' : verdict.code;
};
const served = (w: World): number[] => (w.kept.services ?? []).map((one) => one.served);

describe('a driver that a driver domain comes without', () => {
  it('keeps whoever needs it from that machine, and nobody else', () => {
    const w = made();
    expect(driverProblem(w, ODD, 0)).toBe('noDriver');
    expect(driverProblem(w, ODD, 1)).toBeNull();
    expect(driverProblem(w, PLAIN, 0)).toBeNull();
    expect(given(w, enter(ODD, BARE, 0))).toBe('noDriver');
    expect(given(w, enter(PLAIN, BARE, 0))).toBe('ok');
    expect(given(w, enter(ODD, HOSTED, 1))).toBe('ok');
    advance(w, 100_000);
    expect(given(w, { do: 'setMode', guest: ODD, ...BARE, machine: 0 })).toBe('noDriver');
  });

  it('is admitted once, while somebody needs it, and its domain restarts with it', () => {
    const w = made();
    const told: SimEvent[] = [];
    expect(apply(w, driver, (event) => told.push(event)).ok).toBe(true);
    expect(told.filter(({ type }) => type === 'driverAdmitted')).toEqual([
      { type: 'driverAdmitted', at: w.now, machine: 0, driver: 'scanner', guest: DOM0 },
    ]);
    expect(w.guests[DOM0]?.stage).toBe('booting');
    expect(driverProblem(w, ODD, 0)).toBe('driverStarts');
    expect(given(w, driver)).toBe('hasDriver');
    advance(w, w.now + RESTART + 20_000);
    expect(w.guests[DOM0]?.stage).toBe('up');
    expect(given(w, enter(ODD, BARE, 0))).toBe('ok');
    advance(w, 500_000);
    expect(served(w)[1]).toBeGreaterThan(2);
    expect(served(w)[2]).toBe(0);
  });

  it('is nobody’s while nobody needs it', () => {
    const created = createWorld(setupOf(), [MODEL]);
    if (!created.ok) throw new Error(created.code);
    expect(can(created.world, driver)).toMatchObject({ ok: false, code: 'nobodyNeeds' });
  });

  it('has those who asked the domain for something wait until it is up, and serves them then', () => {
    const w = made();
    apply(w, enter(PLAIN, BARE, 0));
    for (let n = 0; n < 500 && w.tasks[PLAIN]?.block !== 'called'; n++) advance(w, w.now + 500);
    expect(w.tasks[PLAIN]).toMatchObject({ state: 'blocked', block: 'called' });
    const before = served(w)[0] ?? 0;
    expect(given(w, driver)).toBe('ok');
    advance(w, w.now + RESTART - 1000);
    expect(served(w)[0]).toBe(before);
    expect(w.tasks[PLAIN]).toMatchObject({ state: 'blocked', block: 'called' });
    advance(w, w.now + 40_000);
    expect(served(w)[0]).toBeGreaterThan(before);
  });

  it('lets one domain serve both kinds of request, and every cycle is somebody’s', () => {
    const w = made();
    apply(w, driver);
    apply(w, enter(PLAIN, BARE, 0));
    advance(w, w.now + RESTART + 20_000);
    apply(w, enter(ODD, BARE, 0));
    const twin = copy(w);
    for (const world of [w, twin]) advance(world, LENGTH);
    expect(fingerprint(twin)).toBe(fingerprint(w));
    const [plain = 0, odd = 0] = served(w);
    expect(Math.min(plain, odd)).toBeGreaterThan(10);
    for (const row of ledger(w).byPcpu) expect(row.reduce((a, b) => a + b, 0)).toBe(LENGTH);
  });

  it.each([
    ['is that of no guest', { domain: 'nobody' }],
    ['is on another machine', { machine: 'hosted' }],
    ['serves nobody', { domain: 'plain' }],
  ])('is refused where its domain %s', (_, wrong) => {
    const [row] = setupOf().domainDrivers ?? [];
    if (row === undefined) throw new Error('no row');
    const created = createWorld(setupOf({ domainDrivers: [{ ...row, ...wrong }] }), [MODEL]);
    expect(created).toMatchObject({ ok: false, code: 'noSuchGuest', path: 'domainDrivers.0.domain' });
  });
});
