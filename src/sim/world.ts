/** The first state of a world, and copies of it. */
import { settle } from './core.ts';
import { createHistogram } from './histogram.ts';
import { CAP_PERIOD } from './params.ts';
import { modeIndex, type Program } from './program.ts';
import { createQueue, setSlot } from './queue.ts';
import { draw, sample } from './rng.ts';
import { guestSlot, STAGE } from './slots.ts';
import type { Guest, Pcpu, Task, World } from './state.ts';
import { CATEGORIES, type GuestSpec, type Int, NEVER, NONE, OPS, type Rule, type Setup } from './types.ts';

const zeros = (n: Int): Int[] => new Array<Int>(n).fill(0);

function newTask(guest: Int, vcpu: Int): Task {
  return {
    guest,
    vcpu,
    state: 'blocked',
    since: 0,
    spent: zeros(5),
    block: 'absent',
    pcpu: NONE,
    lastPcpu: NONE,
    leftAt: 0,
    debt: 0,
    burst: 0,
    boot: 0,
    path: NONE,
    step: 0,
    handler: NONE,
    handlerStep: 0,
    door: NONE,
    op: NONE,
    count: 0,
    misses: 0,
    batch: 0,
    reads: 0,
    exit: null,
    exits: 0,
    entering: false,
    wokenAt: NEVER,
    drawn: { burst: 0, op: 0, sleep: 0 },
    demand: 0,
    script: 0,
    aside: null,
    request: { at: NEVER, rounds: 0, n: 0 },
    locked: false,
  };
}

function newGuest(setup: Setup, program: Program, spec: GuestSpec): Guest {
  const machine = setup.machines.findIndex((candidate) => candidate.id === spec.machine);
  const mode = modeIndex(program.modes, setup.machines[machine]?.costs ?? '', spec.mode);
  return {
    machine,
    mode,
    nextMode: mode,
    weight: spec.weight,
    cap: spec.capBp ?? 0,
    pageCap: 0,
    callLimit: 0,
    stage: 'off',
    stageAt: 0,
    startedAt: NEVER,
    patience: spec.goal?.patience ?? 0,
    patienceAt: 0,
    mood: 'rest',
    waitSince: NEVER,
    warned: false,
    reboots: 0,
    lost: 0,
    banked: 0,
    work: 0,
    violations: 0,
    irqs: [],
    inbox: [],
    arrived: 0,
    served: 0,
    dropped: 0,
    used: 0,
    credit: 0,
    callAt: 0,
    limitedCycles: 0,
    limitedSince: NEVER,
  };
}

/** Guests × reasons → handler, and handlers → enabled as hypercalls: the rules as tables. */
export function wire(
  program: Program,
  guests: readonly GuestSpec[],
  rules: readonly Rule[],
): { wired: Int[][]; enabled: boolean[] } {
  const wired = guests.map(() => new Array<Int>(program.reasons.length).fill(NONE));
  const enabled = program.handlers.map(() => false);
  // a rule for one guest is an exception to the rule for all, whatever their order
  for (const rule of [...rules].sort((a, b) => Number(b.guest === '*') - Number(a.guest === '*'))) {
    const handler = program.handlers.findIndex((candidate) => candidate.id === rule.handler);
    const reason = program.reasons.indexOf(rule.reason);
    if (rule.reason === 'hypercall') enabled[handler] = true;
    guests.forEach((guest, g) => {
      const row = wired[g];
      if (row !== undefined && (rule.guest === '*' || rule.guest === guest.id)) row[reason] = handler;
    });
  }
  return { wired, enabled };
}

/** The page cache of a machine that has been running for a while: whoever is there has what it uses, as far as there is room. */
function warmCache(setup: Setup): { resident: Int[]; used: Int } {
  let used = 0;
  const resident = setup.guests.map((spec) => {
    const room = (setup.shared?.cachePages ?? 0) - used;
    const pages = spec.enters === undefined && spec.rises === undefined ? Math.min(room, spec.pages ?? 0) : 0;
    used += pages;
    return pages;
  });
  return { resident, used };
}

