/** What can be done with a chosen pCPU besides placing: a few buttons in the gap above its socket. */
import type { SocketPlace } from '../../session/layout.ts';
import type { Int, Verdict } from '../../sim/index.ts';
import { NONE } from '../../sim/types.ts';
import type { Action } from '../settings/keys.ts';
import { useDerived, usePlay } from './context.ts';
import { refusedName } from './names.ts';
import { taskOf } from './offers.ts';
import { aboveSocket } from './places.ts';
import type { Play, SocketAction } from './play.ts';
import { Cap, Face, placed } from './spot.tsx';

export type Offered = SocketAction & { verdict: Verdict };

/** What the parts of this level offer for the pCPU as it is now, with verdicts. */
function socketActions(play: Pick<Play, 'view' | 'session' | 'text' | 'parts'>, pcpu: Int): Offered[] {
  if (play.view.value.pcpus[pcpu]?.on !== true) return [];
  const actions = play.parts.flatMap((part) => part.socketAction?.(play, pcpu) ?? []);
  return actions.map((action) => ({ ...action, verdict: play.session.can(action.command) }));
}

/** The pCPU that a key without a number means: the chosen socket, else the chosen guest's, else the focused, else the held one. */
function meantPcpu({ chosen, view, question }: Play): Int {
  const target = chosen.peek();
  if (target !== null && 'pcpu' in target) return target.pcpu;
  const task = taskOf(view.peek(), target);
  const on = view.peek().pcpus.find((pcpu) => task !== NONE && pcpu.task === task)?.index;
  const focused = /^(?:socket|deck)-(\d+)$/.exec(document.activeElement?.id ?? '')?.[1];
  return on ?? (focused === undefined ? (question.peek()?.exit.pcpu ?? NONE) : Number(focused));
}

/** Does what the key of an action does with the pCPU that is meant. */
export function pressSocketAction(play: Play, action: Action): void {
  const pcpu = meantPcpu(play);
  const found = socketActions(play, pcpu).find((offered) => offered.action === action);
  if (found !== undefined && play.command(found.command, { kind: 'socket', pcpu }).ok) play.choose(null);
}

export function SocketActions({ pcpu, at }: { pcpu: Int; at: SocketPlace }) {
  const play = usePlay();
  const chosen = useDerived(() => play.chosen.value?.kind === 'socket' && play.chosen.value.pcpu === pcpu);
  const actions = useDerived(() => (chosen.value ? socketActions(play, pcpu) : []));
  if (actions.value.length === 0) return null;
  const from = { kind: 'socket', pcpu } as const;
  return (
    <div class="actions" style={placed(aboveSocket(at.rect))}>
      {actions.value.map(({ action, name, command, verdict }) => (
        <button
          key={action}
          type="button"
          class="small-button"
          aria-disabled={!verdict.ok}
          onClick={() => {
            if (play.command(command, from).ok) play.choose(null);
          }}
        >
          <Face name={refusedName(play, name, verdict)} kind="verb">
            {name}
          </Face>
          <Cap action={action} />
        </button>
      ))}
    </div>
  );
}
