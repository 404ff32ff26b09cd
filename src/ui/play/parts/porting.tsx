/** Kernels that could be ported, each with what its guests lose in exits. */
import type { KernelPlace } from '../../../session/layout.ts';
import { LONG_SECONDS } from '../../../session/past/samples.ts';
import { lost, profileOf } from '../../../session/profile.ts';
import type { KernelView, View } from '../../../session/view-model.ts';
import type { Bp, Id, Int } from '../../../sim/index.ts';
import { useDerived, usePlay, useSteady, useVerdict, useView } from '../context.ts';
import { causeName, cyclesOfPlay, guestName, kernelName, soonIn, spoken } from '../doing.ts';
import { refusedName } from '../names.ts';
import { polite } from '../narrate.ts';
import type { Inspection, Play, PlayPart } from '../play.ts';
import { ReasonSign } from '../reasonSign.tsx';
import { Face, placed, Spot, Words } from '../spot.tsx';
import { keyOf } from '../target.ts';

declare module '../target.ts' {
  interface Targets {
    kernel: { kernel: Id };
  }
}

const GUIDE = 'porting';

/** How many reasons fit beside the badges, with signs that can be read. */
const PROFILED = 2;

const find = (view: View, id: Id): KernelView | undefined =>
  view.parts.porting?.kernels.find((kernel) => kernel.id === id);

function stateOf(play: Play, view: View, kernel: KernelView): string {
  const { text } = play;
  if (kernel.closed) return text.t('play.kernel.closed');
  if (kernel.state === 'porting')
    return text.t('play.kernel.porting', { time: spoken(play, view, kernel.until - view.now) });
  if (kernel.state !== 'ported') return text.t('play.kernel.asIs');
  if (kernel.saves === null || kernel.saves < 100) return text.t('play.kernel.ported');
  return text.t('play.kernel.portedSaves', { share: play.format.percent(kernel.saves) });
}

/** What the last seconds say, of what a longer stretch says. */
const nowOf = (view: View, kernel: KernelView, reason: Id): number =>
  profileOf(view, kernel).find((row) => row.reason === reason)?.cycles ?? 0;

const rounded = (cycles: number): number => Math.round(cycles / 50) * 50;

/**
 * Two bars by reason, over a longer stretch and, thinner, of the last seconds: which exits a port would save. The
 * inspector has the numbers.
 */
function Profile({ id, at }: { id: Id; at: KernelPlace }) {
  const play = usePlay();
  const rows = useView((view) => {
    const kernel = find(view, id);
    if (kernel === undefined) return '';
    return kernel.long
      .slice(0, PROFILED)
      .map(({ reason, cycles }) => `${reason}:${rounded(cycles)}:${rounded(nowOf(view, kernel, reason))}`)
      .join();
  });
  const guests = find(play.view.peek(), id)?.guests.length ?? 1;
  const x = at.rect.x + 16 + guests * 22;
  const rect = { x, y: at.rect.y + 26, w: at.rect.x + at.rect.w - 10 - x, h: 32 };
  return (
    <span class="words profile" style={placed(rect)} aria-hidden="true">
      {rows.value
        .split(',')
        .filter(Boolean)
        .map((row) => {
          const [reason = '', cycles = '0', now = '0'] = row.split(':');
          return (
            <span key={reason} class="profile-row">
              <ReasonSign reason={reason} />
              <span class="profile-bars">
                {[cycles, now].map((part, i) => (
                  <span key={i === 0 ? 'long' : 'now'} class={i === 0 ? 'profile-bar' : 'profile-bar now'}>
                    <span style={`inline-size:${Math.min(100, Number(part) / 100)}%`} />
                  </span>
                ))}
              </span>
            </span>
          );
        })}
    </span>
  );
}

/** What the signs on the cards mean: those that stand there now. */
function Legend() {
  const play = usePlay();
  const shown = useView(({ parts }) => {
    const all = (parts.porting?.kernels ?? []).flatMap(({ long }) => long.slice(0, PROFILED));
    return [...new Set(all.map(({ reason }) => reason))].sort().join();
  });
  const row = useDerived(() => play.layout.value.parts.porting?.legend ?? null);
  const at = row.value;
  if (at === null || shown.value === '') return null;
  return (
    <Words at={at} kind="legend">
      {shown.value.split(',').map((reason) => (
        <span key={reason}>
          <ReasonSign reason={reason} /> {causeName(play, reason)}
        </span>
      ))}
    </Words>
  );
}

