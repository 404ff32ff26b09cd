/** The guests' storey: names, patience and what each is doing, over its tower, and its vCPUs. */
import type { Rect, TowerPlace } from '../../session/layout.ts';
import type { Int } from '../../sim/index.ts';
import { NONE } from '../../sim/types.ts';
import { ACTIONS } from '../settings/keys.ts';
import { useDerived, usePlay, useSteady, useView } from './context.ts';
import { becauseOf, doingOfGuest, guestName, isUnfelt, losing, wantsPcpu } from './doing.ts';
import { Moves } from './moves.tsx';
import { nameOfGuest, nameOfVcpu } from './names.ts';
import type { Play } from './play.ts';
import { ReasonSign } from './reasonSign.tsx';
import { refusedBySockets, whyNot } from './refusals.ts';
import { Cap, Spot, Words } from './spot.tsx';
import { guestIn } from './target.ts';

const guestAction = (seat: Int | undefined) =>
  seat === undefined ? null : (ACTIONS.find((action) => action === `guest.${seat + 1}`) ?? null);

/** Patience of a guest, and by how much the thing that is pointed at would change it. */
function Patience({ guest, at }: { guest: Int; at: Rect }) {
  const play = usePlay();
  const { text } = play;
  const expects = play.session.level.setup.guests[guest]?.goal?.metric === 'request' ? 'answers' : 'work';
  const points = useView((view) => {
    const { stage, patience } = view.guests[guest] ?? {};
    // being down tries patience, too
    return stage === 'up' || stage === 'booting' || stage === 'starting' ? String(patience) : '';
  });
  const mood = useView((view) => {
    const { patience = 100, warned = false, fades = false } = view.guests[guest] ?? {};
    return warned || patience < 25 ? 'bad' : patience < 60 || fades ? 'fair' : 'good';
  });
  const change = useDerived(() => play.considered.value?.effects.find((effect) => effect.guest === guest)?.points ?? 0);
  const ghost = useDerived(() => {
    if (change.value === 0) return '';
    const args = { points: Math.abs(change.value) };
    return play.text.t(change.value < 0 ? 'play.bay.less' : 'play.bay.more', args);
  });
  /** where its speed stands beside its patience, there is no room for what moves it; what it does, is said below */
  const hasSpeed = useView(({ parts }) => (parts.modes?.gears ?? []).some((gear) => gear.guest === guest));
  /** what it is about, and what has moved it lately */
  const tip = useSteady(() =>
    [
      text.t(`play.tip.patience.${expects}`),
      ...(play.view.value.guests[guest]?.moves ?? []).map(({ cause, points: by }) =>
        text.t(`play.moves.${cause}`, { points: Math.abs(by) }),
      ),
    ].join(' '),
  );
  if (points.value === '') return null;
  return (
    <Words at={at} kind={`patience ${mood.value}`}>
      <span data-tip={tip}>{points}</span>
      {ghost.value === '' ? null : <span class={change.value < 0 ? 'ghost worse' : 'ghost better'}>{ghost}</span>}
      {ghost.value === '' && !hasSpeed.value ? <Moves guest={guest} room={at.w - NUMBER} /> : null}
    </Words>
  );
}

/** design pixels of the number alone */
const NUMBER = 32;

/** design pixels that the words of a reason take */
const WORDS = 112;

/** Why patience falls, with the sign of what lies in a queue. `room`: design pixels for its words. */
function Because({ guest, room }: { guest: Int; room?: number }) {
  const play = usePlay();
  const because = useSteady(() => {
    const found = play.view.value.guests[guest];
    return found === undefined ? null : becauseOf(play, play.view.value, found, room);
  });
  if (because.value === null) return null;
  const { words, reason } = because.value;
  return (
    <span class="because">
      {reason === '' ? null : <ReasonSign reason={reason} />}
      {words}
    </span>
  );
}

/** design pixels of a letter */
const LETTER = 6.2;

/** Nothing can be done with the chosen guest: why, in the line that says what it does, which is the reason mostly. */
function Stuck({ guest, at }: { guest: Int; at: TowerPlace }) {
  const play = usePlay();
  const words = useDerived(() => {
    const refused = guestIn(play.chosen.value) === guest ? refusedBySockets(play.lit.value) : null;
    const why = refused === null ? '' : whyNot(play.text, refused);
    // what a press was answered with is not said a second time
    return why === play.notice.value?.words ? '' : why;
  });
  if (words.value === '') return null;
  const isShort = words.value.length * LETTER <= at.state.w;
  const h = isShort ? at.state.h : Math.max(at.state.h, 36);
  const rect = { x: at.rect.x + 4, y: at.state.y, w: at.rect.w - 8, h };
  return (
    <Words at={rect} kind="why stuck">
      {words}
    </Words>
  );
}

/** Why this guest cannot go where the player has already pointed. */
function WhyNot({ guest, at }: { guest: Int; at: TowerPlace }) {
  const play = usePlay();
  const words = useDerived(() => {
    const verdict = play.lit.value.get(`guest-${guest}`);
    return verdict === undefined || verdict.ok ? '' : whyNot(play.text, verdict);
  });
  if (words.value === '') return null;
  const rect = { x: at.rect.x + 6, y: at.state.y - 4, w: at.rect.w - 12, h: 82 };
  return (
    <Words at={rect} kind="why">
      {words}
    </Words>
  );
}

