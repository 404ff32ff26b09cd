/**
 * The monitor's own work: wiring what has one answer, answering what has two, draining, and injecting.
 *
 * `wires` is a bit mask of what is wired at the first chance (1 privileged, 2 page tables, 4 faults, 8 posted writes,
 * 16 reads). What is not wired is answered by hand.
 */
import type { Command } from '../messages.ts';
import type { Exit, World } from '../state.ts';
import { type Id, type Int, NONE } from '../types.ts';
import { guestOfTask, patiencePercent, waiting } from './looking.ts';
import { choice, type Look } from './robot.ts';
import { swap } from './scheduling.ts';

const WIRES: readonly [bit: Int, reason: Id, handler: Id, serveAll: Id][] = [
  [1, 'privileged', 'emulator', 'emulator'],
  [2, 'pageTable', 'shadowPager', 'shadowPager'],
  [4, 'fault', 'reflect', 'reflect'],
  [8, 'ioWrite', 'latch', 'deviceModel'],
  [16, 'ioRead', 'hold', 'deviceModel'],
];

const held = (w: World): { t: Int; exit: Exit }[] =>
  w.tasks.flatMap((task, t) => (task.exit !== null && task.exit.handler === NONE ? [{ t, exit: task.exit }] : []));

/** The next wire that the robot wants and that does not stand yet. `serveAll`: device requests are served at once. */
function wire({ w, params }: Look): Command | null {
  for (const [bit, reason, latched, served] of WIRES) {
    if (((params.wires ?? 31) & bit) === 0 || !w.program.reasons.includes(reason)) continue;
    if (w.rules.some((rule) => rule.reason === reason)) continue;
    return {
      do: 'setRule',
      rule: {
        reason,
        guest: '*',
        handler: params.serveAll === 1 || (reason === 'ioRead' && params.serveReads === 1) ? served : latched,
      },
      on: true,
    };
  }
  return null;
}

/**
 * A read can be served at once, which pays a crossing for one and holds the pCPU, or held with what is latched, which
 * makes its reader wait for the drain but lets somebody else run meanwhile.
 */
function answerRead(look: Look, t: Int, exit: Exit): Id {
  const { w, params } = look;
  const impatient = patiencePercent(w, guestOfTask(w, t)) < (params.patient ?? 60);
  const interactive = w.setup.guests[guestOfTask(w, t)]?.role === 'interactive';
  const company = waiting(w).length > 0 || w.latch.requests.length > 0;
  const serve = impatient || interactive || !company || w.latch.requests.length >= 5;
  choice(look, 'read', `${t}/${exit.n}`, serve ? 'serve' : 'hold');
  return serve ? 'deviceModel' : 'hold';
}

/** The oldest held exit gets an answer. */
function answer(look: Look): Command | null {
  const { w, params } = look;
  const [first] = held(w).sort((a, b) => a.exit.at - b.exit.at);
  if (first === undefined) return null;
  const reason = w.program.reasons[first.exit.reason] ?? '';
  const plain = WIRES.find(([, of]) => of === reason);
  const handler =
    params.serveAll === 1
      ? (plain?.[3] ?? '')
      : reason === 'ioRead'
        ? answerRead(look, first.t, first.exit)
        : (plain?.[2] ?? '');
  const full = handler !== 'deviceModel' && (handler === 'latch' || handler === 'hold') && w.latch.requests.length >= 6;
  return { do: 'route', task: first.t, exit: first.exit.n, handler: full ? 'deviceModel' : handler };
}

/** A pCPU to drain on: an idle one, else the one whose guest is most patient. */
function drain(look: Look): Command | null {
  const { w, params } = look;
  const { requests } = w.latch;
  const [oldest] = requests;
  if (
    oldest === undefined ||
    w.pcpus.some((pcpu) => pcpu.drain) ||
    w.handlers.some((door, h) => door.busy > 0 && w.program.handlers[h]?.concurrency === 1)
  )
    return null;
  const reader = requests.some(
    ({ task, blocked }) => blocked && patiencePercent(w, guestOfTask(w, task)) < (params.drainPatience ?? 75),
  );
  const idle = w.pcpus.findIndex((pcpu) => pcpu.interval === 'idle');
  const due = requests.length >= (params.batch ?? 4) || reader || (idle >= 0 && requests.length >= 2);
  choice(look, 'drain', `${w.latch.drained}/${requests.length}`, due ? 'drain' : 'wait');
  if (!due) return null;
  if (idle >= 0) return { do: 'drain', pcpu: idle };
  let best = 0;
  w.pcpus.forEach((pcpu, p) => {
    const now = w.pcpus[best];
    if (
      now !== undefined &&
      pcpu.task !== NONE &&
      patiencePercent(w, guestOfTask(w, pcpu.task)) > patiencePercent(w, guestOfTask(w, now.task))
    )
      best = p;
  });
  return { do: 'drain', pcpu: best };
}

/** An interrupt for a running guest: force an exit for its sake, or let it ride on the next. */
function inject(look: Look): Command | null {
  const { w, params, second } = look;
  for (const [g, guest] of w.guests.entries()) {
    const [irq] = guest.irqs;
    const first = w.program.guests[g]?.firstTask ?? NONE;
    if (irq === undefined || w.tasks[first]?.pcpu === NONE) continue;
    const due = w.now - irq.at >= (params.injectAfter ?? 3) * second || patiencePercent(w, g) < (params.patient ?? 60);
    choice(look, 'interrupt', `${g}/${guest.arrived - irq.n}`, due ? 'inject' : 'hold');
    if (due) return { do: 'inject', guest: g, line: irq.line };
  }
  return null;
}

/** Wires first, then whoever is held, then what has gathered. params: see above; `swaps`, `drains`, `injects` 0/1. */
export function monitor(look: Look): Command | null {
  const { params } = look;
  const on = (name: string): boolean => (params[name] ?? 1) === 1;
  return (
    wire(look) ??
    answer(look) ??
    (on('swaps') ? swap(look) : null) ??
    (on('drains') ? drain(look) : null) ??
    (on('injects') ? inject(look) : null)
  );
}
