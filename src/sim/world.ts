/** The first state of a world, and copies of it. */
import { virtualTimes } from './fair.ts';
import { createHistogram } from './histogram.ts';
import type { Mechanism } from './mechanism.ts';
import { modeIndex, type Program } from './program.ts';
import { createQueue, setSlot } from './queue.ts';
import { wire } from './rules.ts';
import { guestSlot, START } from './slots.ts';
import type { Guest, Hooks, Kept, Pcpu, Task, World } from './state.ts';
import { CATEGORIES, type GuestSpec, type Id, type Int, NEVER, NONE, OPS, type Setup } from './types.ts';

const zeros = (n: Int): Int[] => new Array<Int>(n).fill(0);

function newTask(guest: Int, vcpu: Int): Task {
  return {
    guest,
    vcpu,
    payer: guest,
    state: 'blocked',
    since: 0,
    spent: zeros(5),
    block: guest === NONE ? 'idle' : 'absent',
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
    site: NONE,
    marked: 0,
    chain: NONE,
    link: 0,
    reads: 0,
    exit: null,
    exits: 0,
    entering: false,
    wokenAt: NEVER,
    drawn: { burst: 0, op: 0, sleep: 0 },
    demand: 0,
    script: 0,
    kernelBp: 0,
    aside: null,
    request: { at: NEVER, rounds: 0, n: 0 },
  };
}

function newGuest(setup: Setup, program: Program, spec: GuestSpec): Guest {
  const machine = setup.machines.findIndex((candidate) => candidate.id === spec.machine);
  const mode = modeIndex(program.modes, machine, spec.mode);
  return {
    machine,
    mode,
    nextMode: mode,
    weight: spec.weight,
    cap: spec.capBp ?? 0,
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
  };
}

/** Knobs as the level has them, and as they come where it says nothing; only those of mechanisms that are used. */
function knobsOf(setup: Setup, used: readonly Mechanism[]): Record<Id, Int> {
  const declared = used.flatMap(({ knobs = {} }) => Object.entries(knobs));
  return Object.fromEntries(
    declared.map(([id, { first }]) => [id, Object.hasOwn(setup.knobs, id) ? (setup.knobs[id] ?? first) : first]),
  );
}

/** What the mechanisms keep, and whether there are monitors. */
function keptOf(setup: Setup, program: Program, used: readonly Mechanism[]): Kept {
  const monitors = used.some((one) => one.monitors === true) ? program.firstMonitor : NONE;
  return Object.assign({ monitors, ...virtualTimes(setup) }, ...used.map((one) => one.keeps?.({ setup, program })));
}

/** The world at cycle 0 of a checked setup: nothing has happened, and everything that will is in the queue. */
export function firstWorld(setup: Setup, program: Program, hooks: Hooks, used: readonly Mechanism[]): World {
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
        onAt: 0,
      }),
    ),
  );
  const guests = setup.guests.map((spec) => newGuest(setup, program, spec));
  const kept = keptOf(setup, program, used);
  program.services.forEach(({ task }, s) => {
    if (task >= program.vcpus) tasks.push(newTask(NONE, s));
  });
  if (kept.monitors !== NONE) for (let p = 0; p < pcpus.length; p++) tasks.push(newTask(NONE, p));
  const w: World = {
    setup,
    program,
    hooks,
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
      slots: Array.from({ length: device.channels }, () => ({ task: NONE, n: 0, since: 0 })),
      free: device.channels,
      line: [],
      drawn: 0,
    })),
    handlers: program.handlers.map(() => ({ busy: 0, line: [], fired: 0 })),
    rules: setup.rules.map((rule) => ({ ...rule })),
    wired: [],
    enabled: [],
    knobs: knobsOf(setup, used),
    ready: setup.machines.map(() => []),
    kept,
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
  wire(w);
  setup.guests.forEach(({ enters, rises = 0 }, g) => {
    if (enters === undefined) setSlot(w.queue, guestSlot(program.slots, g, START), rises);
  });
  for (const one of used) one.begin?.(w);
  return w;
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
  const { setup, program, hooks, ...state } = w;
  return { setup, program, hooks, ...(copyPlain(state) as typeof state) };
}
