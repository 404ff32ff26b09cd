/**
 * A newcomer who does exactly what the tutorial says, line by line, and nothing else: what each line claims about the
 * board, and what it asks for. Claims are read off the view by other means than the tutorial's own.
 */
import { loadLevel } from '../../src/levels/index.ts';
import type { Session } from '../../src/session/contract.ts';
import { createSession, type View } from '../../src/session/index.ts';
import type { Id, Int } from '../../src/sim/index.ts';
import { LINES } from './lines/index.ts';
import { HANDLERS } from './lines/level04.ts';
import { admit } from './lines/level13.ts';
import { admit as place } from './lines/level15.ts';
import { letIn } from './lines/level16.ts';
import { FREE, type Line } from './lines/reading.ts';

/** `done`: nothing is left to say, or its moment never came. */
export type Followed = { order: Id[]; lies: string[]; refused: string[]; done: boolean; view: View; at: number[] };
export type Habits = {
  /** milliseconds of reading before a line is obeyed */
  reads: number;
  /** instead of what a line asks for */
  instead?: Readonly<Record<Id, Line['act']>>;
};

const FRAME = 20;
/** cycles before an applicant goes away: it has asked for six seconds (level 13), or for four (level 15) */
const PATIENT = { mixer: 126_000_000, hosts: 96_000 } as const;
/** … of tenants with jobs: seconds of play */
const HURRIED = 7;

/** Plays a level as the tutorial says. In between, what no line speaks of is answered as it was learned: exits, and lost flags. */
export async function follow(level: Id, seed: Int, { reads, instead = {} }: Habits): Promise<Followed> {
  const loaded = await loadLevel(level);
  if (!loaded.ok) throw new Error(`${loaded.code} at ${loaded.path}`);
  const { file, models, kernels } = loaded.value;
  const created = createSession(file, { models, kernels }, { seed, tutorial: true });
  if (!created.ok) throw new Error(`${created.code} at ${created.path}`);
  const session = created.value;
  const result: Followed = { order: [], lies: [], refused: [], done: false, view: session.view(), at: [] };
  let since = 0;
  /** the line that was obeyed last: once is enough */
  let said = '';
  for (let t = 0; session.view().status === 'running' && t < file.seconds * 2000; t += FRAME) {
    session.frame(t);
    const view = session.view();
    const shown = session.tutorial();
    if (shown === null) {
      answerOthers(session, view);
      continue;
    }
    const { id, about } = shown;
    const line = shown.is === 'free' ? FREE : LINES[level]?.[id];
    if (line === undefined) throw new Error(`nobody knows what ${id} means`);
    if (result.order.at(-1) !== id) {
      result.order.push(id);
      result.at.push(Math.round(t / 100) / 10);
      since = t;
    }
    if (!line.claim(view, about)) result.lies.push(`${id} at ${view.now}`);
    if (t < since + reads) continue;
    const act = instead[id] ?? line.act;
    const command = act?.({ view, about, session }) ?? null;
    if (command === null || said === JSON.stringify(shown)) answerOthers(session, view);
    else {
      said = JSON.stringify(shown);
      for (const one of [command].flat()) {
        const verdict = session.command(one);
        if (!verdict.ok) result.refused.push(`${id}: ${verdict.code}`);
      }
    }
  }
  return { ...result, done: session.tutorial() === null, view: session.view() };
}

function answerOthers(session: Session, view: View): void {
  const exit = (view.parts.exits?.open ?? []).find(({ waiting, at }) => waiting && view.now - at > 0.7e-6 * view.hz);
  const handler = HANDLERS[exit?.reason ?? ''];
  if (exit !== undefined && handler !== undefined)
    session.command({ do: 'route', task: exit.task, exit: exit.n, handler });
  patchLost(session, view);
  admitAsking(session, view);
  letInAtDoor(session, view);
}

/** As the first one was: whoever has asked for a while is let in as its load does best under. */
function admitAsking(session: Session, view: View): void {
  const { mixer, hosts } = view.parts;
  if (mixer === null && hosts === null) return;
  const patient = mixer === null ? PATIENT.hosts : PATIENT.mixer;
  const guest = view.guests.find(({ stage, asks }) => stage === 'asking' && (asks?.until ?? 0) - view.now < patient);
  if (guest === undefined) return;
  const command = (mixer === null ? place : admit)({ view, about: { guest: guest.index } });
  if (command !== null) session.command(command);
}

/** In levels 16 and 24 once it has been there for so long that a line about it would have been shown. */
function letInAtDoor(session: Session, view: View): void {
  const card = view.parts.walls?.card ?? null;
  const second = (view.hz * view.playSecondNs) / 1e9;
  const next = card === null || card.leaves > HURRIED * second ? null : letIn({ view });
  if (next !== null) session.command(next);
}

/** As it was learned: once a POPF was patched, every other that has lost a flag is, too, a while later. */
function patchLost(session: Session, view: View): void {
  const all = (view.parts.leaks?.guests ?? []).flatMap((sites, guest) => sites.map((site) => ({ guest, site })));
  if (!all.some(({ site }) => site?.leak === 'loses' && site.how !== 'left')) return;
  const late = (view.parts.leaks?.fuse ?? 0) / 2;
  const lost = all.find(({ site }) => site !== null && site.left < late);
  if (lost?.site) session.command({ do: 'treat', guest: lost.guest, site: lost.site.site, how: 'patched' });
}
