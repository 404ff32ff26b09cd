/** The play screen's state over a hand-made view, with the real words and the real cost model of a level. */
import { signal } from '@preact/signals';
import published from '../../../levels/costs/published.json' with { type: 'json' };
import { checkPublished } from '../../../src/levels/costs/figures.ts';
import { shippedModels } from '../../../src/levels/costs/shipped.ts';
import type { Session } from '../../../src/session/contract.ts';
import type { View } from '../../../src/session/view-model.ts';
import { createFormat } from '../../../src/text/format.ts';
import { createLevelText } from '../../../src/text/levelWords.ts';
import { wholeText } from '../../../src/text/whole.ts';
import type { HandSound } from '../../../src/ui/play/doors.ts';
import { ALL_PLAY_PARTS } from '../../../src/ui/play/parts/index.ts';
import type { Play } from '../../../src/ui/play/play.ts';
import { createPlay } from '../../../src/ui/play/store.ts';
import { DEFAULTS } from '../../../src/ui/settings/settings.ts';

export function playOver(view: View, session: Session, costs = 'p4-2005'): Play & { heard: HandSound[] } {
  const text = wholeText('en');
  const format = createFormat(text);
  const figures = checkPublished(published);
  const file = shippedModels().find(({ model }) => model.id === costs);
  if (!figures.ok || file === undefined) throw new Error('no costs');
  const words = Object.fromEntries(view.guests.map(({ id }) => [`guest.${id}`, id]));
  const heard: HandSound[] = [];
  const play = createPlay({
    parts: ALL_PLAY_PARTS,
    session,
    text,
    format,
    level: createLevelText({ schema: 1, language: 'en', figures: [], words }, 'en', new Map(), format),
    settings: {
      settings: signal(DEFAULTS),
      reducedMotion: signal(false),
      change: () => undefined,
      reset: () => undefined,
      dispose: () => undefined,
    },
    sound: { play: (id) => heard.push(id), captions: () => () => undefined },
    costs: { model: file.model, carried: file.carried, figures: figures.value.figures },
  });
  return { ...play, heard };
}
