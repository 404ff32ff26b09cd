/** Limits of a tenant: a panel with a row for each, moved by a press or by its number. */
import { LIMITS } from '../limits.ts';
import { LimitsPanel, pressDigit } from '../limitsPanel.tsx';
import type { PlayPart } from '../play.ts';

export const limits: PlayPart = {
  panels: [{ turn: 400, Shown: LimitsPanel }],
  digits: { first: 0, most: LIMITS.length + 1, verbs: LIMITS, take: pressDigit },
  keeps: ({ parts }, pressed) => parts.limits !== null && pressed.kind === 'guest',
  watches({ guests }, mix) {
    for (const { limits } of guests)
      mix(limits.weight + limits.cap * 3 + limits.pageCap * 5 + limits.callLimit * 7 + limits.freeze * 11);
  },
  goal: ({ shared }, { parts: { limits: at } }) => (shared === undefined ? null : (at?.full ?? null)),
};
