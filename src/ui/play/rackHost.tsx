/** One box of a rack: what is installed, who is there, and what that takes of processors and memory. */
import type { Rect } from '../../session/layout.ts';
import type { Id, Int } from '../../sim/index.ts';
import { NEVER } from '../../sim/types.ts';
import { behindOf } from './behind.ts';
import { useDerived, usePlay, useSteady, useVerdict, useView } from './context.ts';
import { soonIn, spoken } from './doing.ts';
import { machineName } from './mixing.ts';
import { hostName, hostsIn, lookAt, platformName, platformSays } from './rack.ts';
import { Tenant } from './rackTenant.tsx';
import { whyNot } from './refusals.ts';
import { Cap, Face, placed } from './spot.tsx';

/** A platform that may be installed here. */
function Kind({ machine, platform }: { machine: Int; platform: Id }) {
  const play = usePlay();
  const { text } = play;
  const command = { do: 'setPlatform', machine, platform } as const;
  const verdict = useVerdict(() => command);
  const stands = useView((view) => hostsIn(view)[machine]?.platform === platform);
  const takes = useView((view) => spoken(play, view, hostsIn(view)[machine]?.takes ?? 0));
  const args = {
    platform: platformName(play, platform),
    says: platformSays(play, platform, 'says'),
    in: platformSays(play, platform, 'in'),
  };
  const note = stands.value
    ? text.t('play.rack.stands')
    : verdict.value.ok
      ? text.t('play.rack.takes', { time: takes.value })
      : play.outcome.value === null
        ? whyNot(text, verdict.value)
        : '';
  return (
    <li>
      <button
        type="button"
        id={`platform-${machine}-${platform}`}
        class="small-button rack-kind"
        aria-pressed={stands.value}
        aria-disabled={!verdict.value.ok}
        onClick={() => play.command(command, { kind: 'rackHost', machine })}
      >
        <Face name={`${text.t('play.rack.kind', args)} ${note}`} kind="rack-kind-lines">
          <b>{args.platform}</b>
          <span>{args.says}</span>
          <small>{args.in}</small>
          <em>{note}</em>
        </Face>
      </button>
    </li>
  );
}

/** Nobody is here: what it shall offer. Or it is just being installed. */
function Free({ machine }: { machine: Int }) {
  const play = usePlay();
  const { text } = play;
  const kinds = useView(({ parts }) => (parts.platforms?.kinds ?? []).map(({ id }) => id).join());
  const installs = useView((view) => {
    const { until = NEVER, platform = '' } = hostsIn(view)[machine] ?? {};
    if (until === NEVER) return '';
    return text.t('play.rack.installs', {
      platform: platformName(play, platform),
      time: soonIn(play, view, until - view.now),
    });
  });
  const part = useView((view) => {
    const { until = NEVER, takes = 1 } = hostsIn(view)[machine] ?? {};
    return until === NEVER ? 0 : Math.round(100 - (100 * (until - view.now)) / Math.max(1, takes));
  });
  if (installs.value !== '')
    return (
      <div class="rack-installs">
        <p>{installs}</p>
        <span class="rack-progress">
          <i style={{ width: `${part.value}%` }} />
        </span>
      </div>
    );
  return (
    <div class="rack-free">
      <p>{text.t('play.rack.empty')}</p>
      <ul>
        {kinds.value.split(',').map((platform) => (
          <Kind key={platform} machine={machine} platform={platform} />
        ))}
      </ul>
    </div>
  );
}

type Part = { guest: Int; colour: Int; part: number };

/** Of a whole, what each tenant has, in percent; what nobody has is dark. */
const Bar = ({ parts }: { parts: readonly Part[] }) => (
  <span class="rack-bar" aria-hidden="true">
    {parts.map(({ guest, colour, part }) => (
      <i key={guest} style={{ width: `${part}%`, background: `var(--guest-${colour})` }} />
    ))}
  </span>
);

/** Of its processors, lately. */
function Shares({ machine }: { machine: Int }) {
  const play = usePlay();
  const bars = useSteady(() => {
    const view = play.view.value;
    const { tenants = [], pcpus = 1 } = hostsIn(view)[machine] ?? {};
    return tenants.map((guest) => {
      const { share, colour = 0 } = view.guests[guest] ?? {};
      return { guest, colour, part: Math.round(((share?.cpu ?? 0) * view.pcpus.length) / pcpus / 100) };
    });
  });
  return <Bar parts={bars.value} />;
}

function Memory({ machine }: { machine: Int }) {
  const play = usePlay();
  const bars = useSteady(() => {
    const view = play.view.value;
    const all = Math.max(1, hostsIn(view)[machine]?.memory.all ?? 1);
    return (hostsIn(view)[machine]?.tenants ?? []).map((guest) => {
      const megabytes = behindOf(view, guest)?.megabytes ?? 0;
      return { guest, colour: view.guests[guest]?.colour ?? 0, part: (100 * megabytes) / all };
    });
  });
  return <Bar parts={bars.value} />;
}

export function HostBox({ machine, at }: { machine: Int; at: Rect }) {
  const play = usePlay();
  const { text, format } = play;
  const name = machineName(play, play.view.peek(), machine);
  const host = hostName(play, play.view.peek(), machine);
  const platform = useView((view) => hostsIn(view)[machine]?.platform ?? '');
  const inside = useDerived(() => play.view.value.parts.platforms?.inside === machine);
  const tenants = useView((view) => (hostsIn(view)[machine]?.tenants ?? []).join());
  const turns = useView((view) => {
    const { tenants: here = [], pcpus = 0 } = hostsIn(view)[machine] ?? {};
    return text.t('play.rack.turns', { count: here.length, pcpus });
  });
  const memory = useView((view) => {
    const { left = 0, all = 0 } = hostsIn(view)[machine]?.memory ?? {};
    return text.t('play.rack.memory', { taken: format.integer(all - left), all: format.integer(all) });
  });
  return (
    <article class="rack-box" style={placed(at)} aria-label={name} data-inside={inside}>
      <div class="rack-head">
        <h2>{host}</h2>
        <p class="rack-platform" data-none={platform.value === ''}>
          {platform.value === '' ? text.t('play.rack.none') : platformName(play, platform.value)}
        </p>
        <p class="note">{platform.value === '' ? '' : platformSays(play, platform.value, 'says')}</p>
        <button type="button" class="small-button rack-enter" onClick={() => lookAt(play, machine)}>
          <Face name={text.t('play.rack.enterName', { machine: host })} kind="evict-face">
            {text.t('play.rack.enter')} {inside.value ? <Cap action="rack" /> : null}
          </Face>
        </button>
      </div>
      <div class="rack-middle">
        {tenants.value === '' ? (
          <Free machine={machine} />
        ) : (
          <ul class="rack-tenants">
            {tenants.value.split(',').map((guest) => (
              <Tenant key={guest} guest={Number(guest)} />
            ))}
          </ul>
        )}
      </div>
      <div class="rack-meters">
        <p>{turns}</p>
        <Shares machine={machine} />
        <p>{memory}</p>
        <Memory machine={machine} />
      </div>
    </article>
  );
}
