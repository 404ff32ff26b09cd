/** The table of hypercalls: what is enabled, how much code that makes one trust, and what it would give away. */
import type { CallView } from '../../../session/parts/hypercalls.ts';
import type { View } from '../../../session/view-model.ts';
import type { Bp, Command, Cycles, Id, Int } from '../../../sim/index.ts';
import { useDerived, usePlay, useSteady, useVerdict, useView } from '../context.ts';
import { cyclesOfPlay, handlerName, soonIn, spoken } from '../doing.ts';
import { lostByOneMore } from '../goals.ts';
import { refusedName } from '../names.ts';
import { polite } from '../narrate.ts';
import type { Inspection, Play, PlayPart } from '../play.ts';
import { handlerPrices } from '../prices.ts';
import { signOf } from '../reasonSign.tsx';
import { Face, placed, Words } from '../spot.tsx';

declare module '../target.ts' {
  interface Targets {
    hypercall: { handler: Id };
  }
}

const GUIDE = 'hypercall';

/** seconds of play for which a turn is told before it comes */
const TOLD = 10;
/** What a call saves has changed when it is by so much of the machine. */
const CHANGE: Bp = 80;
/** The strip of what is to come is as high as that, at most. */
const FULL: Bp = 1000;

const toldIn = (view: View): Cycles => cyclesOfPlay(view, TOLD);

const shareOf = ({ format }: Pick<Play, 'format'>, saves: Bp): string =>
  format.percent(saves, saves > 0 && saves < 100 ? 1 : 0); // what is little is not nothing

/** How long until a turn, in whole microseconds: by the last of them it is there. */
const untilTurn = (play: Pick<Play, 'format'>, view: View, cycles: Cycles): string =>
  soonIn(play, view, Math.max(cycles, Math.ceil(view.hz / 1_000_000)));

/** When a call will save clearly more or less than now, as far as that is told yet. */
function changeOf(view: View, { ahead, saves }: CallView): { saves: Bp; in: Cycles } | null {
  const next = ahead.find((one) => Math.abs(one.saves - (saves ?? 0)) >= CHANGE);
  return next === undefined || next.from > toldIn(view) ? null : { saves: next.saves, in: next.from };
}

const find = ({ parts }: View, id: Id) => parts.hypercalls?.calls.find((call) => call.id === id);

/** Keys of the entries: those of the kernels stand before them. */
const DIGITS = { first: 6, most: 4 } as const;

const set = (id: Id, on: boolean): Command => ({
  do: 'setRule',
  rule: { reason: 'hypercall', guest: '*', handler: id },
  on,
});

/** What choosing a call does: it leaves the table, or comes into it, and if that is full another one makes room. */
function movesFor(view: View, { id, enabled }: CallView): readonly [Command, ...Command[]] {
  const leaves = view.parts.hypercalls?.leaves ?? null;
  if (enabled) return [set(id, false)];
  return leaves === null ? [set(id, true)] : [set(leaves, false), set(id, true)];
}

function choose(play: Play, id: Id): void {
  const view = play.view.peek();
  const call = find(view, id);
  for (const move of call === undefined ? [] : movesFor(view, call))
    if (!play.command(move, { kind: 'hypercall', handler: id }).ok) return;
}

function toggle(play: Play, index: Int): boolean {
  const call = play.view.peek().parts.hypercalls?.calls[index];
  if (call === undefined) return false;
  choose(play, call.id);
  return true;
}

/** What a call saves from now on, from left to right: a step for each turn of the work. */
function Ahead({ id }: { id: Id }) {
  const steps = useView((view) =>
    (find(view, id)?.ahead ?? [])
      .map(({ from, to, saves }, _, all) => {
        const whole = Math.max(1, all.at(-1)?.to ?? 1);
        return `${Math.round(((to - from) * 100) / whole)}:${Math.min(100, Math.round((saves * 100) / FULL))}`;
      })
      .join(),
  );
  if (steps.value === '') return null;
  return (
    <span class="call-ahead" aria-hidden="true">
      {steps.value.split(',').map((step, i) => {
        const [lasts = '0', saves = '0'] = step.split(':');
        return <span key={i} class="call-step" style={`flex-grow:${lasts};block-size:${saves}%`} />;
      })}
    </span>
  );
}

