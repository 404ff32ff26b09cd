/** What can be done with a chosen pCPU besides placing: a few buttons in the gap above its socket. */
import { useComputed } from '@preact/signals';
import type { SocketPlace } from '../../session/layout.ts';
import type { Command, Int, Verdict } from '../../sim/index.ts';
import { NONE } from '../../sim/types.ts';
import type { Action } from '../settings/keys.ts';
import { usePlay } from './context.ts';
import { refusedName } from './names.ts';
import { aboveSocket } from './places.ts';
import { Cap, Face, placed } from './spot.tsx';
import type { Play } from './store.ts';

export type SocketAction = { verb: 'preempt' | 'park' | 'drain'; command: Command; verdict: Verdict };

/** The verbs of this level that make sense for the pCPU as it is now, with their verdicts. */
export function socketActions({ view, session }: Pick<Play, 'view' | 'session'>, pcpu: Int): SocketAction[] {
  const { verbs, pcpus, exits, latch } = view.value;
  const found = pcpus[pcpu];
  if (found === undefined || !found.on) return [];
  const held = exits.some((exit) => exit.pcpu === pcpu && exit.waiting);
  const commands: [SocketAction['verb'], Command][] = [];
  if (verbs.includes('preempt') && found.task !== NONE && !held) commands.push(['preempt', { do: 'preempt', pcpu }]);
  if (verbs.includes('park') && held) commands.push(['park', { do: 'park', pcpu }]);
  if (verbs.includes('drain') && (latch?.requests.length ?? 0) > 0) commands.push(['drain', { do: 'drain', pcpu }]);
  return commands.map(([verb, command]) => ({ verb, command, verdict: session.can(command) }));
}

const KEY: Readonly<Record<SocketAction['verb'], Action>> = { preempt: 'preempt', park: 'park', drain: 'drain' };

export function SocketActions({ pcpu, at }: { pcpu: Int; at: SocketPlace }) {
  const play = usePlay();
  const { text } = play;
  const chosen = useComputed(() => play.chosen.value?.kind === 'socket' && play.chosen.value.pcpu === pcpu);
  const actions = useComputed(() => (chosen.value ? socketActions(play, pcpu) : []));
  if (actions.value.length === 0) return null;
  const from = { kind: 'socket', pcpu } as const;
  return (
    <div class="actions" style={placed(aboveSocket(at.rect))}>
      {actions.value.map(({ verb, command, verdict }) => (
        <button
          key={verb}
          type="button"
          class="small-button"
          aria-disabled={!verdict.ok}
          onClick={() => {
            if (play.command(command, from).ok) play.choose(null);
          }}
        >
          <Face name={refusedName(play, text.t(`verb.${verb}.name`), verdict)} kind="verb">
            {text.t(`verb.${verb}.name`)}
          </Face>
          <Cap action={KEY[verb]} />
        </button>
      ))}
    </div>
  );
}