/** Keys of the cards; those of the hypercall table stand behind them. */
const DIGITS = { first: 1, most: 5 } as const;

function portByNumber(play: Play, index: Int): boolean {
  const kernel = play.view.peek().parts.porting?.kernels[index];
  if (kernel === undefined) return false;
  play.command({ do: 'port', kernel: kernel.id }, { kind: 'kernel', kernel: kernel.id });
  return true;
}

function PortButton({ id, index, at }: { id: Id; index: Int; at: KernelPlace }) {
  const play = usePlay();
  const { text } = play;
  const state = useView((view) => find(view, id)?.state ?? 'asIs');
  const words = useView((view) => {
    const kernel = find(view, id);
    return kernel === undefined ? '' : stateOf(play, view, kernel);
  });
  /** of its guests, those that there are: who comes later comes ported */
  const there = useView((view) => (find(view, id)?.guests ?? []).filter((guest) => view.guests[guest]?.present).length);
  /** what it would save, by what was seen, and by what is to come */
  const gain = useSteady(() => {
    const view = play.view.value;
    const found = find(view, id);
    const saves = found?.saves ?? null;
    const soon = found?.soon ?? null;
    const share = saves === null ? '' : play.format.percent(saves);
    if (soon === null) return { share, later: '', time: '' };
    return { share, later: play.format.percent(soon.saves), time: soonIn(play, view, soon.in) };
  });
  const command = { do: 'port', kernel: id } as const;
  const verdict = useVerdict(() => command);
  const kernel = find(play.view.peek(), id);
  if (kernel === undefined) return null;
  const from = { kind: 'kernel', kernel: id } as const;
  if (state.value !== 'asIs' || kernel.closed) {
    return (
      <Words at={at.port} kind={`kernel-state ${state.value}`}>
        {words}
      </Words>
    );
  }
  const restarts = text.t('play.kernel.restarts', { count: there.value });
  const time = spoken(play, play.view.peek(), play.view.peek().knobs.portCycles ?? 0);
  const { share, later, time: turns } = gain.value;
  const label = [
    text.t('play.kernel.portName', { kernel: kernelName(play, id), time, restarts }),
    share === '' ? '' : text.t('play.kernel.portSaves', { share }),
    later === '' ? '' : text.t('play.kernel.portSoon', { share: later, time: turns }),
  ]
    .filter(Boolean)
    .join('; ');
  return (
    <button
      type="button"
      class="small-button port"
      style={placed(at.port)}
      aria-disabled={!verdict.value.ok}
      onClick={() => {
        // the button is about to become words, so the focus goes to the card that it stood on
        if (play.command(command, from).ok) document.getElementById(keyOf(from))?.focus({ preventScroll: true });
      }}
    >
      <Face name={refusedName(play, label, verdict.value)} kind="port-face">
        <span>
          {index < DIGITS.most ? <kbd>{DIGITS.first + index}</kbd> : null} {text.t('play.kernel.port')}
        </span>
        <span class="port-saves">{share === '' ? '' : text.t('play.kernel.saves', { share })}</span>
        <span class="note">{text.t('play.kernel.portTime', { time, restarts })}</span>
        <span class="note port-soon">
          {later === '' ? '' : text.t('play.kernel.soon', { share: later, time: turns })}
        </span>
      </Face>
    </button>
  );
}

