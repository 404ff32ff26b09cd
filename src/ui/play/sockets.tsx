/** The host's storey: sockets with their places on deck, and devices. */
import type { Rect, SocketPlace } from '../../session/layout.ts';
import type { Int } from '../../sim/index.ts';
import { NONE } from '../../sim/types.ts';
import { ACTIONS } from '../settings/keys.ts';
import { useDerived, usePlay, useView } from './context.ts';
import { guestName, isWanted, modeOf, pcpuName } from './doing.ts';
import { nameOfDeck, nameOfSocket, occupant } from './names.ts';
import { refusedBySockets, whyNot } from './refusals.ts';
import { SocketActions } from './socketActions.tsx';
import { Cap, Spot, Words } from './spot.tsx';

/**
 * Narrower sockets, in design pixels, say less, but never half a word: what a pCPU does stands beside its number alone, then
 * not at all, and at last the name gives way to the number.
 */
const NAME_AND_MODE = 168;
const NUMBER_AND_MODE = 104;
const NAME_ONLY = 62;
const saysMode = ({ w }: Pick<Rect, 'w'>): boolean => w >= NUMBER_AND_MODE;
const saysName = ({ w }: Pick<Rect, 'w'>): boolean => w >= NAME_AND_MODE || (w >= NAME_ONLY && !saysMode({ w }));
/** A narrower chip has its guest's badge in the middle, where the name would be (playfield/layers/chips.ts). */
const NAMED_CHIP = 84;

const actionAt = (kind: 'socket' | 'deck', index: Int) =>
  ACTIONS.find((action) => action === `${kind}.${index + 1}`) ?? null;

/** Who is on the chip in the socket, or on the chip that this pCPU holds up in the band. */
function ChipName({ pcpu, at }: { pcpu: Int; at: SocketPlace }) {
  const play = usePlay();
  const who = useView((view) => {
    const found = view.pcpus[pcpu];
    return found === undefined ? NONE : occupant(view, found);
  });
  const inBand = useView((view) => {
    const task = view.pcpus[pcpu]?.task;
    return view.guests.some((guest) => guest.vcpus.some((vcpu) => vcpu.task === task && vcpu.place === 'band'));
  });
  // under one kernel they change many times a second: the picture shows them as colours
  const crowded = play.layout.value.machines[at.machine]?.crowded ?? false;
  if (who.value === NONE || at.chip.w < NAMED_CHIP || crowded) return null;
  const rect = inBand.value ? at.held.chip : at.chip;
  return (
    <Words key={`${who.value}-${inBand.value}`} at={rect} kind="chip solid arrives">
      {guestName(play, play.view.peek(), who.value)}
    </Words>
  );
}

/** Two lines of why not, and what keeps them off the key cap on the socket's edge. */
const WHY = { h: 36, clear: 11 } as const;

/** Dimmed, and why: in full contrast above the socket, whose chip it may be about. */
function WhyNot({ pcpu, at }: { pcpu: Int; at: SocketPlace }) {
  const play = usePlay();
  const words = useDerived(() => {
    const verdict = play.lit.value.get(`socket-${pcpu}`);
    const on = play.view.value.pcpus[pcpu]?.on ?? false;
    if (refusedBySockets(play.lit.value) !== null) return '';
    return !on || verdict === undefined || verdict.ok ? '' : whyNot(play.text, verdict);
  });
  if (words.value === '') return null;
  const rect = { x: at.rect.x, y: at.rect.y - WHY.clear - WHY.h, w: at.rect.w, h: WHY.h };
  return (
    <Words at={rect} kind="why">
      {words}
    </Words>
  );
}

