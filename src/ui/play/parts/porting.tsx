/** Kernels, the parts of their ports and who writes what; restarts of their guests. */
import type { ReadonlySignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { View } from '../../../session/view-model.ts';
import type { Bp, Cycles, Id, Int } from '../../../sim/index.ts';
import { useDerived, usePlay, useSteady, useView } from '../context.ts';
import { causeName, cyclesOfPlay, guestName, handlerName, kernelName, soonIn } from '../doing.ts';
import { Coming, meantGuest, RestartButton } from '../kernelGuests.tsx';
import { aheadIn, kernelIn, kernelsIn, queueIn, restartsIn } from '../kernels.ts';
import { polite } from '../narrate.ts';
import type { Inspection, Play, PlayPart } from '../play.ts';
import { PortPart, pressPart, savesBy } from '../portParts.tsx';
import { ReasonSign } from '../reasonSign.tsx';
import { Cap, Face, placed, Spot, Words } from '../spot.tsx';
import { TurnSigns } from '../turnSigns.tsx';
import '../ports.css';

declare module '../target.ts' {
  interface Targets {
    kernel: { kernel: Id };
  }
}

const GUIDE = 'porting';

/** Keys: the kernels, and then the parts of the one that is meant. */
const DIGITS = { first: 1, most: 9 } as const;
const PARTS_FROM = 5;

/** How many reasons are named; how many parts are shown if they are all, and how many before it is said how many more. */
const NAMED = 2;
const SHOWN = { all: 4, some: 3 } as const;

/** Seconds of play for which it is told that a kernel's first part moved what the others would save. */
const FIRST_SECONDS = 8;
/** room for what is said of a closed kernel, in lines */
const CLOSED = 60;

/** The kernel that the keys of parts mean: the one that is chosen, or pointed at. */
function meantKernel(play: Play): Id | null {
  for (const target of [play.chosen.value, play.pointed.value]) if (target?.kind === 'kernel') return target.kernel;
  return null;
}

/** So much of the machine is saved by a part, or by a restart, before it is called for: a restart has its price, too. */
const WORTH: Bp = 200;

/** What is in hand and what follows: the one picture of the queue. */
function Queue() {
  const play = usePlay();
  const { text } = play;
  const at = useDerived(() => play.layout.value.parts.porting ?? null);
  const row = useSteady(() => {
    const view = play.view.value;
    const queue = queueIn(view);
    const shown = queue.length > SHOWN.all ? SHOWN.some : SHOWN.all;
    return {
      isDone: kernelsIn(view).every(({ parts: own }) => own.every(({ state }) => state === 'written')),
      queue: queue.slice(0, shown).map(({ kernel, call, left }) => ({ kernel, call, time: soonIn(play, view, left) })),
      more: Math.max(0, queue.length - shown),
      room: queue.length === 0 ? 0 : Math.min(SHOWN.all, view.parts.porting?.room ?? 0),
      ahead: soonIn(play, view, aheadIn(view)),
      // a part that nobody would have for long is no reason to write
      isLate: !kernelsIn(view).some(({ parts }) => parts.some((part) => savesBy(part).later >= WORTH)),
    };
  });
  if (at.value === null || row.value.isDone) return null;
  const { queue, more, room, ahead, isLate } = row.value;
  const [inHand, ...waiting] = queue;
  return (
    <>
      <div class="write-queue" style={placed(at.value.legend)} aria-hidden="true">
        {text.t('play.part.ahead', { time: ahead })}
      </div>
      <div class={inHand === undefined && !isLate ? 'write-queue empty' : 'write-queue'} style={placed(at.value.hand)}>
        <span data-tip={text.t('play.queue.means')} aria-hidden="true">
          {text.t(inHand !== undefined ? 'play.queue.title' : isLate ? 'play.queue.late' : 'play.queue.empty')}
        </span>
        {inHand === undefined ? null : (
          <span class="queued-part first" aria-hidden="true">
            <PartFace {...inHand} sign="copper" />
          </span>
        )}
      </div>
      <div class="write-queue" style={placed(at.value.waits)}>
        {waiting.map((part, i) => (
          <Waiting key={`${part.kernel} ${part.call}`} {...part} isLast={more === 0 && i === waiting.length - 1} />
        ))}
        {more > 0 ? <span aria-hidden="true">{text.t('play.queue.more', { n: more })}</span> : null}
        {Array.from({ length: room }, (_, i) => (
          <span key={i} class="queued-part room" aria-hidden="true" />
        ))}
      </div>
    </>
  );
}

type Queued = { kernel: Id; call: Id; time: string };

function PartFace({ kernel, call, time, sign }: Queued & { sign: 'copper' | 'muted' }) {
  return (
    <>
      <ReasonSign reason={call} as={sign} />
      {kernelName(usePlay(), kernel)} <span class="note">{time}</span>
    </>
  );
}

/** Whatever is in hand waits behind it. */
const takeInHand = (play: Play, { kernel, call }: Pick<Queued, 'kernel' | 'call'>) =>
  play.command({ do: 'promote', kernel, call }, { kind: 'kernel', kernel });

/** What waits to be written, as a button that takes it in hand. */
function Waiting({ isLast, ...part }: Queued & { isLast: boolean }) {
  const play = usePlay();
  const { text } = play;
  const { kernel, call } = part;
  const names = { call: handlerName(play, call), kernel: kernelName(play, kernel) };
  return (
    <button
      type="button"
      id={`first-${kernel}-${call}`}
      class="small-button queued-part"
      data-tip={text.t('play.queue.firstMeans')}
      onClick={() => takeInHand(play, part)}
    >
      <Face name={text.t('play.queue.first', names)} kind="queued-face">
        <span class="to-front">↑</span>
        <PartFace {...part} sign="muted" />
      </Face>
      {isLast ? <Cap action="first" /> : null}
    </button>
  );
}

/** Whether a first part of a kernel has just been chosen: then all others are counted anew, and that is said. */
function useFirst(id: Id): ReadonlySignal<boolean> {
  const play = usePlay();
  const known = useRef<{ chosen: Int | null; at: Cycles }>({ chosen: null, at: Number.NEGATIVE_INFINITY });
  return useSteady(() => {
    const view = play.view.value;
    const chosen = kernelIn(view, id)?.parts.filter(({ place, state }) => place > 0 || state === 'written').length ?? 0;
    const { chosen: before, at } = known.current;
    const isFirst = before === 0 && chosen === 1;
    known.current = { chosen, at: isFirst ? view.now : chosen === 0 ? Number.NEGATIVE_INFINITY : at };
    const past = view.now - known.current.at;
    return past >= 0 && past < cyclesOfPlay(view, FIRST_SECONDS);
  });
}

function Kernel({ id, index }: { id: Id; index: Int }) {
  const play = usePlay();
  const { text } = play;
  const isFirst = useFirst(id);
  const place = useDerived(() => play.layout.value.parts.porting?.cards[index] ?? null);
  const isMeant = useDerived(() => meantKernel(play) === id);
  const seen = useDerived(
    () =>
      kernelIn(play.view.value, id)
        ?.restarts.map(({ guest }) => guest)
        .join() ?? '',
  );
  const expected = useDerived(
    () =>
      kernelIn(play.view.value, id)
        ?.coming.map(({ guest }) => guest)
        .join() ?? '',
  );
  const at = place.value;
  const kernel = kernelIn(play.view.peek(), id);
  if (at === null || kernel === undefined) return null;
  const restarts = seen.value.split(',').filter(Boolean).map(Number);
  const coming = expected.value.split(',').filter(Boolean).map(Number);
  return (
    <li>
      <Spot
        target={{ kind: 'kernel', kernel: id }}
        at={at.rect}
        kind="card"
        tip={text.t('play.tip.kernel')}
        name={(view) => {
          const { guests, long, closed, parts } = kernelIn(view, id) ?? kernel;
          const written = parts.filter(({ state }) => state === 'written').length;
          return [
            text.t('play.name.kernel', {
              kernel: kernelName(play, id),
              state: closed
                ? text.t('play.kernel.closed')
                : text.t('play.kernel.written', { written, of: parts.length }),
              guests: guests.map((guest) => guestName(play, view, guest)).join(', '),
            }),
            long.length === 0
              ? ''
              : text.t('play.kernel.losesTo', {
                  profile: long
                    .slice(0, NAMED)
                    .map(({ reason }) => causeName(play, reason))
                    .join(', '),
                }),
          ]
            .filter(Boolean)
            .join(' ');
        }}
      />
      <Words at={at.name} kind="card-title">
        <span>
          {index < PARTS_FROM ? <kbd>{DIGITS.first + index}</kbd> : null} {kernelName(play, id)}
        </span>
        {isFirst.value ? <span class="first-part">{text.t('play.kernel.first')}</span> : null}
      </Words>
      {kernel.closed ? (
        <Words at={{ ...at.name, y: at.rect.y + at.name.h + 8, w: at.rect.w - 16, h: CLOSED }} kind="kernel-state">
          {text.t('play.kernel.closed')}
        </Words>
      ) : (
        <ul>
          {kernel.parts.map(({ call }, n) => (
            <PortPart
              key={call}
              kernel={id}
              index={index}
              call={call}
              n={n}
              cap={isMeant.value ? `${DIGITS.first + PARTS_FROM + n}` : ''}
              isFirst={isFirst.value}
            />
          ))}
        </ul>
      )}
      {kernel.guests.map((guest, g) => {
        const rect = at.restarts[g];
        if (rect === undefined) return null;
        if (coming.includes(guest)) return <Coming key={guest} kernel={id} guest={guest} at={rect} />;
        return restarts.includes(guest) ? <RestartButton key={guest} kernel={id} guest={guest} at={rect} /> : null;
      })}
    </li>
  );
}

function Kernels() {
  const { text } = usePlay();
  const ids = useView((view) =>
    kernelsIn(view)
      .map(({ id }) => id)
      .join(),
  );
  return (
    <>
      <Queue />
      <ul aria-label={text.t('play.kernels')}>
        {ids.value
          .split(',')
          .filter(Boolean)
          .map((id, index) => (
            <Kernel key={id} id={id} index={index} />
          ))}
      </ul>
    </>
  );
}

/** A number is a kernel, or a part of the one that is meant. */
function byNumber(play: Play, index: Int): boolean {
  const kernels = kernelsIn(play.view.peek());
  if (index < PARTS_FROM) {
    const kernel = kernels[index];
    if (kernel === undefined) return false;
    play.choose({ kind: 'kernel', kernel: kernel.id });
    return true;
  }
  const { id, parts = [] } = kernels.find((one) => one.id === meantKernel(play)) ?? {};
  const part = parts[index - PARTS_FROM];
  return id !== undefined && part !== undefined && pressPart(play, id, part.call);
}

function ofKernel(play: Play, view: View, { kernel: id }: { kernel: Id }): Inspection | null {
  const kernel = kernelIn(view, id);
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
      value: format.percent(cycles, 1),
    })),
    prices: [],
    guide: GUIDE,
  };
}

