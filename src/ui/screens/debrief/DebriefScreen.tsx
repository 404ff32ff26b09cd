/** After a run: what it came to, what beat you, where every cycle went; then, for those who want it, everything else. */
import { useEffect, useMemo } from 'preact/hooks';
import type { Outcome, Session } from '../../../session/contract.ts';
import { explain } from '../../../session/explain.ts';
import type { Id } from '../../../sim/types.ts';
import { useText } from '../../shell/context.ts';
import type { LoadedLevel } from '../../shell/library.ts';
import { WithLoaded } from '../../shell/load.tsx';
import { Screen } from '../../shell/Screen.tsx';
import { useServices } from '../../shell/services.ts';
import { Actions } from './Actions.tsx';
import { Answered } from './Answered.tsx';
import { Beaten } from './Beaten.tsx';
import { Cycles } from './Cycles.tsx';
import { DebriefContext, type Debriefing } from './context.ts';
import { Fold } from './Fold.tsx';
import { GoalList } from './GoalList.tsx';
import { Hints } from './Hints.tsx';
import { Verdict } from './Verdict.tsx';
import './debrief.css';

type Props = { loaded: LoadedLevel; session: Session; outcome: Outcome };

function Debriefed({ loaded, session, outcome }: Props) {
  const { text, format } = useText();
  const { router } = useServices();
  const { file } = loaded.level;
  const clock = { hz: loaded.model.hz, playSecondNs: file.playSecondNs };
  const { guests, machines, pcpus } = session.view();
  const { words } = loaded;
  const explained = useMemo(() => ({ ...outcome, ...outcome.why(explain) }), [outcome]);
  const debriefing: Debriefing = {
    outcome: explained,
    loaded,
    clock,
    opened: session.opened,
    guests,
    moments: session.moments(),
    nameOf: (guest) => words.say(`guest.${guests[guest]?.id ?? ''}`),
    pcpuOf(pcpu) {
      const { id = '' } = machines[pcpus[pcpu]?.machine ?? 0] ?? {};
      const name = text.t('machine.pcpu', { n: pcpu });
      const has = machines.length > 1 && words.has(`machine.${id}`);
      return has ? text.t('debrief.timeline.pcpu', { machine: words.say(`machine.${id}`), pcpu: name }) : name;
    },
    reasonOf: (reason) => text.word('exit', reason, {}, 'name'),
    time: (cycles) => format.clock(cycles, clock),
    lasting: (cycles) => format.lasting(cycles, clock),
    goTo(at) {
      // a run that stands at its very end is over, and whoever came to it would begin another
      session.rewindTo(Math.min(at, outcome.cycles - 1));
      router.go({ screen: 'play', level: file.id, seed: null });
    },
  };
  return (
    <DebriefContext.Provider value={debriefing}>
      <Screen name="debrief" heading={words.say('title')} aside={<Verdict />}>
        <div class="debrief scrolls">
          <div class="debrief-first">
            <div class="debrief-column">
              <Beaten />
              <Cycles />
            </div>
            <div class="debrief-column">
              <GoalList />
              <Hints />
              <Answered />
            </div>
          </div>
          <Fold />
        </div>
        <Actions />
      </Screen>
    </DebriefContext.Provider>
  );
}

export function DebriefScreen({ level }: { level: Id }) {
  const { runs, router, library } = useServices();
  const run = runs.current.value;
  const outcome = runs.outcome.value;
  const here = run !== null && outcome !== null && run.level.level.file.id === level;
  // Somebody came by the address alone: there is nothing to look back on.
  useEffect(() => {
    if (!here) router.go({ screen: 'briefing', level }, { replace: true });
  }, [here, level, router]);
  if (!here) return null;
  return (
    <WithLoaded name="figures" load={() => library.figures()}>
      {() => <Debriefed loaded={run.level} session={run.session} outcome={outcome} />}
    </WithLoaded>
  );
}