/** One control per chip where a guest has several; a guest with one vCPU is one control. */
function Vcpus({ guest, at }: { guest: Int; at: TowerPlace }) {
  const play = usePlay();
  const tasks = useView((view) => view.guests[guest]?.vcpus.map(({ task }) => task).join() ?? '');
  const numbers = tasks.value.split(',').filter(Boolean).map(Number);
  const { verbs } = play.view.peek();
  if (numbers.length < 2 || !(verbs.includes('place') || verbs.includes('deck'))) return null;
  return (
    <>
      {numbers.map((task, index) => {
        const dock = at.docks[index];
        if (dock === undefined) return null;
        return (
          <Spot
            key={task}
            target={{ kind: 'vcpu', task, guest }}
            at={dock}
            name={(view) => {
              const vcpu = view.guests[guest]?.vcpus[index];
              return vcpu === undefined ? '' : nameOfVcpu(play, view, vcpu);
            }}
          />
        );
      })}
    </>
  );
}

/** A chip of less has no room for its name, design pixels. */
const CHIP_NAME = { w: 84, h: 16 } as const;

/** The name of the chip at its dock, while it is at home. */
function DockNames({ guest, at }: { guest: Int; at: TowerPlace }) {
  const { text } = usePlay();
  const home = useView(
    (view) =>
      view.guests[guest]?.vcpus
        .filter((vcpu) => vcpu.place === 'tower')
        .map(({ vcpu }) => vcpu)
        .join() ?? '',
  );
  return (
    <>
      {home.value
        .split(',')
        .filter(Boolean)
        .map(Number)
        .map((n) => {
          const dock = at.docks[n];
          if (dock === undefined || dock.w < CHIP_NAME.w || dock.h < CHIP_NAME.h) return null;
          return (
            <Words key={n} at={dock} kind="chip">
              {text.t('play.chip', { n })}
            </Words>
          );
        })}
    </>
  );
}

function Guest({ guest }: { guest: Int }) {
  const play = usePlay();
  const { text } = play;
  const place = useDerived(() => play.layout.value.towers[guest] ?? null);
  const doing = useView((view) => {
    const found = view.guests[guest];
    return found === undefined ? '' : doingOfGuest(play, view, found, play.layout.peek().towers[guest]?.state.w);
  });
  const soon = useView((view) => {
    const found = view.guests[guest];
    const at = play.layout.peek().towers[guest];
    return found === undefined ? '' : losing(play, view, found, (at?.note ?? at?.state)?.w);
  });
  const wants = useView((view) => {
    const found = view.guests[guest];
    return found !== undefined && wantsPcpu(view, found);
  });
  const suffers = useView((view) => {
    const found = view.guests[guest];
    return found !== undefined && becauseOf(play, view, found) !== null;
  });
  /** what it does is not why its patience falls */
  const lies = useView((view) => {
    const { drains = null, stage } = view.guests[guest] ?? {};
    const lacks = view.parts.sharedKernel?.lacks[guest] ?? null;
    return stage === 'up' && drains !== null && (drains !== 'waits' || lacks !== null);
  });
  const over = useView((view) => {
    const found = view.guests[guest];
    return found !== undefined && isUnfelt(view, found);
  });
  const seat = useDerived(() => play.seats.value.get(guest));
  const found = play.view.peek().guests[guest];
  const at = place.value;
  if (at === null || found === undefined) return null;
  /** a narrow tower has no line of its own for this */
  const urgent = at.note === null && soon.value !== '';
  const colour = `--guest:var(--guest-${found.colour})`;
  return (
    <li style={colour}>
      <Spot
        target={{ kind: 'guest', guest }}
        at={at.rect}
        kind="tower"
        {...(at.meter === null ? {} : { tip: text.t('play.tip.meters') })}
        name={(view) => {
          const present = view.guests[guest];
          return present === undefined ? '' : nameOfGuest(play, view, present);
        }}
      >
        <Cap action={guestAction(seat.value)} />
      </Spot>
      {at.name.w > 0 ? (
        <>
          <Words at={at.name} kind="guest-name">
            {guestName(play, play.view.peek(), guest)}
          </Words>
          {at.note === null ? null : (
            <Words at={at.note} kind={soon.value === '' ? 'note' : 'note losing'}>
              {soon.value !== '' ? (
                soon
              ) : suffers.value ? (
                <>
                  <Because guest={guest} /> <Moves guest={guest} room={at.note.w - WORDS} />
                </>
              ) : (
                text.t(`machine.role.${found.role}`)
              )}
            </Words>
          )}
          {at.patience.w === 0 ? null : <Patience guest={guest} at={at.patience} />}
          <Words
            at={at.state}
            kind={
              urgent
                ? 'state losing'
                : over.value
                  ? 'state over'
                  : wants.value || suffers.value
                    ? 'state wants'
                    : 'state'
            }
          >
            {urgent ? soon : at.note === null && lies.value ? <Because guest={guest} room={at.state.w} /> : doing}
          </Words>
        </>
      ) : null}
      <DockNames guest={guest} at={at} />
      <Vcpus guest={guest} at={at} />
      {play.parts.map(({ AtGuest }, index) =>
        AtGuest === undefined ? null : <AtGuest key={index} guest={guest} at={at} />,
      )}
      <WhyNot guest={guest} at={at} />
      <Stuck guest={guest} at={at} />
    </li>
  );
}

export function Guests() {
  const { text } = usePlay();
  const present = useView((view) =>
    view.guests
      .filter((guest) => guest.present && guest.stage !== 'asking')
      .map(({ index }) => index)
      .join(),
  );
  return (
    <ul class="storey" aria-label={text.t('play.band.guests')}>
      {present.value
        .split(',')
        .filter(Boolean)
        .map(Number)
        .map((guest) => (
          <Guest key={guest} guest={guest} />
        ))}
    </ul>
  );
}

/** The guest of a key. */
export const guestAt = ({ seats }: Pick<Play, 'seats'>, seat: Int): Int =>
  [...seats.peek()].find(([, own]) => own === seat)?.[0] ?? NONE;
