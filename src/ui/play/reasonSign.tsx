/**
 * The sign of an exit's reason, as in the picture: a shape, a colour and a letter. Work that a hypercall could replace has
 * the letter that the call has in the table.
 */
import type { Id } from '../../sim/index.ts';

type Sign = { colour: string; outline: string; letter: string };

const DIAMOND = 'M0-9L9 0L0 9L-9 0Z';
const SQUARE = 'M-7.5-7.5H7.5V7.5H-7.5Z';
const TRIANGLE = 'M0-8.5L8.5 7H-8.5Z';
const CIRCLE = 'M-8 0A8 8 0 1 0 8 0A8 8 0 1 0-8 0Z';
const HEXAGON = 'M-4.5-7.8H4.5L9 0L4.5 7.8H-4.5L-9 0Z';

const SIGNS: Readonly<Record<Id, Sign>> = {
  privileged: { colour: 'orange', outline: DIAMOND, letter: 'P' },
  pageTable: { colour: 'orange', outline: DIAMOND, letter: 'T' },
  fault: { colour: 'red', outline: TRIANGLE, letter: 'F' },
  ioRead: { colour: 'sky', outline: SQUARE, letter: 'R' },
  ioWrite: { colour: 'sky', outline: SQUARE, letter: 'W' },
  hypercall: { colour: 'pink', outline: HEXAGON, letter: 'H' },
  interrupt: { colour: 'yellow', outline: CIRCLE, letter: 'I' },
  'hc.pageTable': { colour: 'pink', outline: HEXAGON, letter: 'P' },
  'hc.switch': { colour: 'pink', outline: HEXAGON, letter: 'S' },
  'hc.timer': { colour: 'pink', outline: HEXAGON, letter: 'T' },
  'hc.notify': { colour: 'pink', outline: HEXAGON, letter: 'N' },
};
const OTHER: Sign = { colour: 'muted', outline: CIRCLE, letter: '…' };

export const signOf = (reason: Id): Sign => SIGNS[reason] ?? OTHER;

export function ReasonSign({ reason }: { reason: Id }) {
  const { colour, outline, letter } = signOf(reason);
  return (
    <svg class="reason-sign" viewBox="-10 -10 20 20" aria-hidden="true" style={`color:var(--${colour})`}>
      <path d={outline} fill="var(--deep)" stroke="currentColor" stroke-width="1.6" />
      <text y="4.6" text-anchor="middle" fill="currentColor">
        {letter}
      </text>
    </svg>
  );
}