/** The world at cycle 0 of a checked setup: nothing has happened, and everything that will is in the queue. */
export function firstWorld(setup: Setup, program: Program): World {
  const categories = CATEGORIES.length;
  const tasks = setup.guests.flatMap((spec, g) => Array.from({ length: spec.vcpus }, (_, vcpu) => newTask(g, vcpu)));
  const pcpus = setup.machines.flatMap((machine, m) =>
    Array.from(
      { length: machine.pcpus },
      (): Pcpu => ({
        machine: m,
        task: NONE,
        lastTask: NONE,
        interval: 'idle',
        mode: CATEGORIES.indexOf('idle'),
        guest: NONE,
        since: 0,
        until: NEVER,
        ran: 0,
        deck: NONE,
        resched: false,
        drain: false,
        onAt: 0,
      }),
    ),
  );
  const { wired, enabled } = wire(program, setup.guests, setup.rules);
  const guests = setup.guests.map((spec) => newGuest(setup, program, spec));
  // one monitor task per pCPU, after the vCPUs
  for (let p = 0; p < pcpus.length; p++) tasks.push(newTask(NONE, p));
  const w: World = {
    setup,
    program,
    now: 0,
    handled: 0,
    status: 'running',
    cause: null,
    decisions: 0,
    queue: createQueue(program.slots.count),
    pcpus,
    tasks,
    guests,
    devices: program.devices.map((device) => ({
      busy: new Array<Int>(device.channels).fill(NONE),
      since: zeros(device.channels),
      line: [],
      drawn: 0,
    })),
    handlers: program.handlers.map(() => ({ busy: 0, line: [], fired: 0 })),
    rules: setup.rules.map((rule) => ({ ...rule })),
    wired,
    enabled,
    knobs: { capPeriod: CAP_PERIOD, dispatcher: 1, ...setup.knobs },
    ready: setup.machines.map(() => []),
    latch: { requests: [], drained: 0, saved: 0 },
    ports: { kernel: NONE, until: NEVER, done: [], most: enabled.filter(Boolean).length },
    cache: {
      ...warmCache(setup),
      hits: zeros(guests.length),
      misses: zeros(guests.length),
      drawn: zeros(guests.length),
    },
    lock: { holder: NONE, line: [] },
    episodes: { all: [] },
    panics: 0,
    ledger: {
      byGuest: Array.from({ length: guests.length + 1 }, () => zeros(categories)),
      byPcpu: pcpus.map(() => zeros(categories)),
    },
    stepCycles: zeros(program.costs.length),
    exits: guests.map(() => zeros(program.reasons.length)),
    opCount: guests.map(() => zeros(OPS.length)),
    opCycles: guests.map(() => zeros(OPS.length)),
    wake: guests.map(createHistogram),
    request: guests.map(createHistogram),
  };
  schedule(w);
  return w;
}

/** Puts what happens by itself into the queue: guests rise, pCPUs power up, periods and episodes begin. */
function schedule(w: World): void {
  const { setup, program } = w;
  setup.guests.forEach((spec, g) => {
    setSlot(w.queue, guestSlot(program.slots, g, STAGE), spec.enters?.at ?? spec.rises ?? 0);
  });
  for (const [p, at] of setup.powers ?? []) {
    const pcpu = w.pcpus[p];
    if (pcpu === undefined || at === 0) continue;
    settle(w, p);
    pcpu.interval = 'off';
    pcpu.onAt = NEVER;
    setSlot(w.queue, program.slots.power + p, at);
  }
  if (
    setup.guests.some((spec) => spec.capBp !== undefined) ||
    setup.verbs.includes('cap') ||
    setup.verbs.includes('callLimit')
  )
    setSlot(w.queue, program.slots.period, w.knobs.capPeriod ?? CAP_PERIOD);
  if (setup.episodes !== undefined)
    setSlot(
      w.queue,
      program.slots.episode,
      setup.episodes.first + sample(setup.episodes.every, draw(program.episodeStream, 0x7fff)),
    );
}

/** A deep copy of plain data. Rows and objects are copied whole first: most of what they hold are numbers. */
function copyPlain(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Float64Array || value instanceof Int32Array) return value.slice();
  if (Array.isArray(value)) {
    const out: unknown[] = value.slice();
    for (let i = 0; i < out.length; i++) if (typeof out[i] === 'object') out[i] = copyPlain(out[i]);
    return out;
  }
  const out: Record<string, unknown> = { ...value };
  for (const key of Object.keys(out)) out[key] = copyPlain(out[key]);
  return out;
}

/** A copy that shares nothing that changes: advancing one leaves the other alone. */
export function copy(w: World): World {
  const { setup, program, ...state } = w;
  return { setup, program, ...(copyPlain(state) as typeof state) };
}
