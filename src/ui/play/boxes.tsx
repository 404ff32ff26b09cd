/** The boxes in the monitor that take exits: their names, what each took, and its share of the machine's time. */
import type { BoxPlace } from '../../session/parts/exits.ts';
import type { View } from '../../session/view-model.ts';
import type { Id, Int } from '../../sim/index.ts';
import { useDerived, usePlay, useView } from './context.ts';
import { handlerName } from './doing.ts';
import type { Inspection, Play } from './play.ts';
import { handlerPrices } from './prices.ts';
import { Spot, Words } from './spot.tsx';

/** A box is named after who takes most in it; one that several share has a name of its own. */
const boxName = (play: Play, id: Id): string =>
  play.text.exists(`handler.${id}.box`) ? play.text.word('handler', id, {}, 'box') : handlerName(play, id);

/** What a box took so far, as words: "×27, 3 by hand · 11%". */
function takenBy(play: Play, view: View, index: Int): string {
  const box = view.parts.exits?.boxes[index];
  if (box === undefined || box.wired + box.byHand === 0) return '';
  const { text, format } = play;
  const args = {
    n: format.integer(box.wired + box.byHand),
    hand: format.integer(box.byHand),
    share: format.percent(box.share),
  };
  return text.t(box.byHand > 0 ? 'play.box.hand' : 'play.box.wired', args);
}

function Box({ index, at }: { index: Int; at: BoxPlace }) {
  const play = usePlay();
  const { text } = play;
  const id = useView((view) => view.parts.exits?.boxes[index]?.id ?? '');
  const taken = useView((view) => takenBy(play, view, index));
  return (
    <li>
      <Spot
        target={{ kind: 'box', handler: id.value }}
        at={at.rect}
        kind="wire"
        tip={text.t('play.tip.what', {
          name: boxName(play, id.value),
          what: text.word('handler', id.value, {}, 'does'),
        })}
        name={(view) =>
          text.t('play.name.box', { handler: boxName(play, id.value), taken: takenBy(play, view, index) })
        }
      />
      <Words at={at.name} kind="wire-text">
        {boxName(play, id.value)}
      </Words>
      <Words at={at.count} kind="wire-count">
        {taken}
      </Words>
    </li>
  );
}

/** Nothing while a question lies there. */
export function Boxes() {
  const play = usePlay();
  const { text } = play;
  const count = useView((view) => view.parts.exits?.boxes.length ?? 0);
  const places = useDerived(() => (play.question.value === null ? (play.layout.value.parts.exits?.boxes ?? []) : []));
  if (places.value.length === 0) return null;
  return (
    <section aria-label={text.t('machine.boxes')}>
      <ul>
        {places.value.slice(0, count.value).map((at, index) => (
          <Box key={at.rect.y} index={index} at={at} />
        ))}
      </ul>
    </section>
  );
}

export function ofBox(play: Play, view: View, { handler }: { handler: Id }): Inspection | null {
  const box = view.parts.exits?.boxes.find(({ id }) => id === handler);
  if (box === undefined) return null;
  const { text, format } = play;
  const lines = view.parts.exits?.handlers.find(({ id }) => id === handler)?.codeLines ?? 0;
  return {
    title: boxName(play, handler),
    what: text.word('handler', handler, {}, 'does'),
    facts: [
      { label: text.t('play.box.byWire'), value: format.integer(box.wired) },
      { label: text.t('play.box.byHand'), value: format.integer(box.byHand) },
      { label: text.t('play.box.share'), value: format.percent(box.share, 1) },
      { label: text.t('machine.trustedCode'), value: text.t('unit.lines', { count: lines }) },
    ],
    prices: handlerPrices(play, handler),
    guide: 'wire',
  };
}

/** The handler of a box that answers a reason, null = none does. */
export function answering(view: View, box: Id, reason: Id): Id | null {
  const { boxes = [], handlers = [] } = view.parts.exits ?? {};
  const ids = boxes.find(({ id }) => id === box)?.handlers ?? [];
  return handlers.find(({ id, reasons }) => ids.includes(id) && reasons.includes(reason))?.id ?? null;
}
