/** A tenant as it is seen from outside its host: what it stands behind, how far its job is, and what it has of the processors. */
import type { TowerPlace } from '../../session/layout.ts';
import type { Behind } from '../../session/parts/walls.ts';
import type { Int } from '../../sim/index.ts';
import { GuestBadge } from '../parts/badge.tsx';
import { behindOf, isThreatened } from './behind.ts';
import { useDerived, usePlay, useSteady, useView } from './context.ts';
import { guestName, modeWord, soonIn } from './doing.ts';
import { EvictButton } from './evictButton.tsx';
import type { Play } from './play.ts';
import { hostsIn } from './rack.ts';
import { Face, Words } from './spot.tsx';
import { guestIn } from './target.ts';
import { trustName } from './wallCard.tsx';
import './tenant.css';

/** Of a pCPU, in steps that can be read while they change. */
const STEP = 500;

/** What it has of its host's processors lately, and whether it has to take turns for it. */
function doingOf(play: Play, guest: Int): string {
  const { text, format } = play;
  const view = play.view.value;
  const one = view.guests[guest];
  if (one === undefined) return '';
  if (one.stage !== 'up') return text.t('play.rack.starts');
  const crowd = hostsIn(view)[one.machine]?.crowd ?? 1;
  const bp = Math.min(10_000, Math.round((one.share.cpu * view.pcpus.length) / STEP) * STEP);
  return text.t(crowd > 1 ? 'play.rack.shares' : 'play.rack.has', { share: format.percent(bp) });
}

const Walls = ({ walls, broken }: Pick<Behind, 'walls' | 'broken'>) => (
  <>
    {walls.map((wall, n) => (
      <i key={wall} data-wall={wall} data-broken={n < broken} />
    ))}
  </>
);

export function Tenant({ guest }: { guest: Int }) {
  const play = usePlay();
  const { text, format } = play;
  const shown = useSteady(() => {
    const view = play.view.value;
    const one = behindOf(view, guest);
    const own = view.guests[guest];
    if (one === undefined || own === undefined) return null;
    const { walls, broken, job, trust, mode, hostile } = one;
    const part = (bp: Int): Int => Math.round(bp / 100);
    return {
      badge: own.badge,
      colour: own.colour,
      stage: own.stage,
      name: guestName(play, view, guest),
      trust: trustName(play, trust),
      mode: modeWord(play, mode),
      walls,
      broken,
      hostile,
      done: part(job?.done ?? 0),
      due: part(job?.due ?? 0),
      threatened: isThreatened(view, one),
      chosen: guestIn(play.chosen.value) === guest,
      doing: doingOf(play, guest),
    };
  });
  const left = useView((view) => {
    const one = behindOf(view, guest);
    return one !== undefined && isThreatened(view, one) ? soonIn(play, view, one.until - view.now) : '';
  });
  if (shown.value === null) return null;
  const { badge, colour, stage, name, trust, mode, walls, broken, done, due, threatened, chosen, doing } = shown.value;
  const said = text.t('play.rack.tenant', {
    guest: name,
    trust,
    mode,
    broken,
    walls: walls.length,
    done: format.percent(done * 100),
    doing,
  });
  return (
    <li class="tenant" data-stage={stage} data-threatened={threatened} data-late={done < due - 10}>
      <button
        type="button"
        class="tenant-face"
        aria-pressed={chosen}
        data-tip={said}
        onClick={() => play.choose(chosen ? null : { kind: 'guest', guest })}
      >
        <Face name={said} kind="tenant-lines">
          <b>
            <GuestBadge badge={badge} colour={colour} />
            {name}
          </b>
          <span class="tenant-mode">{mode}</span>
          <span class="tenant-walls">
            <Walls walls={walls} broken={broken} />
            {threatened ? <em>{left}</em> : null}
          </span>
          <span class="tenant-job">
            <i style={{ width: `${done}%`, background: `var(--guest-${colour})` }} />
            <u style={{ 'inset-inline-start': `${due}%` }} />
          </span>
          <span class="tenant-doing">{doing}</span>
        </Face>
      </button>
      {threatened || chosen ? <EvictButton guest={guest} /> : null}
    </li>
  );
}

/** design pixels of the button over a tower's chip */
const OUT = { w: 84, h: 44 } as const;

/** Inside a host without a kernel that all share: its walls stand in its tower, and the way out, when one has broken. */
export function WallsInside({ guest, at }: { guest: Int; at: TowerPlace }) {
  const play = usePlay();
  const isApart = useDerived(() => play.layout.value.parts.walls?.depths === null);
  const shown = useSteady(() => {
    const view = play.view.value;
    const one = behindOf(view, guest);
    return one === undefined ? null : { ...one, threatened: isThreatened(view, one) };
  });
  const dock = at.docks[0];
  if (!isApart.value || shown.value === null || dock === undefined) return null;
  const { walls, broken, threatened } = shown.value;
  const { x, w } = at.rect;
  return (
    <>
      <Words at={{ x: at.state.x, y: dock.y - 24, w: at.state.w, h: 18 }} kind="tenant-walls">
        <Walls walls={walls} broken={broken} />
      </Words>
      {threatened ? (
        <EvictButton guest={guest} at={{ x: x + w / 2 - OUT.w / 2, y: dock.y - 14, w: OUT.w, h: OUT.h }} />
      ) : null}
    </>
  );
}