function Kernel({ id, index }: { id: Id; index: number }) {
  const play = usePlay();
  const { text, format } = play;
  const place = useDerived(() => play.layout.value.parts.porting?.cards[index] ?? null);
  const share = useView((view) => {
    const kernel = find(view, id);
    // while nothing is measured, nothing is said
    if (kernel === undefined || kernel.long.length === 0) return '';
    return text.t('play.kernel.lost', { share: format.percent(lost(kernel.long)) });
  });
  /** what it would lose without its port, once it has one */
  const before = useView((view) => {
    const kernel = find(view, id);
    const unported = kernel?.unported ?? 0;
    return kernel === undefined || unported <= lost(kernel.long) ? '' : format.percent(unported);
  });
  const at = place.value;
  if (at === null) return null;
  const seen = play.view.peek();
  const stretch = spoken(play, seen, cyclesOfPlay(seen, LONG_SECONDS));
  return (
    <li>
      <Spot
        target={{ kind: 'kernel', kernel: id }}
        at={at.rect}
        kind="card"
        tip={text.t('play.tip.kernel', { time: stretch })}
        name={(view) => {
          const kernel = find(view, id);
          if (kernel === undefined) return '';
          const guests = kernel.guests.map((guest) => guestName(play, view, guest)).join(', ');
          const state = stateOf(play, view, kernel);
          const profile = kernel.long
            .slice(0, PROFILED)
            .map(({ reason }) => causeName(play, reason))
            .join(', ');
          const share = format.percent(lost(kernel.long));
          const name = text.t('play.name.kernel', { kernel: kernelName(play, id), state, guests });
          const unported = kernel.unported === null ? null : format.percent(kernel.unported);
          return [
            name,
            profile === '' ? '' : text.t('play.kernel.lostName', { share, profile }),
            unported === null ? '' : text.t('play.kernel.unportedName', { share: unported }),
          ]
            .filter(Boolean)
            .join(' ');
        }}
      />
      <Words at={at.name} kind="card-title">
        <span>{kernelName(play, id)}</span>
        <span class={before.value === '' ? 'lost' : 'lost less'}>
          {before.value === '' ? null : <s>{before.value}</s>} {share}
        </span>
      </Words>
      <Profile id={id} at={at} />
      <PortButton id={id} index={index} at={at} />
    </li>
  );
}

function Kernels() {
  const { text } = usePlay();
  const kernels = useView(({ parts }) => (parts.porting?.kernels ?? []).map(({ id }) => id).join());
  return (
    <>
      <Legend />
      <ul aria-label={text.t('play.kernels')}>
        {kernels.value
          .split(',')
          .filter(Boolean)
          .map((id, index) => (
            <Kernel key={id} id={id} index={index} />
          ))}
      </ul>
    </>
  );
}

function ofKernel(play: Play, view: View, { kernel: id }: { kernel: Id }): Inspection | null {
  const kernel = find(view, id);
  if (kernel === undefined) return null;
  const { text, format } = play;
  return {
    title: kernelName(play, id),
    what:
      kernel.portLines === 0
        ? text.t('machine.portUncounted')
        : text.t('machine.portSize', { lines: text.t('unit.lines', { count: kernel.portLines }) }),
    facts: kernel.long.map(({ reason, cycles }) => ({
      label: causeName(play, reason),
      value: text.t('play.kernel.both', {
        share: format.percent(cycles, 1),
        now: format.percent(nowOf(view, kernel, reason), 1),
      }),
    })),
    prices: [],
    guide: GUIDE,
  };
}

/** basis points of its guests' time that a kernel loses before it is a reason */
const LOSES: Bp = 2000;

/** The kernel that could be ported and loses most. */
function unported(
  { text, format, level }: Pick<Play, 'text' | 'format' | 'level'>,
  { parts }: View,
  metric: Id,
): string | null {
  if (metric !== 'usefulShare') return null;
  const open = (parts.porting?.kernels ?? []).filter(({ closed, state }) => !closed && state === 'asIs');
  const [worst] = [...open].sort((a, b) => lost(b.long) - lost(a.long));
  if (worst === undefined || lost(worst.long) < LOSES) return null;
  return text.t('play.goal.unported', {
    kernel: kernelName({ text, level }, worst.id),
    share: format.percent(lost(worst.long)),
  });
}

export const porting: PlayPart = {
  why: unported,
  panels: [{ turn: 210, Shown: Kernels }],
  targets: { kernel: { inspect: ofKernel, guides: [GUIDE] } },
  digits: { ...DIGITS, verbs: ['port'], take: portByNumber },
  narration: {
    kernelPortStarted: (speaker, _, { kernel }) =>
      polite(speaker.text.t('event.kernelPortStarted', { kernel: kernelName(speaker, kernel) })),
    kernelPorted: (speaker, _, { kernel }) =>
      polite(speaker.text.t('event.kernelPorted', { kernel: kernelName(speaker, kernel) })),
  },
  watches({ parts }, mix) {
    for (const { state } of parts.porting?.kernels ?? []) mix(state);
  },
  points({ kernel, call }, layout, { parts }) {
    if (call !== undefined) return null;
    const index = parts.porting?.kernels.findIndex(({ id }) => id === kernel) ?? -1;
    return layout.parts.porting?.cards[index]?.rect ?? null;
  },
};
