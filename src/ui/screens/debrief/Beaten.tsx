import type { Explained } from '../../../session/contract.ts';
import { play } from '../../../session/robots.ts';
import type { Text } from '../../../text/index.ts';
import { goalName } from '../../parts/goalName.ts';
import { Icon } from '../../parts/icon.tsx';
import { compared } from '../../parts/quantity.ts';
import { useText } from '../../shell/context.ts';
import { Clip } from './Clip.tsx';
import { type Debriefing, useDebrief } from './context.ts';
import { costlySentence, deedSentence } from './costly.ts';
import { beaten, closestOf, cyclesPerSecond, nearMissOf, wayBack } from './model.ts';
import { useWords } from './words.ts';

function headingOf(text: Text, outcome: Explained): string {
  const { status, cause, worst } = outcome;
  if (status === 'budget') return text.t('loss.heading.budget');
  if (cause !== null) return text.t('loss.heading');
  const star = nearMissOf(outcome)?.goal.star;
  if (worst === null && outcome.stars === 3) return text.t('debrief.heading.more');
  return worst === null || star === undefined
    ? text.t('debrief.heading.largest')
    : text.t('debrief.heading.missed', { star });
}

/** The moment to look at, with the whole wait that led to it: the end of a loss, or what cost most. */
function momentOf(
  { outcome, clock }: Debriefing,
  what: ReturnType<typeof beaten>,
): { from: number; to: number } | null {
  if (what === null) return null;
  const second = cyclesPerSecond(clock);
  if (what.kind === 'costly') return { from: what.costly.at - second, to: what.costly.until + second };
  const { at, since } = outcome.cause ?? { at: outcome.cycles, since: outcome.cycles };
  return { from: Math.min(since - second, at - 10 * second), to: at + second };
}

/** Where all is won: what was nearest to being missed. */
function Closest() {
  const context = useText();
  const { text } = context;
  const { outcome } = useDebrief();
  const goal = outcome.stars < 3 ? null : closestOf(outcome);
  if (goal?.value == null) return null;
  const { value, bar } = compared(context, goal.value, goal.target, goal.unit);
  const args = { goal: goalName(text, goal, 'short'), value };
  const said = text.t(goal.atMost ? 'debrief.closest.atMost' : 'debrief.closest.atLeast', { ...args, target: bar });
  return <p class="debrief-deed">{said}</p>;
}

/** The one thing that beat the player, playing over and over, and the way back to before it. */
export function Beaten() {
  const { text } = useText();
  const words = useWords();
  const debriefing = useDebrief();
  const { outcome, clock, moments, time, goTo } = debriefing;
  const reference = outcome.reference(play)?.ledger ?? null;
  const what = beaten(outcome, reference);
  const moment = momentOf(debriefing, what);
  const back = wayBack(outcome, moments, clock, reference);
  const deed = deedSentence(text, debriefing, what?.kind === 'costly' ? what.costly.deed : outcome.causeDeed);
  return (
    <section class="debrief-beaten" aria-labelledby="debrief-beaten">
      <h2 class="label" id="debrief-beaten">
        {headingOf(text, outcome)}
      </h2>
      {what === null ? (
        <p class="debrief-cause">{text.t(outcome.stars === 3 ? 'debrief.costlyNone' : 'debrief.costlyUnknown')}</p>
      ) : (
        <p class="debrief-cause">
          {what.kind === 'cause' && words.cause()}
          {what.kind === 'costly' &&
            (what.costly === outcome.worst && what.costly.kind === 'reboot'
              ? words.gaveUp(what.costly)
              : costlySentence(text, debriefing, what.costly))}
        </p>
      )}
      {deed !== null && outcome.stars < 3 && <p class="debrief-deed">{deed}</p>}
      <Closest />
      {moment !== null && <Clip window={moment} />}
      {back !== null && (
        <button type="button" class="button" data-kind="back" onClick={() => goTo(back)}>
          <Icon name="rewind" />
          {text.t('debrief.costlyGo', { at: time(back) })}
          <span class="muted debrief-small">{text.t('debrief.sameDemand')}</span>
        </button>
      )}
    </section>
  );
}
