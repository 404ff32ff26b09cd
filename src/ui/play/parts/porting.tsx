/** Kernels that could be ported, each with what its guests lose in exits. */
import type { KernelPlace } from '../../../session/layout.ts';
import { LONG_SECONDS } from '../../../session/past/samples.ts';
import { profileOf } from '../../../session/profile.ts';
import type { KernelView, View } from '../../../session/view-model.ts';
import type { Bp, Id, Int } from '../../../sim/index.ts';
import { useDerived, usePlay, useSteady, useVerdict, useView } from '../context.ts';
import { causeName, cyclesOfPlay, guestName, kernelName, soonIn, spoken } from '../doing.ts';
import { refusedName } from '../names.ts';
import { polite } from '../narrate.ts';
import type { Inspection, Play, PlayPart } from '../play.ts';
import { Face, placed, Spot, Words } from '../spot.tsx';
import { keyOf } from '../target.ts';

declare module '../target.ts' {
  interface Targets {
    kernel: { kernel: Id };
  }
}

const GUIDE = 'porting';

/** How many reasons are named. */
const NAMED = 2;

/** A bar of a card is full at so much of the machine. */
const FULL: Bp = 4000;

const find = (view: View, id: Id): KernelView | undefined =>
  view.parts.porting?.kernels.find((kernel) => kernel.id === id);

function stateOf(play: Play, view: View, kernel: KernelView): string {
  const { text } = play;
  if (kernel.closed) return text.t('play.kernel.closed');
  if (kernel.state === 'porting')
    return text.t('play.kernel.porting', { time: spoken(play, view, kernel.until - view.now) });
  if (kernel.state !== 'ported') return text.t('play.kernel.asIs');
  return text.t('play.kernel.ported');
}

/** What the last seconds say, of what a longer stretch says. */
const nowOf = (view: View, kernel: KernelView, reason: Id): number =>
  profileOf(view, kernel).find((row) => row.reason === reason)?.cycles ?? 0;

/** In whole halves of a percent: what differs by less is not drawn anew. */
const halves = (share: Bp | null): Bp | null => (share === null ? null : Math.round(share / 50) * 50);

/** Two bars, of the machine: what its guests lose as they came, and ported. One is so, the other would be. */
function BeforeAfter({ id, at }: { id: Id; at: KernelPlace }) {
  const play = usePlay();
  const bars = useSteady(() => {
    const kernel = find(play.view.value, id);
    if (kernel === undefined || kernel.came === null) return [];
    const isPorted = kernel.state === 'ported';
    return [
      { kind: 'came', share: halves(kernel.came), is: !isPorted },
      { kind: 'ported', share: halves(kernel.ported), is: isPorted },
    ];
  });
  const guests = find(play.view.peek(), id)?.guests.length ?? 1;
  const x = at.rect.x + 16 + guests * 22;
  const rect = { x, y: at.rect.y + 26, w: at.rect.x + at.rect.w - 10 - x, h: 32 };
  return (
    <span class="words profile" style={placed(rect)} aria-hidden="true">
      {bars.value.map(({ kind, share, is }) =>
        share === null ? null : (
          <span key={kind} class={is ? 'profile-row' : 'profile-row would'}>
            <span class={kind === 'came' ? 'profile-bar' : 'profile-bar ported'}>
              <span style={`inline-size:${Math.min(100, (share * 100) / FULL)}%`} />
            </span>
            <span class="profile-share">{play.format.percent(Math.round(share / 100) * 100)}</span>
          </span>
        ),
      )}
    </span>
  );
}

