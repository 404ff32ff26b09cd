/** Three stars, won ones filled; a thin gold ring around them marks a run that never went back. */
import { useText } from '../shell/context.ts';
import { polygon } from './polygon.ts';
import './stars.css';

/** A five-pointed star around the middle of a 24 × 24 field. */
const STAR = polygon(5, 10.5, 4.6, { x: 12, y: 12.6 });

export function Star({ won }: { won: boolean }) {
  return (
    <svg class="star" data-won={won} viewBox="0 0 24 24" aria-hidden="true">
      <path d={STAR} />
    </svg>
  );
}

/** A star lies on those before it: its goal may be met, and it not won. `stars`: how many the run has won. */
export const isWon = ({ met, star }: { met: boolean; star: number }, stars: number): boolean => met && star <= stars;

type Props = {
  /** 0 … 3 */
  count: number;
  /** won in one go */
  ring?: boolean;
  size?: 'small' | 'large';
};

export function Stars({ count, ring = false, size = 'small' }: Props) {
  const { text } = useText();
  const label = text.t('common.starsOf', { stars: count, all: 3 });
  return (
    <span class="stars" data-size={size} data-ring={ring && count > 0} role="img" aria-label={label}>
      {[1, 2, 3].map((star) => (
        <Star key={star} won={star <= count} />
      ))}
    </span>
  );
}
