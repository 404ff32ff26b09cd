/** Interrupts that wait below the ceiling of the band: each is injected by a press, or rides with the next exit. */
import { PICTURE, type TowerPlace } from '../../../session/layout.ts';
import type { View } from '../../../session/view-model.ts';
import type { Id, Int } from '../../../sim/index.ts';
import { usePlay, useView } from '../context.ts';
import { guestName, spoken } from '../doing.ts';
import { nameOfInterrupt } from '../names.ts';
import { around } from '../places.ts';
import type { Inspection, Play, PlayPart } from '../play.ts';
import { price } from '../prices.ts';
import { Cap, Spot } from '../spot.tsx';

declare module '../target.ts' {
  interface Targets {
    interrupt: { guest: Int; line: Id };
  }
}

const GUIDE = 'interrupt-injection';

/** between the bolts of several lines */
const PITCH = 28;

/** Design pixels from the picture's left: a label that begins beyond this would be cut by its right edge. */
const ROOM = PICTURE.w - 150;

type Waiting = { guest: Int; line: Id };

/** All that wait, the oldest first. */
const pendingIn = ({ guests }: View): (Waiting & { helps: boolean })[] =>
  guests
    .flatMap(({ index, irqs }) => irqs.map(({ line, at, helps }) => ({ guest: index, line, at, helps })))
    .sort((a, b) => a.at - b.at);

/**
 * Of the interrupts that an injection would bring forward, the one that has waited longest: the one that the key injects.
 * Null when none waits. Who serves a request already comes to the next one by itself.
 */
const oldest = (view: View): Waiting | null => pendingIn(view).find(({ helps }) => helps) ?? null;

/** What a press does, and by which key: the bolt alone does not look like a button. Its name says both anyway (labels.css). */
function Label({ guest, line, before }: Waiting & { before: boolean }) {
  const { text, format, session } = usePlay();
  // a verb that the level is still to explain is no riddle before
  const taught = useView(() => !session.teaches('interruptInjected'));
  const helps = useView((view) => view.guests[guest]?.irqs.some((irq) => irq.line === line && irq.helps) ?? false);
  const keyed = useView((view) => {
    const first = oldest(view);
    return first?.guest === guest && first.line === line;
  });
  if (!helps.value || !taught.value) return null;
  const cycles = format.cycles(session.quote({ do: 'inject', guest, line }).total);
  return (
    <span class="bolt-label" data-before={before} data-does={text.t('play.bolt.does', { cycles })} aria-hidden="true">
      {keyed.value ? <Cap action="inject" /> : null}
    </span>
  );
}

function Bolts({ guest, at }: { guest: Int; at: TowerPlace }) {
  const play = usePlay();
  const lines = useView((view) => view.guests[guest]?.irqs.map((irq) => irq.line).join() ?? '');
  if (lines.value === '' || !play.view.peek().verbs.includes('inject')) return null;
  return (
    <>
      {lines.value.split(',').map((line, index) => (
        <Spot
          key={line}
          target={{ kind: 'interrupt', guest, line }}
          at={around({ x: at.ceiling.x - index * PITCH, y: at.ceiling.y })}
          kind="round"
          tip={play.text.t('verb.inject.means')}
          name={(view) => {
            const found = view.guests[guest];
            const irq = found?.irqs.find((pending) => pending.line === line);
            return found && irq ? nameOfInterrupt(play, view, found, irq) : '';
          }}
        >
          {index === 0 ? <Label guest={guest} line={line} before={at.ceiling.x > ROOM} /> : null}
        </Spot>
      ))}
    </>
  );
}

function ofInterrupt(play: Play, view: View, target: { guest: Int; line: Id }): Inspection | null {
  const { text } = play;
  const guest = view.guests[target.guest];
  const irq = guest?.irqs.find((pending) => pending.line === target.line);
  if (guest === undefined || irq === undefined) return null;
  return {
    title: nameOfInterrupt(play, view, guest, irq),
    what: text.t('verb.inject.means'),
    facts: [{ label: text.t('machine.inspector.since'), value: spoken(play, view, view.now - irq.at) }],
    prices: [...price(play, 'exitEntry', 'irq.inject'), ...price(play, 'guestKernel', 'irq.handler')],
    guide: GUIDE,
  };
}

export const interrupts: PlayPart = {
  AtGuest: Bolts,
  targets: {
    interrupt: {
      inspect: ofInterrupt,
      guides: [GUIDE],
      rect: ({ towers }, { guest }) => towers[guest]?.rect ?? null,
    },
  },
  acts: ({ verbs }, pressed) =>
    pressed.kind === 'interrupt' && verbs.includes('inject')
      ? { do: 'inject', guest: pressed.guest, line: pressed.line }
      : null,
  actions: {
    inject({ play }) {
      const view = play.view.peek();
      const first = oldest(view) ?? pendingIn(view)[0] ?? null;
      if (first !== null) play.press({ kind: 'interrupt', guest: first.guest, line: first.line });
    },
  },
  /** what the forced exit is for: the bolt leaps too fast to be read */
  told(speaker, view, given) {
    if (given.do !== 'inject') return null;
    const line = speaker.text.word('machine.line', given.line);
    const words = speaker.text.t('event.interruptInjected', { guest: guestName(speaker, view, given.guest), line });
    return { words, stands: () => true };
  },
  watches({ guests }, mix) {
    for (const { irqs } of guests) for (const irq of irqs) mix(irq.n * 4 + 2 * Number(irq.held) + Number(irq.helps));
  },
};
