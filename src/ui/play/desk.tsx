/** The frame of a panel at which a technique or a host is chosen, for whoever asks or is chosen: mixer and hosts have one. */
import type { ComponentChildren } from 'preact';
import type { Rect } from '../../session/layout.ts';
import type { View } from '../../session/view-model.ts';
import type { Command, Cycles, Id, Int } from '../../sim/index.ts';
import { NEVER } from '../../sim/types.ts';
import { GuestBadge } from '../parts/badge.tsx';
import { usePlay, useSteady, useView } from './context.ts';
import { guestName, soonIn, spoken } from './doing.ts';
import type { Play } from './play.ts';
import { Face, placed } from './spot.tsx';
import './desk.css';

/** Whoever is dealt with. */
export type Served = { guest: Int; asks: boolean };

/** Lets in whoever asks, takes elsewhere whoever is there. */
export const commandOf = ({ asks, guest }: Served, { mode, machine }: { mode: Id; machine: Int }): Command =>
  asks ? { do: 'admit', guest, mode, machine } : { do: 'setMode', guest, mode, machine };

export const refuse = (play: Play, { guest, asks }: Served): boolean =>
  asks && play.command({ do: 'refuse', guest }, { kind: 'guest', guest }).ok;

/** For how long whoever asks will stay, and for how long it waits; '' of anybody else. @param said a time, in words */
export function asksText(play: Play, view: View, { guest }: Served, said = spoken): string {
  const asks = view.guests[guest]?.asks;
  if (asks == null) return '';
  const stays =
    view.now + asks.stay >= view.length
      ? play.text.t('desk.staysOn')
      : play.text.t('desk.stays', { time: said(play, view, asks.stay) });
  return `${stays} · ${play.text.t('desk.goes', { time: spoken(play, view, asks.until - view.now) })}`;
}

export const turnsText = (play: Play, view: View, turns: Cycles): string =>
  turns === NEVER ? play.text.t('desk.steady') : play.text.t('desk.turns', { time: soonIn(play, view, turns) });

type DeskProps = {
  kind: 'mixer' | 'hosts';
  at: Rect;
  /** all with whom there is something to do */
  all: (view: View) => readonly Served[];
  /** … and the one that is shown */
  shown: () => Served | undefined;
  /** what is said of it */
  facts: (view: View) => string;
  /** a guest, in the heading */
  heading: (view: View, guest: Int) => string;
  /** what there is to see while nobody is dealt with */
  idle?: ComponentChildren;
  children: ComponentChildren;
};

export function Desk({ kind, at, all, shown, facts, heading, idle = null, children }: DeskProps) {
  const play = usePlay();
  const { text } = play;
  const head = useSteady(() => {
    const view = play.view.value;
    const guest = view.guests[shown()?.guest ?? -1];
    if (guest === undefined) return null;
    return { badge: guest.badge, colour: guest.colour, name: heading(view, guest.index) };
  });
  const said = useView(facts);
  /** who else is at the door, the first to leave it first: a press shows it */
  const queue = useSteady(() => {
    const view = play.view.value;
    const own = shown()?.guest;
    return all(view).flatMap(({ asks, guest }) => {
      const { badge = 'square', colour = 0, asks: wish = null } = view.guests[guest] ?? {};
      if (!asks || guest === own || wish === null) return [];
      const time = spoken(play, view, wish.until - view.now);
      return [{ guest, badge, colour, says: text.t('desk.waits', { guest: guestName(play, view, guest), time }) }];
    });
  });
  const title = text.t(`play.${kind}.title`);
  const who = head.value;
  if (who === null)
    return (
      <section
        class={`panel desk ${kind} ${idle === null ? 'nobody' : 'scrolls'}`}
        style={placed(at)}
        aria-label={title}
      >
        <p class="note">{text.t(`play.${kind}.nobody`)}</p>
        {idle}
      </section>
    );
  return (
    <section class={`panel desk ${kind} scrolls`} style={placed(at)} aria-label={title}>
      <h2>
        <GuestBadge badge={who.badge} colour={who.colour} />
        {who.name}
      </h2>
      <p class="desk-facts">{said}</p>
      {queue.value.map(({ guest, badge, colour, says }) => (
        <button
          key={guest}
          type="button"
          class="small-button desk-waits"
          onClick={() => play.choose({ kind: 'guest', guest })}
        >
          <GuestBadge badge={badge} colour={colour} />
          {says}
        </button>
      ))}
      {children}
    </section>
  );
}

/** @param digit its number @param says what follows from it, where that is told */
export function RefuseButton({ digit, says = '', onPress }: { digit: Int; says?: string; onPress: () => void }) {
  const { text } = usePlay();
  return (
    <button type="button" class="small-button answer" onClick={onPress}>
      <Face name={[text.t('desk.refuse'), says].filter(Boolean).join('. ')} kind="answer-face">
        <kbd>{digit}</kbd>
        <span class="answer-name">{text.t('desk.refuse')}</span>
        {says === '' ? null : <span class="answer-says">{says}</span>}
      </Face>
    </button>
  );
}
