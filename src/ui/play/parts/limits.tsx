/** Limits of a tenant: a panel with a row for each, moved by a press or by its number. */
import { LIMITS } from '../limits.ts';
import { LimitsPanel, pressLimit } from '../limitsPanel.tsx';
import type { PlayPart } from '../play.ts';

export const limits: PlayPart = {
  panels: [{ turn: 400, Shown: LimitsPanel }],
  digits: { first: 1, most: LIMITS.length, verbs: LIMITS, take: pressLimit },
  watches({ guests }, mix) {
    for (const { limits } of guests) mix(limits.weight + limits.cap * 3 + limits.pageCap * 5 + limits.callLimit * 7);
  },
  goal: ({ shared }, { parts }) => (shared === undefined ? null : parts.limits),
};