/** A restart is told of when so much of the run is left, in times of what it takes to pay. */
const PAYS_OFTEN = 4;

/** What would save most: a restart for what is written that pays soon, or the kernel of which a part does that nobody has chosen yet. */
function unported({ text, level }: Pick<Play, 'text' | 'level'>, view: View, metric: Id): string | null {
  if (metric !== 'usefulShare' && metric !== 'trapShare') return null;
  const left = view.length - view.now;
  const [due] = restartsIn(view)
    .filter(({ gains, pays }) => gains > WORTH && pays !== null && PAYS_OFTEN * pays < left)
    .sort((a, b) => b.gains - a.gains);
  if (due !== undefined) return text.t('play.goal.restart', { guest: guestName({ level }, view, due.guest) });
  if (metric === 'trapShare') return null;
  const [worst] = kernelsIn(view)
    .map(({ id, parts: own }) => ({
      id,
      // one that is chosen already is on its way
      saves: Math.max(0, ...own.filter(({ place }) => place === 0).map((part) => savesBy(part).later)),
    }))
    .filter(({ saves }) => saves > WORTH)
    .sort((a, b) => b.saves - a.saves);
  return worst === undefined ? null : text.t('play.goal.unported', { kernel: kernelName({ text, level }, worst.id) });
}

