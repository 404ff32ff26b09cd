/** Whom the hosts' panel speaks of, and where a press takes it. */
import type { HostsOf, HostWay } from '../../session/parts/hosts.ts';
import type { View } from '../../session/view-model.ts';
import type { Int } from '../../sim/index.ts';
import { commandOf, refuse } from './desk.tsx';
import type { Play } from './play.ts';
import { guestIn } from './target.ts';

export const guestsIn = (view: Pick<View, 'parts'>): readonly HostsOf[] => view.parts.hosts?.guests ?? [];

/** The chosen guest, else whom the tutorial asks about, else whoever has asked longest, else whom the tutorial speaks of. */
export function shownIn({ chosen, view, lesson }: Pick<Play, 'chosen' | 'view' | 'lesson'>): HostsOf | undefined {
  const guest = guestIn(chosen.value);
  const all = guestsIn(view.value);
  const about = lesson.value?.about;
  const told = all.find((one) => (about?.hosts === true || about?.door === true) && one.guest === about.guest);
  return (
    all.find((one) => one.guest === guest) ??
    (told?.asks === true ? told : all.find(({ asks }) => asks)) ??
    (about?.hosts === true ? told : undefined)
  );
}

/** Takes a guest to a host, or admits the driver there that it lacks; says why not where neither can be. */
function take(play: Play, one: HostsOf, way: HostWay): boolean {
  const at = { kind: 'guest', guest: one.guest } as const;
  const command = commandOf(one, way);
  if (way.lacks !== null)
    return play.command({ do: 'admitDriver', machine: way.machine, driver: way.lacks.driver }, at).ok;
  if (way.why !== null) {
    play.refuse({ ok: false, code: way.why, args: {} }, at, command);
    return false;
  }
  const { ok } = play.command(command, at);
  if (ok) play.letGo();
  return ok;
}

/** The hosts from 1, and to refuse. */
export function press(play: Play, digit: Int): boolean {
  const one = shownIn(play);
  const way = one?.ways[digit];
  if (one === undefined) return false;
  if (way !== undefined) return take(play, one, way);
  return digit === one.ways.length && refuse(play, one);
}
