/** The way out for a tenant whose walls break; with the key, if that would turn this one out. */
import type { Rect } from '../../session/layout.ts';
import type { Int } from '../../sim/index.ts';
import { evicted, turnOut } from './behind.ts';
import { useDerived, usePlay } from './context.ts';
import { guestName } from './doing.ts';
import { Cap, Face, placed } from './spot.tsx';

/** `at`: in the picture, beside the walls; without it, it stands on the tenant's own card. */
export function EvictButton({ guest, at }: { guest: Int; at?: Rect }) {
  const play = usePlay();
  const { text } = play;
  const isNext = useDerived(() => evicted(play) === guest);
  return (
    <button
      type="button"
      id={`evict-${guest}`}
      class={`small-button ${at === undefined ? 'tenant-out' : 'evict'}`}
      {...(at === undefined ? {} : { style: placed(at) })}
      onClick={() => turnOut(play, guest)}
    >
      <Face name={text.t('play.wall.evictName', { guest: guestName(play, play.view.peek(), guest) })} kind="evict-face">
        {text.t('play.wall.evict')} {isNext.value ? <Cap action="evict" /> : null}
      </Face>
    </button>
  );
}
