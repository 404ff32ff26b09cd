/** What can be done with a rack as a whole: to go in and out, and to look in step with the picture. */
import type { HostView } from '../../session/parts/platforms.ts';
import type { View } from '../../session/view-model.ts';
import type { Id, Int } from '../../sim/index.ts';
import { machineName } from './mixing.ts';
import type { Play } from './play.ts';

export const hostsIn = ({ parts }: Pick<View, 'parts'>): readonly HostView[] => parts.platforms?.hosts ?? [];
export const isWhole = ({ parts }: Pick<View, 'parts'>): boolean => parts.platforms?.whole === true;

/** Into a host, or (null) out to the whole rack. What was chosen inside is let go of. */
export function lookAt(play: Play, machine: Int | null): void {
  if (play.view.peek().parts.platforms === null) return;
  play.choose(null);
  play.session.lookAt(machine);
  play.look(performance.now(), true);
}

/** Out where one is inside, else into the host in which one was last. */
export function toggle(play: Play): void {
  const view = play.view.peek();
  lookAt(play, isWhole(view) ? (view.parts.platforms?.inside ?? 0) : null);
}

export function next(play: Play): void {
  const { inside = 0, hosts = [], whole = false } = play.view.peek().parts.platforms ?? {};
  if (hosts.length > 0) lookAt(play, whole ? inside : (inside + 1) % hosts.length);
}

/** A host, as it is spoken of. */
export const hostName = (play: Pick<Play, 'level' | 'text'>, view: View, machine: Int): string =>
  play.text.t('play.rack.host', { machine: machineName(play, view, machine) });

export const platformName = ({ level }: Pick<Play, 'level'>, platform: Id): string =>
  level.has(`platform.${platform}`) ? level.say(`platform.${platform}`) : platform;

/** What a level says of a platform, `of` it: what it offers (says), and what is made of it (in). */
export const platformSays = ({ level }: Pick<Play, 'level'>, platform: Id, of: 'says' | 'in'): string =>
  level.has(`platform.${platform}.${of}`) ? level.say(`platform.${platform}.${of}`) : '';
