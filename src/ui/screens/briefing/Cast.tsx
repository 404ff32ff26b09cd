import { badgeOf } from '../../../session/view-model.ts';
import { GuestBadge } from '../../parts/badge.tsx';
import { useText } from '../../shell/context.ts';
import type { LoadedLevel } from '../../shell/library.ts';

/** The guests of the level: who they are and what they do all day. */
export function Cast({ loaded: { level, words } }: { loaded: LoadedLevel }) {
  const { text } = useText();
  const guests = level.file.setup.guests.filter((guest) => guest.role !== 'applicant');
  return (
    <ul class="briefing-cast" aria-label={text.t('briefing.heading.cast')}>
      {guests.map((guest, index) => (
        <li key={guest.id}>
          <GuestBadge badge={badgeOf(index)} colour={index} />
          <span>{words.say(`guest.${guest.id}`)}</span>
          {words.has(`role.${guest.id}`) && <span class="muted">{words.say(`role.${guest.id}`)}</span>}
        </li>
      ))}
    </ul>
  );
}