/** What the two bars of the cards mean. */
function Legend() {
  const { text, layout } = usePlay();
  const row = useDerived(() => layout.value.parts.porting?.legend ?? null);
  const at = row.value;
  if (at === null) return null;
  return (
    <Words at={at} kind="legend kernels">
      <span>{text.t('play.kernel.legend')}</span>
      <span class="came">{text.t('play.kernel.came')}</span>
      <span class="ported">{text.t('play.kernel.oncePorted')}</span>
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
  const queued = useView((view) => find(view, id)?.queued ?? false);
  /** another one goes on: this one would be the next */
  const follows = useView(({ parts }) => (parts.porting?.kernels ?? []).some(({ state }) => state === 'porting'));
  const words = useView((view) => {
    const kernel = find(view, id);
    return kernel === undefined ? '' : stateOf(play, view, kernel);
  });
  /** of its guests, those that there are: who comes later comes ported */
  const there = useView((view) => (find(view, id)?.guests ?? []).filter((guest) => view.guests[guest]?.present).length);
  /** what its guests lose and would lose, by what was seen, and by what is to come */
  const gain = useSteady(() => {
    const view = play.view.value;
    const { came = null, ported = null, soon = null } = find(view, id) ?? {};
    const shares = (from: Bp, to: Bp) => ({ from: play.format.percent(from), to: play.format.percent(to) });
    return {
      now: came === null || ported === null ? null : shares(came, ported),
      later: soon === null ? null : { ...shares(soon.came, soon.ported), time: soonIn(play, view, soon.in) },
    };
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
  const { now, later } = gain.value;
  const verb = text.t(
    queued.value ? 'play.kernel.queued' : follows.value ? 'play.kernel.portNext' : 'play.kernel.port',
  );
  const label = [
    text.t('play.kernel.portName', { verb, kernel: kernelName(play, id), time, restarts }),
    now === null ? '' : text.t('play.kernel.portSaves', now),
    later === null ? '' : text.t('play.kernel.portSoon', later),
  ]
    .filter(Boolean)
    .join('; ');
  return (
    <button
      type="button"
      class={queued.value ? 'small-button port queued' : 'small-button port'}
      aria-pressed={queued.value ? true : undefined}
      style={placed(at.port)}
      aria-disabled={!verdict.value.ok}
      onClick={() => {
        // the button is about to become words, so the focus goes to the card that it stood on
        if (play.command(command, from).ok) document.getElementById(keyOf(from))?.focus({ preventScroll: true });
      }}
    >
      <Face name={refusedName(play, label, verdict.value)} kind="port-face">
        <span>
          {index < DIGITS.most ? <kbd>{DIGITS.first + index}</kbd> : null} {verb}
        </span>
        <span class="note port-time">{text.t('play.kernel.portTime', { time, restarts })}</span>
        <span class={later === null ? 'note port-soon' : 'note port-soon turns'}>
          {later === null ? '' : text.t('play.kernel.soon', later)}
        </span>
      </Face>
    </button>
  );
}

function Kernel({ id, index }: { id: Id; index: number }) {
  const play = usePlay();
  const { text, format } = play;
  const place = useDerived(() => play.layout.value.parts.porting?.cards[index] ?? null);
  /** what it saves of the machine, once it is ported */
  const saved = useView((view) => {
    const { state = 'asIs', came = null, ported = null } = find(view, id) ?? {};
    const share = Math.max(0, (came ?? 0) - (ported ?? 0));
    return state === 'ported' && share >= 100 ? text.t('play.kernel.gains', { share: format.percent(share) }) : '';
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
            .slice(0, NAMED)
            .map(({ reason }) => causeName(play, reason))
            .join(', ');
          const name = text.t('play.name.kernel', { kernel: kernelName(play, id), state, guests });
          const isPorted = kernel.state === 'ported';
          const now = isPorted ? kernel.ported : kernel.came;
          return [
            name,
            profile === '' || now === null
              ? ''
              : text.t('play.kernel.lostName', { share: format.percent(now), profile }),
            !isPorted || kernel.came === null
              ? ''
              : text.t('play.kernel.unportedName', { share: format.percent(kernel.came) }),
          ]
            .filter(Boolean)
            .join(' ');
        }}
      />
      <Words at={at.name} kind="card-title">
        <span>{kernelName(play, id)}</span>
        <span class="gains">{saved}</span>
      </Words>
      <BeforeAfter id={id} at={at} />
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

/** So much of the machine a kernel's guests lose before it is a reason. */
const LOSES: Bp = 500;

/** The kernel that could be ported and loses most. */
function unported(
  { text, format, level }: Pick<Play, 'text' | 'format' | 'level'>,
  { parts }: View,
  metric: Id,
): string | null {
  if (metric !== 'usefulShare') return null;
  const open = (parts.porting?.kernels ?? []).filter(({ closed, state }) => !closed && state === 'asIs');
  const [worst] = [...open].sort((a, b) => (b.came ?? 0) - (a.came ?? 0));
  if (worst === undefined || (worst.came ?? 0) < LOSES) return null;
  return text.t('play.goal.unported', {
    kernel: kernelName({ text, level }, worst.id),
    share: format.percent(worst.came ?? 0),
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
    for (const { state, queued } of parts.porting?.kernels ?? []) {
      mix(state);
      mix(queued);
    }
  },
  points({ kernel, call }, layout, { parts }) {
    if (call !== undefined) return null;
    const index = parts.porting?.kernels.findIndex(({ id }) => id === kernel) ?? -1;
    return layout.parts.porting?.cards[index]?.rect ?? null;
  },
};
