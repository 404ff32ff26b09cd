/** Who has just come, over the line that says what it does: nobody may miss that there is one more to be served. */
import { useEffect, useState } from 'preact/hooks';
import type { Int } from '../../sim/index.ts';
import { usePlay } from './context.ts';
import { guestName } from './doing.ts';
import { Words } from './spot.tsx';

/** milliseconds */
const SHOWN = 6000;
/** design pixels that it is larger than that line */
const MORE = { x: 6, y: 3 } as const;

type Come = { n: Int; guest: Int };

export function Arrivals() {
  const play = usePlay();
  const { session, text } = play;
  const [come, setCome] = useState<readonly Come[]>([]);
  useEffect(() => {
    let n = 0;
    const timers = new Set<ReturnType<typeof setTimeout>>();
    const stop = session.listen((event) => {
      // whoever is there from the beginning did not come
      if (event.type !== 'guestRose' || event.at === 0) return;
      const one = { n: n++, guest: event.guest };
      setCome((old) => [...old.filter(({ guest }) => guest !== one.guest), one]);
      const timer = setTimeout(() => {
        timers.delete(timer);
        setCome((old) => old.filter((other) => other.n !== one.n));
      }, SHOWN);
      timers.add(timer);
    });
    return () => {
      stop();
      for (const timer of timers) clearTimeout(timer);
    };
  }, [session]);
  const { towers } = play.layout.value;
  return (
    <>
      {come.map(({ n, guest }) => {
        const at = towers[guest];
        if (at === undefined || at === null || at.name.w === 0) return null;
        const x = at.rect.x + MORE.x;
        const rect = { x, y: at.state.y - MORE.y, w: at.windows.x - MORE.x - x, h: at.state.h + 2 * MORE.y };
        return (
          <Words key={n} at={rect} kind="joined">
            {text.t('event.guestRose', { guest: guestName(play, play.view.peek(), guest) })}
          </Words>
        );
      })}
    </>
  );
}
