/** Under what a guest does: a line for the answer that it owes, which fills up until that is late. */
import type { TowerPlace } from '../../../session/layout.ts';
import { type Int, NEVER } from '../../../sim/types.ts';
import { usePlay, useView } from '../context.ts';
import type { PlayPart } from '../play.ts';
import { Words } from '../spot.tsx';
import '../owed.css';

/** it moves in so many steps */
const STEPS = 25;
const LINE = 4;

/** Steps of the line that are full, as text; '' where nobody waits for an answer. */
function Owed({ guest, at }: { guest: Int; at: TowerPlace }) {
  const { text } = usePlay();
  const full = useView(({ parts, guests, now }) => {
    const asked = parts.answers?.asked[guest] ?? NEVER;
    if (parts.answers === null || asked === NEVER || guests[guest]?.present !== true) return '';
    return String(Math.min(STEPS, Math.floor((STEPS * (now - asked)) / parts.answers.within)));
  });
  if (full.value === '' || at.tape.w === 0) return null;
  const part = Number(full.value) / STEPS;
  const kind = part === 1 ? 'late' : part >= 0.5 ? 'soon' : '';
  return (
    <Words at={{ ...at.tape, y: at.tape.y - LINE - 1, h: LINE }} kind={`owed ${kind}`}>
      <span data-tip={text.t('play.owed.means')} style={`inline-size:${part * 100}%`} />
    </Words>
  );
}

export const answers: PlayPart = { AtGuest: Owed };