function Deck({ pcpu, at }: { pcpu: Int; at: SocketPlace }) {
  const play = usePlay();
  const who = useView((view) => occupant(view, { task: view.pcpus[pcpu]?.deck ?? NONE }));
  /** who has to wait for something first, by itself; NONE: nobody is there */
  const first = useView((view) => occupant(view, { task: view.pcpus[pcpu]?.task ?? NONE }));
  const colour = who.value === NONE ? '' : `;--guest:var(--guest-${play.view.peek().guests[who.value]?.colour ?? 0})`;
  return (
    <span style={`display:contents${colour}`}>
      {at.deckLabel === null ? null : (
        <Words at={at.deckLabel} kind="note">
          {who.value === NONE || first.value === NONE
            ? play.text.t('machine.onDeck')
            : play.text.t('machine.onDeckAfter', { guest: guestName(play, play.view.peek(), first.value) })}
        </Words>
      )}
      <Words at={at.deck} kind={who.value === NONE ? 'deck-name empty' : 'deck-name'}>
        {who.value === NONE ? '' : guestName(play, play.view.peek(), who.value)}
      </Words>
      <Spot
        target={{ kind: 'deck', pcpu }}
        at={at.deck}
        kind="deck"
        tip={play.text.t('play.tip.next')}
        name={(view) => {
          const found = view.pcpus[pcpu];
          return found === undefined ? '' : nameOfDeck(play, view, found);
        }}
      >
        <Cap action={actionAt('deck', pcpu)} />
      </Spot>
    </span>
  );
}

function Socket({ pcpu }: { pcpu: Int }) {
  const play = usePlay();
  const place = useDerived(() => play.layout.value.sockets[pcpu] ?? null);
  const mode = useView((view) => {
    const found = view.pcpus[pcpu];
    return found === undefined ? '' : modeOf(play, view, found);
  });
  const tone = useView((view) => view.pcpus[pcpu]?.interval ?? 'off');
  const on = useView((view) => view.pcpus[pcpu]?.on ?? false);
  const means = useView((view) => {
    if (view.pcpus[pcpu]?.interval !== 'burst') return '';
    const mill = view.parts.modes?.mills[pcpu];
    return mill === undefined || mill.guest === NONE ? play.text.t('play.tip.direct') : play.text.t('play.tip.mill');
  });
  const wanted = useView((view) => {
    const found = view.pcpus[pcpu];
    return found !== undefined && isWanted(view, found);
  });
  const at = place.value;
  if (at === null) return null;
  const { verbs } = play.view.peek();
  const places = verbs.includes('place') || verbs.includes('drain');
  return (
    <li>
      <Spot
        target={{ kind: 'socket', pcpu }}
        at={at.rect}
        kind={wanted.value ? 'socket wanted' : 'socket'}
        name={(view) => {
          const found = view.pcpus[pcpu];
          return found === undefined ? '' : nameOfSocket(play, view, found);
        }}
      >
        {places ? <Cap action={actionAt('socket', pcpu)} /> : null}
      </Spot>
      <Words at={at.header} kind="socket-name">
        <span>{saysName(at.header) ? pcpuName(play, pcpu) : play.format.integer(pcpu)}</span>
        {!saysMode(at.header) ? null : (
          <span
            class="mode"
            data-tone={tone}
            data-wanted={wanted}
            data-tip={means.value === '' ? undefined : means.value}
          >
            {mode}
          </span>
        )}
      </Words>
      <ChipName pcpu={pcpu} at={at} />
      {on.value && play.view.peek().verbs.includes('deck') ? <Deck pcpu={pcpu} at={at} /> : null}
      <WhyNot pcpu={pcpu} at={at} />
      <SocketActions pcpu={pcpu} at={at} />
      {play.parts.map(({ AtSocket }, index) =>
        AtSocket === undefined ? null : <AtSocket key={index} pcpu={pcpu} at={at} />,
      )}
    </li>
  );
}

export function Sockets() {
  const { text } = usePlay();
  const count = useView((view) => view.pcpus.length);
  return (
    <ul class="storey" aria-label={text.t('play.band.hardware')}>
      {Array.from({ length: count.value }, (_, pcpu) => (
        <Socket key={pcpu} pcpu={pcpu} />
      ))}
    </ul>
  );
}
