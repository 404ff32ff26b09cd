/** The dispatcher's switch: whether empty sockets take the least patient guest by themselves. */
import { useComputed } from '@preact/signals';
import { usePlay, useView } from './context.ts';
import { placed } from './spot.tsx';

const KNOB = 'dispatcher';

export function Dispatcher() {
  const play = usePlay();
  const { text } = play;
  const has = useView((view) => view.verbs.includes('dispatcher'));
  const on = useView((view) => view.knobs[KNOB] === 1);
  const place = useComputed(() => {
    const { host } = play.layout.value.labels;
    return { x: 12, y: host.y + host.h + 6, w: 150, h: 28 };
  });
  if (!has.value) return null;
  return (
    <button
      type="button"
      role="switch"
      class="small-button dispatcher"
      style={placed(place.value)}
      aria-checked={on}
      title={text.t('verb.dispatcher.means')}
      onClick={() => play.command({ do: 'setKnob', knob: KNOB, value: on.value ? 0 : 1 }, null)}
    >
      {text.t('verb.dispatcher.name')}
    </button>
  );
}
