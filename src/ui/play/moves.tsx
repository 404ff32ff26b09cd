/** What moves a guest's patience, as signs with points: over the same stretch as its tape, and the same in every level. */
import type { MoodCause, Move } from '../../session/view-model.ts';
import type { Int } from '../../sim/index.ts';
import { usePlay, useSteady } from './context.ts';
import type { Speaker } from './doing.ts';

/** As strokes on a 20 × 20 field; they repeat what the tip and the inspector say in words. */
const SIGNS: Readonly<Record<MoodCause, string>> = {
  // the chevrons of its stream
  runs: 'M4 4l6 6-6 6M10 4l6 6-6 6',
  down: 'M10 2.5v7M5.5 5.5a6.5 6.5 0 1 0 9 0',
  // marbles that lie in a row
  putOff: 'M2 10a3 3 0 1 0 6 0a3 3 0 1 0-6 0M12 10a3 3 0 1 0 6 0a3 3 0 1 0-6 0',
  // somebody asks
  request: 'M3 4h14v9h-7l-4 4v-4h-3z',
  // a hand
  held: 'M6 17v-4l-3-4 1.5-1L7 10V4.5h1.7V9V3h1.8v6V3.8h1.7V9.4V5.5h1.7V13l-1.2 4z',
  // an empty socket
  ready: 'M3 6h3M8.5 6h3M14 6h3v3M17 11.5v3h-3M11.5 14.5h-3M6 14.5h-3v-3M3 9v-3',
  // down into the band, and up again
  handled: 'M2 4.5h16M6.5 4.5v11l-3-3.5M6.5 15.5l3-3.5M13.5 15.5V8l-3 3.5M13.5 8l3 3.5',
  // a flake: what it had in the cache is gone
  moved: 'M10 2.5v15M3.5 6.2l13 7.6M16.5 6.2l-13 7.6',
  // a clock
  answer: 'M3 10a7 7 0 1 0 14 0a7 7 0 1 0-14 0M10 6v4.3l3 2',
};

export const pointsOf = ({ text }: Pick<Speaker, 'text'>, points: Int): string =>
  text.t(points < 0 ? 'play.bay.less' : 'play.bay.more', { points: Math.abs(points) });

/** Design pixels of one sign with its number, and of a letter beside it. */
const ONE = 37;

/** As many as there is room for, the most first; what gives some back is never left out while anything takes it. */
function fitting(moves: readonly Move[], room: number): Move[] {
  const most = Math.floor(room / ONE);
  const shown = moves.slice(0, most);
  const gain = moves.find(({ points }) => points > 0);
  if (gain !== undefined && most > 1 && !shown.includes(gain)) shown[most - 1] = gain;
  return shown;
}

/** @param room design pixels */
export function Moves({ guest, room }: { guest: Int; room: number }) {
  const play = usePlay();
  const { text } = play;
  const shown = useSteady(() => fitting(play.view.value.guests[guest]?.moves ?? [], room));
  return (
    <>
      {shown.value.map(({ cause, points }) => (
        <span
          key={cause}
          class={points < 0 ? 'move takes' : 'move gives'}
          data-tip={text.t(`play.moves.${cause}`, { points: Math.abs(points) })}
        >
          <svg class="move-sign" viewBox="0 0 20 20" aria-hidden="true">
            <path d={SIGNS[cause]} />
          </svg>
          {pointsOf(play, points)}
        </span>
      ))}
    </>
  );
}
