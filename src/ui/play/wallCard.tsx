/** The card of whoever asks to enter: what each way in comes to, and how far such tenants have got. */
import type { CardView, WayIn } from '../../session/parts/walls.ts';
import type { View } from '../../session/view-model.ts';
import type { Command, Int } from '../../sim/index.ts';
import { GuestBadge } from '../parts/badge.tsx';
import { useDerived, usePlay, useSteady, useView } from './context.ts';
import { guestName, kernelName, modeWord, soonIn, spoken } from './doing.ts';
import { machineName } from './mixing.ts';
import type { Play } from './play.ts';
import { whyNot } from './refusals.ts';
import { Face, placed } from './spot.tsx';

export const cardIn = ({ parts }: Pick<View, 'parts'>): CardView | null => parts.walls?.card ?? null;

export const trustName = ({ level }: Pick<Play, 'level'>, trust: string): string =>
  trust === '' ? '' : level.say(`trust.${trust}`);

/** Of the answer at a place. */
const commandOf = (card: CardView, place: Int): Command | null => {
  const way = card.ways.find((one) => one.place === place);
  if (way !== undefined)
    return {
      do: 'admit',
      guest: card.guest,
      mode: way.mode,
      ...(way.machine === card.home ? {} : { machine: way.machine }),
    };
  return place === card.refusal ? { do: 'refuse', guest: card.guest } : null;
};

/** Two digits tell enough of a rate. */
function roundly(n: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, n))) - 1);
  return Math.round(n / unit) * unit;
}

/** Gives the answer at a place to whoever asks. */
export function answer(play: Play, place: Int): boolean {
  const card = cardIn(play.view.peek());
  const command = card === null ? null : commandOf(card, place);
  return command !== null && card !== null && play.command(command, { kind: 'guest', guest: card.guest }).ok;
}

/** How its job's time is spent that way: until it is up, until it is done, and the mark by when it has to be. */
function WayBar({ way, within }: { way: WayIn; within: number }) {
  const full = Math.max(within * 1.25, 1);
  const part = (cycles: number): string => `${Math.min(100, (100 * cycles) / full)}%`;
  return (
    <span class="way-bar">
      <span class="starts" style={{ width: part(way.start) }} />
      <span
        class="runs"
        style={{ 'inset-inline-start': part(way.start), width: part(Math.min(way.takes, full - way.start)) }}
      />
      <span class="by" style={{ 'inset-inline-start': part(within) }} />
    </span>
  );
}

function Way({ place }: { place: Int }) {
  const play = usePlay();
  const { text, format, session } = play;
  const row = useSteady(() => {
    const card = cardIn(play.view.value);
    const way = card?.ways.find((one) => one.place === place);
    if (card == null || way === undefined) return null;
    const view = play.view.value;
    const command = commandOf(card, place);
    const verdict = command === null ? { ok: true as const } : session.can(command);
    const time = spoken(play, view, way.start + way.takes);
    const named = modeWord(play, way.mode);
    const machine = view.parts.platforms === null ? '' : machineName(play, view, way.machine);
    const args = {
      mode: machine === '' ? named : text.t('play.card.on', { mode: named, machine }),
      count: way.walls.length,
      megabytes: format.integer(way.megabytes),
      time,
    };
    const why = verdict.ok || play.outcome.value !== null ? '' : whyNot(text, verdict);
    return { way, within: card.within, why, time, args, ok: verdict.ok };
  });
  if (row.value === null) return null;
  const { way, within, why, args, ok } = row.value;
  const said = text.t(way.late ? 'play.card.late' : 'play.card.way', args);
  return (
    <li>
      <button
        type="button"
        class="small-button way"
        data-late={way.late}
        data-tip={why === '' ? text.t('play.card.tip') : why}
        aria-disabled={!ok}
        onClick={() => answer(play, place)}
      >
        <Face name={why === '' ? said : `${said}. ${why}`} kind="way-face">
          <kbd>{place + 1}</kbd>
          <span class="answer-name">{args.mode}</span>
          <span class="way-line">
            <span class="walls">
              {way.walls.map((wall) => (
                <span key={wall} class="wall" data-wall={wall} />
              ))}
            </span>
            {why === '' ? <WayBar way={way} within={within} /> : <span class="note">{why}</span>}
            {why === '' ? <span class="way-mb">{text.t('play.card.megabytes', { n: args.megabytes })}</span> : null}
          </span>
        </Face>
      </button>
    </li>
  );
}

