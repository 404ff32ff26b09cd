/** What the keys of verbs do (ui/keys/verbs.ts says which they are). Each does nothing where there is nothing to do. */
import type { Int } from '../../sim/index.ts';
import { NONE } from '../../sim/types.ts';
import type { VerbAction } from '../settings/keys.ts';
import { taskOf } from './selection.ts';
import { socketActions } from './socketActions.tsx';
import { pressTarget, type Surface } from './surface.ts';
import type { Target } from './target.ts';
import { acceptOffer } from './wires.tsx';

/** The pCPU that a key without a number means: the chosen socket, else the chosen guest's, else the held one. */
function meantPcpu({ play }: Surface): Int {
  const { chosen, view, question } = play;
  const target = chosen.peek();
  if (target?.kind === 'socket' || target?.kind === 'deck') return target.pcpu;
  const task = taskOf(view.peek(), target);
  const on = view.peek().pcpus.find((pcpu) => task !== NONE && pcpu.task === task)?.index;
  const focused = /^(?:socket|deck)-(\d+)$/.exec(document.activeElement?.id ?? '')?.[1];
  return on ?? (focused === undefined ? (question.peek()?.exit.pcpu ?? NONE) : Number(focused));
}

function socketVerb(surface: Surface, verb: 'preempt' | 'park'): void {
  const { play } = surface;
  const pcpu = meantPcpu(surface);
  const from: Target = { kind: 'socket', pcpu };
  const found = socketActions(play, pcpu).find((action) => action.verb === verb);
  if (found !== undefined && play.command(found.command, from).ok) play.choose(null);
}

function injectOldest({ play }: Surface): void {
  const waiting = play.view
    .peek()
    .guests.flatMap(({ index, irqs }) => irqs.map(({ line, at }) => ({ guest: index, line, at })));
  const oldest = waiting.sort((a, b) => a.at - b.at)[0];
  if (oldest !== undefined) play.press({ kind: 'interrupt', guest: oldest.guest, line: oldest.line });
}

export const VERB_ACTIONS: Readonly<Record<VerbAction, (surface: Surface) => void>> = {
  preempt: (surface) => socketVerb(surface, 'preempt'),
  park: (surface) => socketVerb(surface, 'park'),
  wire: ({ play }) => void acceptOffer(play),
  drain: ({ play }) => pressTarget(play, { kind: 'latch' }),
  inject: injectOldest,
};