function Hypercall({ id, index }: { id: Id; index: number }) {
  const play = usePlay();
  const { text } = play;
  const place = useDerived(() => play.layout.value.parts.hypercalls?.entries[index] ?? null);
  const on = useView((view) => find(view, id)?.enabled ?? false);
  const lines = text.t('unit.lines', {
    count: find(play.view.peek(), id)?.codeLines ?? 0,
  });
  const verdict = useVerdict(() => {
    const view = play.view.value;
    const call = find(view, id);
    return call === undefined ? set(id, true) : movesFor(view, call)[0];
  });
  /** it would make room for another one; whose place it would take, '' where nobody's */
  const leaves = useView(({ parts }) => parts.hypercalls?.leaves === id);
  const instead = useView((view) => {
    const out = view.parts.hypercalls?.leaves ?? null;
    if (out === null || find(view, id)?.enabled !== false) return '';
    return text.t('play.hypercall.instead', { call: handlerName(play, out) });
  });
  /** the star that this entry would give away, '' where it gives away none */
  const givesUp = useView((view) => {
    const star =
      find(view, id)?.enabled === false
        ? lostByOneMore({ goals: view.goals, hypercalls: view.parts.hypercalls?.calls ?? [] })
        : null;
    return star === null ? '' : text.t('play.hypercall.givesUp', { stars: '★'.repeat(star) });
  });
  /** how long until its code is there, '' where it is, or nobody writes it */
  const coming = useView((view) => {
    const found = find(view, id);
    if (found === undefined || !found.enabled || found.answers) return '';
    return text.t('play.hypercall.coming', { time: spoken(play, view, found.until - view.now) });
  });
  /** what it saves, or would, and what it will when work turns; before anybody can ask, how much code it is */
  const saving = useSteady(() => {
    const view = play.view.value;
    const found = find(view, id);
    if (found === undefined || found.saves === null) return { words: lines, name: '', soon: false };
    const share = shareOf(play, found.saves);
    const kind = found.answers ? 'saves' : 'costs';
    const said = found.saves === 0 ? text.t('play.hypercall.unasked') : text.t(`play.hypercall.${kind}`, { share });
    const change = changeOf(view, found);
    if (change === null) return { words: said, name: said, soon: false };
    const turn = { later: shareOf(play, change.saves), time: untilTurn(play, view, change.in) };
    return {
      words: text.t('play.hypercall.turns', { share, ...turn }),
      name: text.t('play.hypercall.turnsName', { said, ...turn }),
      soon: true,
    };
  });
  const call = handlerName(play, id);
  const warning = useDerived(() => {
    const first = [givesUp.value, coming.value, saving.value.name].find((words) => words !== '') ?? '';
    return [first, instead.value].filter(Boolean).join('. ');
  });
  /** nobody has to ask for it as long as nobody asks; without its entry, what is asked for traps */
  const traps = useView((view) => {
    const { answers = true, saves = 0 } = find(view, id) ?? {};
    return !answers && (saves ?? 0) >= CHANGE;
  });
  const kind = useDerived(() =>
    ['hypercall', coming.value === '' ? '' : 'coming', traps.value ? 'traps' : '', leaves.value ? 'leaves' : ''].join(
      ' ',
    ),
  );
  const at = place.value;
  if (at === null) return null;
  return (
    <li>
      <button
        type="button"
        role="switch"
        aria-checked={on}
        aria-disabled={!verdict.value.ok}
        id={`hypercall-${id}`}
        class={kind}
        data-tip={text.word('handler', id, {}, 'does')}
        style={placed(at)}
        onClick={() => choose(play, id)}
        onFocus={() => play.point({ kind: 'hypercall', handler: id })}
        onBlur={() => play.point(null)}
        onPointerEnter={() => play.point({ kind: 'hypercall', handler: id })}
        onPointerLeave={() => play.point(null)}
      >
        <span class="call-letter" aria-hidden="true">
          {signOf(id).letter}
        </span>
        <Face
          name={refusedName(
            play,
            text.t(warning.value === '' ? 'play.name.hypercall' : 'play.name.hypercallDear', {
              call,
              lines,
              warning: warning.value,
            }),
            verdict.value,
          )}
          kind="call-face"
        >
          <span class="hypercall-name">
            {index < DIGITS.most ? <kbd>{DIGITS.first + index}</kbd> : null} {call}
          </span>
          {givesUp.value === '' ? (
            <span class={coming.value === '' && saving.value.soon ? 'note call-note soon' : 'note call-note'}>
              {coming.value === '' ? saving.value.words : coming}
            </span>
          ) : (
            <span class="note call-gives-up">{givesUp}</span>
          )}
        </Face>
        {leaves.value ? (
          <span class="call-leaves" aria-hidden="true">
            {text.t('play.hypercall.leaves')}
          </span>
        ) : null}
        <Ahead id={id} />
      </button>
    </li>
  );
}

