import { blocksOf, lookOf, shift, type Window } from '../../charts/timeline.ts';
import { useDebrief } from './context.ts';
import { Lane, WIDTH } from './Lane.tsx';
import './timeline.css';

/** A short stretch of the run with a sweeping hand: what the picture looked like when it happened. */
export function Clip({ window: wanted }: { window: Window }) {
  const { outcome, nameOf, guests, time } = useDebrief();
  const window = shift(wanted, 0, outcome.cycles);
  const pcpus = [...new Set(outcome.timeline.map((item) => item.pcpu))].sort((a, b) => a - b);
  const lanes = pcpus.map((pcpu) => outcome.timeline.filter((item) => item.pcpu === pcpu));
  const look = lookOf(lanes, window, WIDTH);
  return (
    <div class="clip" aria-hidden="true">
      {lanes.map((items, i) => (
        <Lane
          key={pcpus[i]}
          blocks={blocksOf(items, window, WIDTH, look)}
          nameOf={nameOf}
          colourOf={(guest) => guests[guest]?.colour ?? 0}
        />
      ))}
      <span class="clip-hand" />
      <p class="clip-times figures">
        <span>{time(window.from)}</span>
        <span>{time(window.to)}</span>
      </p>
    </div>
  );
}
