/** A host's own work: how much of it waits, and the switch that says whether it goes before the guests. */
import { hostPlace } from '../../../session/hostPlace.ts';
import { HOST_KNOB, type HostWorkView } from '../../../session/parts/hostWork.ts';
import type { View } from '../../../session/view-model.ts';
import { NONE } from '../../../sim/types.ts';
import { useDerived, usePlay, useView } from '../context.ts';
import { spoken } from '../doing.ts';
import { HOST_DIGIT, turnHost } from '../hostFirst.ts';
import { polite } from '../narrate.ts';
import type { PlayPart } from '../play.ts';
import { Face, placed, Words } from '../spot.tsx';

const POSITIONS = ['last', 'first'] as const;
/** percent of its time after which the oldest piece is told of as late */
const LATE = 60;

const workIn = ({ parts }: Pick<View, 'parts'>): HostWorkView | null => parts.hostWork;

function OwnWork() {
  const play = usePlay();
  const { text, format } = play;
  const place = useDerived(() => {
    const own = workIn(play.view.value);
    return own === null ? null : hostPlace(play.layout.value, own.machine);
  });
  const first = useView((view) => workIn(view)?.first ?? false);
  const waits = useView((view) => {
    const n = workIn(view)?.waits ?? 0;
    return n === 0 ? text.t('play.hostWork.none') : text.t('play.hostWork.waits', { n: format.integer(n) });
  });
  const asked = useView((view) => {
    const n = workIn(view)?.asked ?? 0;
    return n === 0 ? '' : `· ${text.t('play.hostWork.asked', { n: format.integer(n) })}`;
  });
  const oldest = useView((view) => {
    const own = workIn(view);
    if (own === null || own.waits === 0) return '';
    return text.t('play.hostWork.oldest', {
      time: spoken(play, view, own.oldest),
      soon: spoken(play, view, own.soon),
    });
  });
  const late = useView((view) => {
    const own = workIn(view);
    return own !== null && own.waits > 0 && 100 * own.oldest >= LATE * own.soon;
  });
  const at = place.value;
  if (at === null) return null;
  const soon = spoken(play, play.view.peek(), workIn(play.view.peek())?.soon ?? 0);
  return (
    <>
      <Words at={at.title} kind="host-work-title">
        <b data-tip={text.t('play.hostWork.means', { soon })}>{text.t('play.hostWork.title')}</b>
      </Words>
      <Words at={at.count} kind="host-work-words">
        {waits} {asked}
      </Words>
      <Words at={at.age} kind={late.value ? 'host-work-words late' : 'host-work-words'}>
        {oldest}
      </Words>
      <div class="knob-row" style={placed(at.turn)}>
        <fieldset class="knob" style="--part:1" aria-label={text.t('play.hostWork.group')}>
          {POSITIONS.map((position, value) => (
            <button
              key={position}
              type="button"
              id={`knob-${NONE}-${HOST_KNOB}-${value}`}
              class="position knob-position"
              aria-pressed={first.value === (value === 1)}
              data-tip={text.t(`play.hostWork.${position}Means`)}
              onClick={() => turnHost(play, value)}
            >
              <Face name={text.t(`play.hostWork.${position}Means`)} kind="mixer-face wide">
                <kbd>{HOST_DIGIT + value}</kbd>
                {text.t(`play.hostWork.${position}`)}
              </Face>
            </button>
          ))}
        </fieldset>
      </div>
    </>
  );
}

export const hostWork: PlayPart = {
  panels: [{ turn: 117, Shown: OwnWork }],
  narration: {
    knobTurned: (speaker, _, { knob, value }) =>
      knob === HOST_KNOB ? polite(speaker.text.t(value === 1 ? 'event.hostFirst' : 'event.hostLast')) : null,
  },
  watches(view, mix) {
    const own = workIn(view);
    if (own === null) return;
    mix(own.first);
    mix(own.waits);
  },
  points(about, layout, view) {
    const own = workIn(view);
    return about.hostWork === true && own !== null ? (hostPlace(layout, own.machine)?.turn ?? null) : null;
  },
};
