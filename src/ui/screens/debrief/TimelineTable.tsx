import { GROUP_OF, GROUPS, type Group, gather } from '../../charts/groups.ts';
import { useText } from '../../shell/context.ts';
import { useDebrief } from './context.ts';

/** The timeline in numbers: how each pCPU spent its time. */
export function TimelineTable() {
  const { text, format } = useText();
  const { outcome, pcpuOf } = useDebrief();
  const shown = GROUPS.filter((group) => gather(outcome.ledger)[group] > 0);
  const pcpus = [...new Set(outcome.timeline.map((item) => item.pcpu))].sort((a, b) => a - b);
  const shareOf = (pcpu: number, group: Group): number => {
    const items = outcome.timeline.filter((item) => item.pcpu === pcpu && GROUP_OF[item.category] === group);
    const cycles = items.reduce((sum, item) => sum + item.to - item.from, 0);
    return outcome.cycles === 0 ? 0 : Math.floor((cycles * 10_000) / outcome.cycles);
  };
  return (
    <details class="chart-table">
      <summary>{text.t('debrief.table.show')}</summary>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span class="visually-hidden">{text.t('debrief.heading.timeline')}</span>
            </th>
            {shown.map((group) => (
              <th key={group} scope="col">
                {text.t(`debrief.group.${group}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {pcpus.map((pcpu) => (
            <tr key={pcpu}>
              <th scope="row">{pcpuOf(pcpu)}</th>
              {shown.map((group) => (
                <td key={group} class="figures">
                  {format.percent(shareOf(pcpu, group), 1)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
