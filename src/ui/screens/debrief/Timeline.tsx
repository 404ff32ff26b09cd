import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { timeUnitFor } from '../../../text/format.ts';
import { GROUP_OF, GROUPS } from '../../charts/groups.ts';
import { ticks } from '../../charts/scale.ts';
import { blocksOf, lookOf, shift, snap, type Window, zoom } from '../../charts/timeline.ts';
import { isChord } from '../../keys/press.ts';
import { GuestBadge } from '../../parts/badge.tsx';
import { Icon } from '../../parts/icon.tsx';
import { useText } from '../../shell/context.ts';
import { useDebrief } from './context.ts';
import { Lane, WIDTH } from './Lane.tsx';
import { dearest } from './model.ts';
import { TimelineTable } from './TimelineTable.tsx';
import './timeline.css';

/** The closest look shows this share of the run. */
const CLOSEST = 1 / 200;
const STEP = 1 / 40;
const CLOSE = 1 / 50;
const TICKS = 6;
/** From here on a label would leave the picture if it stood in the middle of its tick. */
const LAST = 0.96;

/** Bright is work, in its guest's colour; everything else is dim, in the colours of the bars above. */
function Legend() {
  const { text } = useText();
  const { outcome, guests, nameOf } = useDebrief();
  const bars = outcome.timeline.map(({ category, guest }) => ({ group: GROUP_OF[category], guest }));
  const workers = guests.filter(({ index }) => bars.some(({ group, guest }) => group === 'useful' && guest === index));
  const rest = GROUPS.filter((group) => group !== 'useful' && bars.some((bar) => bar.group === group));
  return (
    <ul class="timeline-legend">
      {workers.map(({ index, badge, colour }) => (
        <li key={index}>
          <GuestBadge badge={badge} colour={colour} /> {nameOf(index)}
        </li>
      ))}
      {rest.map((group) => (
        <li key={group}>
          <span class="cycles-swatch" data-group={group} /> {text.t(`debrief.group.${group}`)}
        </li>
      ))}
    </ul>
  );
}

