/** The latch tray: requests that wait to be drained together. */
import type { TowerPlace } from '../../../session/layout.ts';
import type { View } from '../../../session/view-model.ts';
import type { Int } from '../../../sim/index.ts';
import { NONE } from '../../../sim/types.ts';
import { useDerived, usePlay, useView } from '../context.ts';
import { pcpuName, spoken } from '../doing.ts';
import { pressTarget } from '../focus.ts';
import { polite } from '../narrate.ts';
import type { Inspection, Play, PlayPart } from '../play.ts';
import { handlerPrices } from '../prices.ts';
import { Cap, Spot, Words } from '../spot.tsx';

declare module '../target.ts' {
  interface Targets {
    latch: object;
  }
}

const GUIDE = 'latched-write';

/** Whoever finds it full is taken along by the drain that begins at once: that one has no place of its own. */
const usedOf = (requests: Int, room: Int): Int => Math.min(requests, room);

function Tray() {
  const play = usePlay();
  const { text } = play;
  const place = useDerived(() => play.layout.value.parts.latch);
  const words = (view: View): string => {
    const { requests = [], room = 0, drainer = NONE } = view.parts.latch ?? {};
    const args = { used: usedOf(requests.length, room), room };
    return drainer === NONE
      ? text.t('play.name.latch', args)
      : text.t('play.name.latchQueued', { ...args, pcpu: pcpuName(play, drainer) });
  };
  const queued = useView((view) => view.parts.latch?.drainer ?? NONE);
  const queuedWords = useView((view) =>
    text.t('play.latch.queued', { pcpu: pcpuName(play, view.parts.latch?.drainer ?? NONE) }),
  );
  const isDraining = useView((view) => (view.parts.latch?.draining ?? NONE) !== NONE);
  const drains = useView(filled);
  const label = useView((view) => text.t('play.latch.count', { n: view.parts.latch?.requests.length ?? 0 }));
  const at = place.value;
  if (at === null) return null;
  return (
    <>
      <Spot target={{ kind: 'latch' }} at={at.rect} kind="tray" name={words} />
      {queued.value === NONE ? null : <Soon pcpu={queued.value} />}
      <Words
        at={at.drain}
        kind={queued.value !== NONE || isDraining.value ? 'drain queued' : drains.value ? 'drain' : 'drain note'}
      >
        {queued.value !== NONE ? (
          queuedWords
        ) : isDraining.value ? (
          text.t('play.latch.draining')
        ) : drains.value ? (
          <>
            {text.t('play.button.drain')}
            <Cap action="drain" />
          </>
        ) : (
          label
        )}
      </Words>
    </>
  );
}

/** design pixels for the longer of its two words */
const SOON = 40;

/** At the pCPU that has been told to drain, until its guest lets it. */
function Soon({ pcpu }: { pcpu: Int }) {
  const play = usePlay();
  const place = useDerived(() => play.layout.value.sockets[pcpu] ?? null);
  const at = place.value;
  // beside the chip, in two lines; where it has no room the latch itself says for whom it waits
  const w = at === null ? 0 : at.chip.x - at.rect.x - 14;
  if (at === null || w < SOON) return null;
  return (
    <Words at={{ x: at.rect.x + 9, y: at.rect.y + 28, w, h: 34 }} kind="drain-soon">
      {play.text.t('play.latch.soon')}
    </Words>
  );
}

/** "asked", before the marbles of a guest whose requests lie here. */
function Asked({ at }: { at: TowerPlace }) {
  const play = usePlay();
  if (at.name.w === 0 || at.askedLabel === null || !play.view.peek().verbs.includes('drain')) return null;
  return (
    <Words at={at.askedLabel} kind="note">
      {play.text.t('play.asked')}
    </Words>
  );
}

function ofLatch(play: Play, view: View): Inspection | null {
  const { latch } = view.parts;
  if (latch === null) return null;
  const { text } = play;
  const { handlers, queues = [] } = play.costs.model;
  const queue = queues.find(({ drained }) => drained === 'command')?.id;
  const notes = handlers.find(({ steps }) =>
    steps.some((step) => 'effect' in step && step.effect === 'queue.add' && step.arg === queue),
  );
  return {
    title: text.t('play.name.latch', { used: usedOf(latch.requests.length, latch.room), room: latch.room }),
    what: text.t('verb.drain.means'),
    facts: [],
    prices: notes === undefined ? [] : handlerPrices(play, notes.id),
    guide: GUIDE,
  };
}

/** Can it be drained: does anything lie in it, and is nobody at it or about to be? */
const filled = ({ verbs, parts: { latch: tray } }: View): boolean =>
  verbs.includes('drain') &&
  tray !== null &&
  tray.requests.length > 0 &&
  tray.draining === NONE &&
  tray.drainer === NONE;

export const latch: PlayPart = {
  panels: [{ turn: 250, Shown: Tray }],
  AtGuest: Asked,
  targets: { latch: { inspect: ofLatch, guides: [GUIDE], rect: ({ parts }) => parts.latch?.rect ?? null } },
  completes: (view, one, other) =>
    one.kind === 'latch' && other.kind === 'socket' && view.verbs.includes('drain')
      ? { do: 'drain', pcpu: other.pcpu }
      : null,
  places: ({ parts }) => (parts.latch === null ? [] : [{ kind: 'latch' }]),
  socketAction: ({ view, text }, pcpu) =>
    filled(view.value) ? { action: 'drain', name: text.t('verb.drain.name'), command: { do: 'drain', pcpu } } : null,
  /** what a batch has saved, where it was saved */
  advice: (play, view, event) =>
    event.type === 'latchDrained' && event.n > 1 && event.saved > 0
      ? {
          id: `drained.${event.at}`,
          words: play.text.t('event.latchDrained', { n: event.n, saved: spoken(play, view, event.saved) }),
          at: { kind: 'latch' },
          stands: () => true, // it has happened
        }
      : null,
  actions: { drain: ({ play }) => pressTarget(play, { kind: 'latch' }) },
  /** a guest at work is not stopped for it: it waits for its next exit, which looks as if nothing had happened */
  told(speaker, _, given, verdict) {
    if (given.do !== 'drain' || !verdict.ok || verdict.deferred !== true) return null;
    return {
      words: speaker.text.t('play.told.drain', { pcpu: pcpuName(speaker, given.pcpu) }),
      stands: ({ parts }) => parts.latch?.drainer === given.pcpu,
    };
  },
  narration: {
    latchDrained: (speaker, view, { n, saved }) =>
      polite(speaker.text.t('event.latchDrained', { n, saved: spoken(speaker, view, saved) })),
  },
  watches({ guests, parts }, mix) {
    for (const { latched } of guests) mix(latched.length);
    mix(parts.latch?.requests.length ?? 0);
    mix(parts.latch?.drainer ?? NONE);
    mix(parts.latch?.draining ?? NONE);
  },
  ghost: (command) => (command.do === 'drain' ? { kind: 'drain', pcpu: command.pcpu } : null),
  points: ({ latch, sign }, { parts }) => (latch && !sign ? (parts.latch?.rect ?? null) : null),
};
