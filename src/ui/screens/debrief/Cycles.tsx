import { useSignal } from '@preact/signals';
import { play } from '../../../session/robots.ts';
import type { Bp } from '../../../sim/types.ts';
import { segmentsOf } from '../../charts/bar.ts';
import { GROUPS, type Group, gather, type LedgerRow, present, totalOf } from '../../charts/groups.ts';
import { useText } from '../../shell/context.ts';
import { useDebrief } from './context.ts';
import './cycles.css';

/** A share is written into its segment where there is room for it. */
const ROOM = 0.06;

/** Basis points of all cycles under which a technique makes no difference that could be told from chance. */
const NOTABLE = 200;

/** What the technique itself took, in basis points of all cycles. */
function techniqueOf(ledger: LedgerRow): Bp {
  const { crossing, service } = gather(ledger);
  return Math.round(((crossing + service) * 10_000) / Math.max(1, totalOf(ledger)));
}

type BarProps = { label: string; ledger: LedgerRow; pointed: Group | null; groups: readonly Group[] };

function Bar({ label, ledger, pointed, groups }: BarProps) {
  const { format } = useText();
  return (
    <div class="cycles-row" data-yours={pointed === null ? undefined : 'dim'}>
      <span class="cycles-name" aria-hidden="true">
        {label}
      </span>
      <div class="cycles-bar" aria-hidden="true">
        {segmentsOf(ledger, groups).map(({ group, share, from, to }) => (
          <span
            key={group}
            class="cycles-segment"
            data-group={group}
            data-pointed={pointed === group}
            style={{ width: `${100 * (to - from)}%` }}
          >
            {to - from >= ROOM && group !== 'idle' && <span class="figures">{format.percent(share)}</span>}
          </span>
        ))}
      </div>
    </div>
  );
}

/** The group of the segment or row under the pointer. */
function groupUnder(target: EventTarget | null): Group | null {
  const named = target instanceof Element ? target.closest('[data-group]')?.getAttribute('data-group') : null;
  return GROUPS.find((group) => group === named) ?? null;
}

/** Three bars: this run, the reference's, and the same demand on a bare machine, where there are such runs and they differ. */
export function Cycles() {
  const { text, format } = useText();
  const { outcome } = useDebrief();
  const pointed = useSignal<Group | null>(null);
  const reference = outcome.reference(play);
  const bare = outcome.native(play);
  // Where the technique takes next to nothing, both runs differ by chance alone.
  const technique = Math.max(techniqueOf(outcome.ledger), reference === null ? 0 : techniqueOf(reference.ledger));
  const native = technique < NOTABLE ? null : bare;
  const bars = [
    { id: 'you' as const, ledger: outcome.ledger },
    ...(reference ? [{ id: 'reference' as const, ledger: reference.ledger }] : []),
    ...(native ? [{ id: 'native' as const, ledger: native.ledger }] : []),
  ];
  const groups = present(bars.map((bar) => bar.ledger));
  const point = (group: Group | null) => {
    pointed.value = group;
  };
  const share = (ledger: LedgerRow, group: Group) => {
    const total = totalOf(ledger);
    return total === 0 ? 0 : Math.floor((gather(ledger)[group] * 10_000) / total);
  };
  return (
    <section
      class="cycles"
      aria-labelledby="debrief-cycles"
      onPointerOver={(event) => point(groupUnder(event.target))}
      onPointerLeave={() => point(null)}
    >
      <div class="cycles-head">
        <h2 class="label" id="debrief-cycles">
          {text.t('debrief.heading.cycles')}
        </h2>
        {bare !== null && (
          <p class="muted debrief-small">
            {native === null
              ? text.t('debrief.bar.nativeSame', { share: format.percent(technique, 1) })
              : text.t('debrief.bar.nativeMeans')}
          </p>
        )}
      </div>
      <div class="cycles-bars">
        {bars.map(({ id, ledger }) => (
          <Bar key={id} label={text.t(`debrief.bar.${id}`)} ledger={ledger} pointed={pointed.value} groups={groups} />
        ))}
      </div>
      <table class="cycles-table">
        <thead>
          <tr>
            <th scope="col">
              <span class="visually-hidden">{text.t('debrief.table.where')}</span>
            </th>
            {bars.map(({ id }) => (
              <th key={id} scope="col">
                {text.t(`debrief.bar.${id}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr
              key={group}
              tabIndex={0}
              data-group={group}
              data-pointed={pointed.value === group}
              onFocus={() => point(group)}
              onBlur={() => point(null)}
            >
              <th scope="row">
                <span class="cycles-swatch" data-group={group} />
                {text.t(`debrief.group.${group}`)}
              </th>
              {bars.map(({ id, ledger }) => (
                <td key={id} class="figures" title={format.cycles(gather(ledger)[group])}>
                  {format.percent(share(ledger, group), 1)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
