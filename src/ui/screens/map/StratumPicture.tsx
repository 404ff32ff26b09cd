/**
 * The band structure of an act: what stands between guests and hardware. Without it nothing, then a thick layer that
 * catches everything, calls, a thin line, a layer that has moved, and two machines on a wire.
 */
import './stratum.css';

const COLUMNS = [0, 1, 2, 3] as const;
const x = (column: number) => 20 + column * 40;

const Guests = () => (
  <>
    {COLUMNS.map((column) => (
      <rect
        key={column}
        class="stratum-guest"
        data-guest={column}
        x={x(column) - 16}
        y={4}
        width={32}
        height={22}
        rx={3}
      />
    ))}
  </>
);

const Hardware = () => (
  <>
    <rect class="stratum-host" x={4} y={78} width={152} height={16} rx={3} />
    <path class="stratum-pins" d={Array.from({ length: 17 }, (_, i) => `M${12 + i * 8.5} 78v-4`).join('')} />
  </>
);

/** @param path of one column, around x = 0 */
const Columns = ({ path, kind }: { path: string; kind: string }) => (
  <>
    {COLUMNS.map((column) => (
      <path
        key={column}
        class={`stratum-line stratum-${kind}`}
        data-guest={column}
        transform={`translate(${x(column)} 0)`}
        d={path}
      />
    ))}
  </>
);

const Layer = ({
  y,
  height,
  from = 4,
  to = 156,
  kind = 'monitor',
}: {
  y: number;
  height: number;
  from?: number;
  to?: number;
  kind?: string;
}) => (
  <rect
    class={`stratum-layer stratum-layer-${kind}`}
    x={from}
    y={y}
    width={to - from}
    height={height}
    rx={Math.min(3, height / 2)}
  />
);

const STRUCTURES: Readonly<Record<string, () => preact.JSX.Element>> = {
  // one machine, many: nobody in between; one runs, the others wait
  '1': () => (
    <>
      <Hardware />
      <Columns path="M0 28V76" kind="waits" />
      <path class="stratum-line stratum-runs" d="M60 28V76" data-guest={1} />
    </>
  ),
  // full virtualization in software: what a guest may not do ends in the monitor
  '2': () => (
    <>
      <Hardware />
      <Layer y={36} height={34} />
      <Columns path="M0 28V52M-5 47L0 53L5 47" kind="traps" />
    </>
  ),
  // the guest knows: it asks, and is answered
  '3': () => (
    <>
      <Hardware />
      <Layer y={50} height={18} />
      <Columns path="M-6 28V48M-10 43.5L-6 48.5L-2 43.5M6 48V28M2 33L6 28L10 33" kind="calls" />
    </>
  ),
  // the hardware helps: a thin line, and streams that pass it
  '4': () => (
    <>
      <Hardware />
      <Layer y={54} height={6} />
      <Columns path="M0 28V76" kind="passes" />
    </>
  ),
  // where to draw the line: a shared kernel close to the guests on one side, a monitor on the other
  '5': () => (
    <>
      <Hardware />
      <Layer y={30} height={10} to={77} kind="kernel" />
      <Layer y={36} height={34} from={84} />
      <path class="stratum-line stratum-passes" d="M20 42V76" data-guest={0} />
      <path class="stratum-line stratum-passes" d="M60 42V76" data-guest={1} />
    </>
  ),
  // the data centre: layers in layers, machines side by side
  '6': () => (
    <>
      <rect class="stratum-host" x={4} y={78} width={70} height={16} rx={3} />
      <rect class="stratum-host" x={86} y={78} width={70} height={16} rx={3} />
      <path class="stratum-line stratum-wire" d="M74 86H86" />
      <Layer y={34} height={11} to={74} />
      <Layer y={54} height={14} to={74} />
      <Layer y={46} height={16} from={86} />
    </>
  ),
};

export function StratumPicture({ act }: { act: string }) {
  const Structure = STRUCTURES[act];
  return (
    <svg class="stratum" viewBox="0 0 160 98" aria-hidden="true">
      <Guests />
      {Structure !== undefined && <Structure />}
    </svg>
  );
}
