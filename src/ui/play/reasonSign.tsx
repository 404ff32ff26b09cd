/**
 * The sign of an exit's reason, as in the picture: a shape, a colour and letters. Work that a hypercall could replace has
 * the letters that the call has in the table.
 */
import { type Glyph, REASONS } from '../../levels/reasons.ts';
import type { Id } from '../../sim/index.ts';

type Look = { colour: string; outline: string };
type Sign = Look & { letter: string };

const DIAMOND = 'M0-9L9 0L0 9L-9 0Z';
const SQUARE = 'M-7.5-7.5H7.5V7.5H-7.5Z';
const TRIANGLE = 'M0-8.5L8.5 7H-8.5Z';
const CIRCLE = 'M-8 0A8 8 0 1 0 8 0A8 8 0 1 0-8 0Z';
const HEXAGON = 'M-4.5-7.8H4.5L9 0L4.5 7.8H-4.5L-9 0Z';

const LOOKS: Readonly<Record<Glyph, Look>> = {
  instruction: { colour: 'orange', outline: DIAMOND },
  mapping: { colour: 'orange', outline: DIAMOND },
  exception: { colour: 'red', outline: TRIANGLE },
  read: { colour: 'sky', outline: SQUARE },
  write: { colour: 'sky', outline: SQUARE },
  call: { colour: 'pink', outline: HEXAGON },
  interrupt: { colour: 'yellow', outline: CIRCLE },
  halt: { colour: 'muted', outline: CIRCLE },
  timer: { colour: 'muted', outline: CIRCLE },
  other: { colour: 'muted', outline: CIRCLE },
};

export function signOf(cause: Id): Sign {
  const reason = REASONS.reasons.get(cause);
  if (reason !== undefined) return { ...LOOKS[reason.glyph], letter: reason.letter };
  const call = REASONS.hypercalls.get(cause);
  if (call !== undefined) return { ...LOOKS.call, letter: call.letter };
  // work of another kind still has its own letters: the first two of its name
  return { ...LOOKS.other, letter: cause.charAt(0).toUpperCase() + cause.charAt(1).toLowerCase() };
}

/** `as`: in another colour than its own; `filled`: it is there, not only asked for. */
export function ReasonSign({ reason, as, filled = false }: { reason: Id; as?: string; filled?: boolean }) {
  const { colour, outline, letter } = signOf(reason);
  return (
    <svg class="reason-sign" viewBox="-10 -10 20 20" aria-hidden="true" style={`color:var(--${as ?? colour})`}>
      <path d={outline} fill={filled ? 'currentColor' : 'var(--deep)'} stroke="currentColor" stroke-width="1.6" />
      <text y="3.7" text-anchor="middle" fill={filled ? 'var(--deep)' : 'currentColor'}>
        {letter}
      </text>
    </svg>
  );
}