/** Of tenants who are trusted so far, how many got through how many walls. */
function Odds({ through }: { through: readonly Int[] }) {
  const { text, format } = usePlay();
  const all = Math.max(
    1,
    through.reduce((sum, n) => sum + n, 0),
  );
  const list = through.map((n, walls) =>
    text.t('play.card.through.one', { n: walls, all: format.percent((10_000 * n) / all) }),
  );
  return (
    <p class="card-odds" data-tip={text.t('play.card.through', { list: list.join(', ') })}>
      <span class="odd-heads">
        <span>{text.t('play.card.oddsOf')}</span>
        <span>{text.t('play.card.odds')}</span>
      </span>
      {through.map((n, walls) => (
        <span key={list[walls]} class="odd" data-n={walls} data-none={n === 0}>
          <span>{format.percent((10_000 * n) / all)}</span>
          <span class="odd-bar">
            <span class="odd-fill" style={{ height: `${(100 * n) / all}%` }} />
          </span>
          {walls}
        </span>
      ))}
    </p>
  );
}

function Facts() {
  const play = usePlay();
  const { text, format } = play;
  const row = useSteady(() => {
    const view = play.view.value;
    const card = cardIn(view);
    if (card === null) return null;
    const kernel = view.guests[card.guest]?.kernel ?? '';
    return {
      who: `${trustName(play, card.trust)} · ${kernelName(play, kernel)}`,
      does: text.t(card.requests > 0 ? 'play.card.does.requests' : 'play.card.does.calls', {
        calls: format.integer(roundly(card.calls)),
        requests: format.integer(roundly(card.requests)),
      }),
      through: card.through,
    };
  });
  const within = useView((view) => text.t('play.card.within', { time: soonIn(play, view, cardIn(view)?.within ?? 0) }));
  const leaves = useView((view) =>
    text.t('play.applicant.goes', { time: soonIn(play, view, cardIn(view)?.leaves ?? 0) }),
  );
  if (row.value === null) return null;
  return (
    <>
      <p class="card-facts">
        <b>{row.value.who}</b>
        <span>{row.value.does}</span>
        <span>
          <b>{within}</b> · <span class="soon">{leaves}</span>
        </span>
      </p>
      <Odds through={row.value.through} />
    </>
  );
}

export function Card() {
  const play = usePlay();
  const { text } = play;
  const place = useDerived(() => play.layout.value.parts.walls);
  const head = useSteady(() => {
    const view = play.view.value;
    const card = cardIn(view);
    const guest = view.guests[card?.guest ?? -1];
    if (card === null || guest === undefined) return null;
    const { badge, colour, index } = guest;
    return {
      badge,
      colour,
      name: guestName(play, view, index),
      ways: card.ways.map(({ place }) => place).join(),
      refusal: card.refusal,
    };
  });
  const others = useView((view) =>
    view.guests
      .filter(({ stage, index }) => stage === 'asking' && index !== cardIn(view)?.guest)
      .map(({ index }) => guestName(play, view, index))
      .join(', '),
  );
  const at = place.value;
  if (at === null) return null;
  const who = head.value;
  if (who === null)
    return (
      <section class="panel card nobody" style={placed(at.card)} aria-label={text.t('play.applicant.nobody')}>
        <p class="note">{text.t('play.applicant.nobody')}</p>
      </section>
    );
  const title = text.t('play.card.title', { guest: who.name });
  return (
    <section class="panel card scrolls" style={placed(at.card)} aria-label={title}>
      <h2>
        <GuestBadge badge={who.badge} colour={who.colour} />
        {title}
      </h2>
      <Facts />
      <ul>
        {(who.ways === '' ? [] : who.ways.split(',').map(Number)).map((way) => (
          <Way key={way} place={way} />
        ))}
        <li>
          <button type="button" class="small-button answer" onClick={() => answer(play, who.refusal)}>
            <Face name={`${text.t('play.applicant.refuse')}, ${text.t('play.card.undone')}`} kind="answer-face">
              <kbd>{who.refusal + 1}</kbd>
              <span class="answer-name">{text.t('play.applicant.refuse')}</span>
              <span class="note">
                {text.t('play.card.undone')}
                {others.value === '' ? '' : ` · ${text.t('play.applicant.then', { guests: others.value })}`}
              </span>
            </Face>
          </button>
        </li>
      </ul>
    </section>
  );
}
