/**
 * Why a run came to what it did: what kept a star away, and what cost most. A file of its own, which a run does not need: the
 * debrief fetches it.
 */
import type { Costly, Explain } from './contract.ts';
import { costlyOf, lossesOf } from './costly.ts';
import { whyGaveUp } from './falls.ts';
import { jobLossesOf } from './jobsMissed.ts';
import { deedIn, type Evidence, UNPLACED, unblamed, withDeed, worstOf } from './missed.ts';
import { ownFirstLosses } from './ownFirst.ts';
import { dearestFirst } from './past/incidents.ts';

export const explain: Explain = ({ w, past, log, timeline, asked, cause, missed }) => {
  const losses = [
    ...lossesOf(past, w, timeline, asked),
    ...jobLossesOf(w, past, log),
    ...ownFirstLosses(w, timeline, log, asked),
  ].sort(dearestFirst);
  const evidence: Evidence = { past, log, losses, timeline };
  const explained = (one: Costly): Costly => {
    const { deed, ...rest } = withDeed(w, evidence, one);
    const told = { ...rest, deed: unblamed(deed, asked) };
    if (one.kind !== 'reboot') return told;
    const { waiting, by } = whyGaveUp(w, one, one.reason);
    return { ...told, reason: waiting, by };
  };
  const goal = w.setup.goals.find(({ id }) => id === missed);
  const worst = goal === undefined ? null : worstOf(w, goal, evidence);
  return {
    costly: costlyOf(losses, w).map(explained),
    worst: worst && explained(worst),
    causeDeed:
      cause && !UNPLACED.includes(cause.waiting)
        ? unblamed(deedIn(w, log, cause.guest, cause.since, cause.at, true, past.samples), asked)
        : null,
  };
};
