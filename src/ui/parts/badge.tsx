/** The shapes that tell guests apart, the same in the picture, in tables and in charts. */
import { type Badge, GUEST_COLOURS } from '../../session/view-model.ts';
import { polygon } from './polygon.ts';

export const BADGE_PATHS: Readonly<Record<Badge, string>> = {
  square: 'M-9-9H9V9H-9Z',
  hexagon: polygon(6, 10.5),
  diamond: 'M0-11L11 0L0 11L-11 0Z',
  triangle: 'M0-10L10.5 8.5H-10.5Z',
  circle: 'M-10 0A10 10 0 1 0 10 0A10 10 0 1 0-10 0Z',
  pentagon: polygon(5, 10.5),
  star: polygon(5, 11.5, 5),
  cross: 'M-3.6-10H3.6V-3.6H10V3.6H3.6V10H-3.6V3.6H-10V-3.6H-3.6Z',
};

/** @param colour index of the guests' palette */
export const guestColour = (colour: number): string => `var(--guest-${colour % GUEST_COLOURS})`;

export function GuestBadge({ badge, colour }: { badge: Badge; colour: number }) {
  return (
    <svg class="icon guest-badge" viewBox="-12 -12 24 24" aria-hidden="true" style={{ color: guestColour(colour) }}>
      <path d={BADGE_PATHS[badge]} fill="currentColor" stroke="none" />
    </svg>
  );
}