/** Every pCPU over the whole run. Zoom with wheel or buttons, drag to look around, press to play on from there. */
export function Timeline() {
  const { text, format } = useText();
  const debriefing = useDebrief();
  const { outcome, guests, moments, clock, nameOf, pcpuOf, time, goTo } = debriefing;
  const end = outcome.cycles;
  const window = useSignal<Window>({ from: 0, to: end });
  const head = useSignal<number | null>(null);
  const area = useRef<HTMLDivElement>(null);
  const drag = useRef<{ x: number; from: Window; moved: boolean } | null>(null);
  const { from, to } = window.value;
  const span = to - from;
  const nanosecond = clock.hz / 1e9;
  const tickUnit = timeUnitFor(span / nanosecond / TICKS);

  const rows = useMemo(() => {
    const pcpus = [...new Set(outcome.timeline.map((item) => item.pcpu))].sort((a, b) => a - b);
    return pcpus.map((pcpu) => ({ pcpu, items: outcome.timeline.filter((item) => item.pcpu === pcpu) }));
  }, [outcome]);
  const lanes = useMemo(() => {
    const shown = { from, to };
    const look = lookOf(
      rows.map((row) => row.items),
      shown,
      WIDTH,
    );
    return rows.map(({ pcpu, items }) => ({ pcpu, blocks: blocksOf(items, shown, WIDTH, look) }));
  }, [rows, from, to]);

  const at = (clientX: number): number => {
    const box = area.current?.getBoundingClientRect();
    return box === undefined ? from : from + ((clientX - box.left) / box.width) * span;
  };
  /** What is so close that the eye takes it for the same moment snaps to the decision. */
  const near = (cycle: number): number => snap(moments, cycle, span * CLOSE);
  const percent = (cycle: number): string => `${((cycle - from) / span) * 100}%`;
  const look = (factor: number, around: number) => {
    window.value = zoom(window.value, around, factor, end, end * CLOSEST);
  };

  // Preact listens to the wheel passively; zooming must keep the page from scrolling.
  useEffect(() => {
    const element = area.current;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      look(event.deltaY > 0 ? 1.25 : 0.8, at(event.clientX));
    };
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  });

  const onKeyDown = (event: KeyboardEvent) => {
    const present = head.value ?? from + span / 2;
    const move = (to: number) => {
      head.value = Math.min(end, Math.max(0, to));
      const over = head.value - Math.min(Math.max(head.value, window.value.from), window.value.to);
      window.value = shift(window.value, over, end);
    };
    const act: Record<string, () => void> = {
      ArrowLeft: () => move(present - span * STEP),
      ArrowRight: () => move(present + span * STEP),
      PageUp: () => move(present - span / 4),
      PageDown: () => move(present + span / 4),
      Home: () => move(0),
      End: () => move(end),
      '+': () => look(0.5, present),
      '-': () => look(2, present),
      Enter: () => goTo(near(present)),
    };
    const action = act[event.key];
    if (action === undefined || isChord(event)) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  };
  const onPointerDown = (event: PointerEvent) => {
    drag.current = { x: event.clientX, from: window.value, moved: false };
    area.current?.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent) => {
    const start = drag.current;
    if (start === null) {
      head.value = at(event.clientX);
      return;
    }
    const width = area.current?.clientWidth ?? 1;
    const by = event.clientX - start.x;
    if (Math.abs(by) > 4) start.moved = true;
    if (start.moved) window.value = shift(start.from, (-by / width) * span, end);
  };
  const onPointerUp = (event: PointerEvent) => {
    const start = drag.current;
    drag.current = null;
    if (start !== null && !start.moved) goTo(near(at(event.clientX)));
  };

  const marked = dearest(outcome.costly, 3);
  return (
    <section class="timeline" aria-labelledby="debrief-timeline">
      <div class="timeline-head">
        <h2 class="label" id="debrief-timeline">
          {text.t('debrief.heading.timeline')}
        </h2>
        <p class="muted debrief-small">
          {head.value === null
            ? text.t('debrief.timelineHint')
            : text.t('debrief.costlyGo', { at: time(near(head.value)) })}
        </p>
        <div class="row">
          <button
            type="button"
            class="button"
            data-kind="quiet"
            onClick={() => look(0.5, head.value ?? from + span / 2)}
          >
            <Icon name="plus" />
            <span class="visually-hidden">{text.t('debrief.timeline.closer')}</span>
          </button>
          <button type="button" class="button" data-kind="quiet" onClick={() => look(2, head.value ?? from + span / 2)}>
            <Icon name="minus" />
            <span class="visually-hidden">{text.t('debrief.timeline.wider')}</span>
          </button>
        </div>
      </div>
      <div class="timeline-body">
        <div class="timeline-names" aria-hidden="true">
          {lanes.map(({ pcpu }) => (
            <span key={pcpu} class="figures">
              {pcpuOf(pcpu)}
            </span>
          ))}
        </div>
        <div
          ref={area}
          class="timeline-area"
          role="slider"
          tabIndex={0}
          aria-label={text.t('debrief.timeline.label')}
          aria-valuemin={0}
          aria-valuemax={end}
          aria-valuenow={Math.round(head.value ?? 0)}
          aria-valuetext={time(head.value ?? 0)}
          onKeyDown={onKeyDown}
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={onPointerUp}
          onPointerLeave={() => {
            if (drag.current === null) head.value = null;
          }}
        >
          {lanes.map(({ pcpu, blocks }) => (
            <Lane key={pcpu} blocks={blocks} nameOf={nameOf} colourOf={(guest) => guests[guest]?.colour ?? 0} />
          ))}
          {marked.map(
            (costly, i) =>
              costly.at >= from &&
              costly.at <= to && (
                <span key={costly.at} class="timeline-mark" style={{ left: percent(costly.at) }} aria-hidden="true">
                  {i + 1}
                </span>
              ),
          )}
          {head.value !== null && head.value >= from && head.value <= to && (
            <span class="timeline-hand" style={{ left: percent(head.value) }} />
          )}
        </div>
        <div class="timeline-axis figures" aria-hidden="true">
          {ticks(from / nanosecond, to / nanosecond, TICKS).map((tick) => (
            <span
              key={tick}
              data-last={tick * nanosecond > from + span * LAST}
              style={{ left: percent(tick * nanosecond) }}
            >
              {format.machineTime(tick, tickUnit)}
            </span>
          ))}
        </div>
      </div>
      <Legend />
      <TimelineTable />
    </section>
  );
}