/** The bar of traps is full at so much of the machine. */
const ALL_TRAPS: Bp = 4000;

/** What traps take of the machine just now: it drains when the table fits the work, and rises when it does not. */
function Traps() {
  const play = usePlay();
  const traps = useSteady(() => Math.round((play.view.value.parts.hypercalls?.traps ?? 0) / 100));
  const share = traps.value * 100;
  const level = share >= 2000 ? 'high' : share >= 1000 ? 'some' : 'low';
  return (
    <span class="traps-now" data-level={level} data-tip={play.text.t('play.hypercall.trapsMean')}>
      <span class="traps-bar" aria-hidden="true">
        <span style={`inline-size:${Math.min(100, (share * 100) / ALL_TRAPS)}%`} />
      </span>
      <span>{play.text.t('play.hypercall.traps', { share: play.format.percent(share) })}</span>
    </span>
  );
}

function Table() {
  const play = usePlay();
  const { text } = play;
  const calls = useView(({ parts }) => (parts.hypercalls?.calls ?? []).map(({ id }) => id).join());
  /** how full it is; where it has no end, how much code that is */
  const full = useView((view) => {
    const { calls: all = [], room = 0 } = view.parts.hypercalls ?? {};
    if (room === 0) return text.t('play.trusted', { lines: play.format.integer(view.trustedLines) });
    return text.t('play.hypercall.room', { used: all.filter(({ enabled }) => enabled).length, room });
  });
  const means = text.t('play.hypercall.roomMeans', {
    time: spoken(play, play.view.peek(), play.view.peek().parts.hypercalls?.takes ?? 0),
  });
  const table = useDerived(() => play.layout.value.parts.hypercalls);
  const at = table.value;
  if (at === null) return null;
  return (
    <section aria-label={text.t('play.hypercall.title')} class="table">
      <span class="card-ground" style={placed(at.rect)} />
      <Words at={at.title} kind="card-title">
        <span data-tip={means}>
          {text.t('play.hypercall.title')} <span class="note">{full}</span>
        </span>
        <Traps />
      </Words>
      <ul>
        {calls.value.split(',').map((id, index) => (
          <Hypercall key={id} id={id} index={index} />
        ))}
      </ul>
    </section>
  );
}

function ofHypercall(play: Play, view: View, { handler }: { handler: Id }): Inspection | null {
  const call = find(view, handler);
  if (call === undefined) return null;
  const { text } = play;
  return {
    title: handlerName(play, call.id),
    what: text.word('handler', call.id, {}, 'does'),
    facts: [
      { label: text.t('play.hypercall.for'), value: text.word('handler', call.id, {}, 'for') },
      { label: text.t('machine.trustedCode'), value: text.t('unit.lines', { count: call.codeLines }) },
    ],
    prices: handlerPrices(play, call.id),
    guide: GUIDE,
  };
}

/** A call that is missed by more than this is why traps grow. */
const MISSED: Bp = 150;

/** The call that would save most of all that are not there. */
function lacks({ text }: Pick<Play, 'text'>, { parts }: View, metric: Id): string | null {
  if (metric !== 'trapShare') return null;
  const missing = (parts.hypercalls?.calls ?? []).filter(({ answers, saves }) => !answers && (saves ?? 0) > MISSED);
  const [worst] = missing.sort((a, b) => (b.saves ?? 0) - (a.saves ?? 0));
  return worst === undefined ? null : text.t('play.goal.lacks', { call: handlerName({ text }, worst.id) });
}

export const hypercalls: PlayPart = {
  why: lacks,
  panels: [{ turn: 220, Shown: Table }],
  targets: { hypercall: { inspect: ofHypercall, guides: [GUIDE] } },
  digits: { ...DIGITS, verbs: ['hypercall'], take: toggle },
  narration: {
    hypercallReady: (speaker, _, { handler }) =>
      polite(speaker.text.t('event.hypercallReady', { call: handlerName(speaker, handler) })),
  },
  watches({ parts }, mix) {
    for (const { enabled, answers } of parts.hypercalls?.calls ?? []) {
      mix(enabled);
      mix(answers);
    }
  },
  points({ call }, layout, { parts }) {
    const index = parts.hypercalls?.calls.findIndex(({ id }) => id === call) ?? -1;
    return layout.parts.hypercalls?.entries[index] ?? null;
  },
};
