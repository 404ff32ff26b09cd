import { blocksOf, shift, type Window } from '../../charts/timeline.ts';
import { useDebrief } from './context.ts';
import { Lane } from './Lane.tsx';
import './timeline.css';

/** A short stretch of the run with a sweeping hand: what the picture looked like when it happened. */
export function Clip({ window: wanted }: { window: Window }) {
  const { outcome, nameOf, guests, time } = useDebrief();
  const window = shift(wanted, 0, outcome.cycles);
  const pcpus = [...new Set(outcome.timeline.map((item) => item.pcpu))].sort((a, b) => a - b);
  return (
    <div class="clip" aria-hidden="true">
      {pcpus.map((pcpu) => (
        <Lane
          key={pcpu}
          blocks={blocksOf(
            outcome.timeline.filter((item) => item.pcpu === pcpu),
            window,
            1000,
            4,
          )}
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
