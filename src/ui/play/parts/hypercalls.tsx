/** The table of hypercalls: what is enabled, how much code that makes one trust, and what it would give away. */
import type { View } from '../../../session/view-model.ts';
import type { Id, Int } from '../../../sim/index.ts';
import { useDerived, usePlay, useVerdict, useView } from '../context.ts';
import { handlerName, spoken } from '../doing.ts';
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

const find = ({ parts }: View, id: Id) => parts.hypercalls?.calls.find((call) => call.id === id);

/** Keys of the entries: those of the kernels stand before them. */
const DIGITS = { first: 6, most: 4 } as const;

const toggled = (id: Id, on: boolean) =>
  ({ do: 'setRule', rule: { reason: 'hypercall', guest: '*', handler: id }, on: !on }) as const;

function toggle(play: Play, index: Int): boolean {
  const call = play.view.peek().parts.hypercalls?.calls[index];
  if (call === undefined) return false;
  play.command(toggled(call.id, call.enabled), { kind: 'hypercall', handler: call.id });
  return true;
}

function Hypercall({ id, index }: { id: Id; index: number }) {
  const play = usePlay();
  const { text } = play;
  const place = useDerived(() => play.layout.value.parts.hypercalls?.entries[index] ?? null);
  const on = useView((view) => find(view, id)?.enabled ?? false);
  const lines = text.t('unit.lines', {
    count: find(play.view.peek(), id)?.codeLines ?? 0,
  });
  const command = useDerived(() => toggled(id, on.value));
  const verdict = useVerdict(() => command.value);
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
  /** what it saves, or would; before anybody can ask, how much code it is */
  const note = useView((view) => {
    const found = find(view, id);
    if (found === undefined || found.saves === null) return lines;
    return text.t(found.answers ? 'play.hypercall.saves' : 'play.hypercall.wouldSave', {
      share: play.format.percent(found.saves, found.saves < 100 ? 1 : 0), // what is little is not nothing
    });
  });
  const call = handlerName(play, id);
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
        class={coming.value === '' ? 'hypercall' : 'hypercall coming'}
        data-tip={text.word('handler', id, {}, 'does')}
        style={placed(at)}
        onClick={() => play.command(command.value, { kind: 'hypercall', handler: id })}
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
            text.t(givesUp.value === '' && coming.value === '' ? 'play.name.hypercall' : 'play.name.hypercallDear', {
              call,
              lines,
              warning: givesUp.value === '' ? coming.value : givesUp.value,
            }),
            verdict.value,
          )}
          kind="call-face"
        >
          <span class="hypercall-name">
            {index < DIGITS.most ? <kbd>{DIGITS.first + index}</kbd> : null} {call}
          </span>
          {givesUp.value === '' ? (
            <span class="note">{coming.value === '' ? note : coming}</span>
          ) : (
            <span class="note gives-up">{givesUp}</span>
          )}
        </Face>
      </button>
    </li>
  );
}

function Table() {
  const play = usePlay();
  const { text } = play;
  const calls = useView(({ parts }) => (parts.hypercalls?.calls ?? []).map(({ id }) => id).join());
  /** how full it is, and what a new entry takes; where it has no end, how much code that is */
  const full = useView((view) => {
    const { calls: all = [], room = 0, takes = 0 } = view.parts.hypercalls ?? {};
    if (room === 0) return text.t('play.trusted', { lines: play.format.integer(view.trustedLines) });
    const used = all.filter(({ enabled }) => enabled).length;
    return text.t('play.hypercall.room', { used, room, time: spoken(play, view, takes) });
  });
  const table = useDerived(() => play.layout.value.parts.hypercalls);
  const at = table.value;
  if (at === null) return null;
  return (
    <section aria-label={text.t('play.hypercall.title')} class="table">
      <span class="card-ground" style={placed(at.rect)} />
      <Words at={at.title} kind="card-title">
        <span>{text.t('play.hypercall.title')}</span>
        <span class="note" data-tip={text.t('play.hypercall.roomMeans')}>
          {full}
        </span>
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

export const hypercalls: PlayPart = {
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
