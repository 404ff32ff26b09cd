/** What is being dragged hangs from the pointer: its name, in its guest's colour. */

import { NONE } from '../../sim/types.ts';
import { usePlay } from './context.ts';
import { guestName, pcpuName } from './doing.ts';
import { carried } from './drag.ts';
import { occupant } from './names.ts';
import type { Play } from './play.ts';
import { guestIn, type Target } from './target.ts';

/** The guest that a target stands for, or that sits there; NONE when it is about none. */
function guestOf({ view }: Play, target: Target): number {
  const guest = guestIn(target);
  if (guest !== null) return guest;
  const pcpu = 'pcpu' in target ? view.peek().pcpus[target.pcpu] : undefined;
  return pcpu === undefined ? NONE : occupant(view.peek(), pcpu);
}

export function Carried() {
  const play = usePlay();
  const held = carried.value;
  if (held === null) return null;
  const guest = guestOf(play, held.target);
  const view = play.view.peek();
  const words =
    guest === NONE && 'pcpu' in held.target ? pcpuName(play, held.target.pcpu) : guestName(play, view, guest);
  const colour = view.guests[guest]?.colour;
  const tint = colour === undefined ? '' : `;--guest:var(--guest-${colour})`;
  return (
    <span class="carried" style={`left:${held.x}px;top:${held.y}px${tint}`} aria-hidden="true">
      {words}
    </span>
  );
}