export const porting: PlayPart = {
  why: unported,
  AtGuest: TurnSigns,
  panels: [{ turn: 216, Shown: Kernels }],
  answers({ parts: { porting: place } }) {
    const rects = (place?.cards ?? []).map(({ rect }) => rect);
    const [first, last] = [rects[0], rects.at(-1)];
    return first === undefined || last === undefined ? null : { ...first, w: last.x + last.w - first.x };
  },
  targets: { kernel: { inspect: ofKernel, guides: [GUIDE] } },
  digits: { ...DIGITS, verbs: ['port'], take: byNumber },
  actions: {
    first({ play }) {
      const last = queueIn(play.view.peek()).at(-1);
      if (last !== undefined && last.place > 1) takeInHand(play, last);
    },
    reboot({ play }) {
      const guest = meantGuest(play);
      if (guest !== null) play.command({ do: 'restart', guest }, { kind: 'guest', guest });
    },
  },
  narration: {
    partWritten: (speaker, _, { kernel, call }) =>
      polite(
        speaker.text.t('event.partWritten', { kernel: kernelName(speaker, kernel), call: handlerName(speaker, call) }),
      ),
  },
  watches(view, mix) {
    for (const { parts: own, restarts } of kernelsIn(view)) {
      for (const { state, place } of own) {
        mix(state);
        mix(place);
      }
      for (const { guest } of restarts) mix(guest);
    }
  },
  points({ kernel, call, guest }, layout, view) {
    const cards = layout.parts.porting?.cards ?? [];
    const kernels = kernelsIn(view);
    const index = kernels.findIndex(({ id, guests }) =>
      kernel === undefined ? guest !== undefined && guests.includes(guest) : id === kernel,
    );
    const part = kernels[index]?.parts.findIndex((one) => one.call === call) ?? -1;
    if (kernel === undefined && call === undefined) return null;
    return cards[index]?.parts[part] ?? cards[index]?.rect ?? null;
  },
};
