/** The parts of a kernel's port, as buttons on its card: what each would save and when, how long it takes, whose turn it is. */
import type { PartView } from '../../session/parts/porting.ts';
import type { Bp, Cycles, Id, Int } from '../../sim/index.ts';
import { useDerived, usePlay, useSteady, useVerdict, useView } from './context.ts';
import { handlerName, kernelName, soonIn } from './doing.ts';
import { partIn } from './kernels.ts';
import { refusedName } from './names.ts';
import type { Play } from './play.ts';
import { ReasonSign } from './reasonSign.tsx';
import { Face, placed } from './spot.tsx';

/** The strip of what is to come is as high as that, at most. */
const FULL: Bp = 1200;

/** What would be written as 0 has no sign. */
const isCost = (bp: Bp): boolean => bp <= -50;

/** A part is put at the end of the queue, or taken out of it; the row of the queue says what comes first. */
export function pressPart(play: Play, kernel: Id, call: Id): boolean {
  const part = partIn(play.view.peek(), kernel, call);
  if (part === undefined || part.state === 'written') return false;
  return play.command({ do: 'port', kernel, call }, { kind: 'kernel', kernel }).ok;
}

/** Of the machine, what a part saves from now on until a time, and from then on, on average over what is looked ahead. */
export function savesBy({ ahead, left }: PartView): { now: Bp; later: Bp } {
  const [first] = ahead;
  let [sum, lasts] = [0, 0];
  for (const { from, to, saves } of ahead) {
    const own = Math.max(0, to - Math.max(from, left));
    sum += own * saves;
    lasts += own;
  }
  return { now: first?.saves ?? 0, later: lasts === 0 ? 0 : Math.round(sum / lasts) };
}

/** From left to right what it would save, a step for each turn of the work; pale until it could be done. */
function Ahead({ kernel, call }: { kernel: Id; call: Id }) {
  const steps = useView((view) => {
    const { ahead = [], left = 0 } = partIn(view, kernel, call) ?? {};
    const whole = Math.max(1, ahead.at(-1)?.to ?? 1);
    return ahead
      .flatMap(({ from, to, saves }) => {
        const cut: Cycles = Math.min(to, Math.max(from, left));
        const high = Math.max(-1, Math.min(100, Math.round((saves * 100) / FULL)));
        return [
          [cut - from, high, 0],
          [to - cut, high, 1],
        ];
      })
      .filter(([lasts = 0]) => lasts > 0)
      .map(([lasts = 0, high, on]) => `${Math.round((lasts * 100) / whole)}:${high}:${on}`)
      .join();
  });
  if (steps.value === '') return null;
  return (
    <span class="part-ahead" aria-hidden="true">
      {steps.value.split(',').map((step, i) => {
        const [lasts = '0', high = '0', on] = step.split(':');
        return (
          <span
            key={i}
            class={`part-step${on === '1' ? '' : ' late'}${Number(high) < 0 ? ' costs' : ''}`}
            style={`flex-grow:${lasts};block-size:${Math.max(0, Number(high))}%`}
          />
        );
      })}
    </span>
  );
}

type Props = { kernel: Id; index: Int; call: Id; n: Int; cap: string; isFirst: boolean };

/** `cap`: the key that presses it, '' while its kernel is not meant. `isFirst`: the first part of its kernel has just been chosen. */
export function PortPart({ kernel, index, call, n, cap, isFirst }: Props) {
  const play = usePlay();
  const { text, format } = play;
  const place = useDerived(() => play.layout.value.parts.porting?.cards[index]?.parts[n] ?? null);
  const state = useView((view) => partIn(view, kernel, call)?.state ?? 'open');
  const order = useView((view) => partIn(view, kernel, call)?.place ?? 0);
  const progress = useView((view) => {
    const { left, whole } = partIn(view, kernel, call) ?? { left: 1, whole: 1 };
    return Math.round(((whole - left) * 50) / Math.max(1, whole)) * 2;
  });
  const verdict = useVerdict(() => ({ do: 'port', kernel, call }));
  const percent = (bp: Bp): string => (isCost(bp) ? `\u2212${format.percent(-bp)}` : format.percent(Math.max(0, bp)));
  const said = useSteady(() => {
    const view = play.view.value;
    const part = partIn(view, kernel, call);
    if (part === undefined) return { now: '', later: '', costs: false, time: '', was: '' };
    const { now, later } = savesBy(part);
    return {
      now: percent(now),
      later: percent(later),
      costs: isCost(later),
      time: soonIn(play, view, part.left),
      was: isFirst && part.alone !== null ? percent(part.alone) : '',
    };
  });
  const at = place.value;
  if (at === null) return null;
  const { now, later, costs, time, was } = said.value;
  const hasMoved = was !== '' && was !== later;
  const names = { call: handlerName(play, call), kernel: kernelName(play, kernel) };
  const isWritten = state.value === 'written';
  const label = isWritten
    ? text.t('play.part.nameWritten', names)
    : text.t(`play.part.name.${state.value}`, { ...names, now, later, time, place: order.value });
  return (
    <li>
      <button
        type="button"
        class={`port-part ${state.value}`}
        id={`part-${kernel}-${call}`}
        aria-disabled={!verdict.value.ok || isWritten}
        data-tip={text.t('play.part.means', { call: names.call })}
        data-tip-below=""
        style={placed(at)}
        onClick={() => pressPart(play, kernel, call)}
      >
        <span class="part-done" aria-hidden="true" style={`inline-size:${isWritten ? 0 : progress.value}%`} />
        <Face name={refusedName(play, label, verdict.value)} kind="part-face">
          <span class="part-top">
            <ReasonSign reason={call} as={isWritten ? 'pink' : 'muted'} filled={isWritten} />
            {isWritten ? null : (
              <span class={`part-saves${hasMoved ? ' moved' : ''}${costs ? ' costs' : ''}`}>{later}</span>
            )}
            {order.value > 0 ? <span class="part-place">{order.value}</span> : null}
          </span>
          <span class="part-top">
            <span class={hasMoved ? 'part-time moved' : 'part-time'}>
              {isWritten ? text.t('play.part.written') : hasMoved ? text.t('play.part.was', { was }) : time}
            </span>
            {cap !== '' && !isWritten ? <kbd>{cap}</kbd> : null}
          </span>
          <span class="part-for">{text.word('handler', call, {}, 'short')}</span>
        </Face>
        <Ahead kernel={kernel} call={call} />
      </button>
    </li>
  );
}
