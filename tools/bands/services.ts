/** What the play screen asks of the game around it, where there is no game: nothing is kept and nowhere is gone to. */
import { signal } from '@preact/signals';
import { loadCampaign } from '../../src/levels/index.ts';
import { openKeptRuns } from '../../src/session/keptRuns.ts';
import { areaOf } from '../../src/session/slots.ts';
import { openStorage } from '../../src/session/storage.ts';
import { createKeyboard } from '../../src/ui/keys/keyboard.ts';
import { createSettingsStore } from '../../src/ui/settings/store.ts';
import type { Words } from '../../src/ui/shell/context.ts';
import { createKeeping } from '../../src/ui/shell/keeping.ts';
import { createLibrary } from '../../src/ui/shell/library.ts';
import { createRouter } from '../../src/ui/shell/router.ts';
import { createRuns } from '../../src/ui/shell/runs.ts';
import type { Services } from '../../src/ui/shell/services.ts';
import { holdTab } from '../../src/ui/shell/tabs.ts';

const noRun = (): never => {
  throw new Error('samples of machines cannot be played');
};

export async function standIns(words: Words): Promise<Services> {
  const campaign = await loadCampaign();
  if (!campaign.ok) throw new Error(campaign.code);
  const runs = openKeptRuns({ area: () => areaOf(sessionStorage), tab: 'bands' });
  const keeping = createKeeping({ runs, tabs: holdTab('bands', undefined), page: window, now: Date.now });
  const saves = openStorage({ area: () => areaOf(sessionStorage), tab: 'bands' });
  return {
    router: createRouter(window),
    saves,
    save: signal(saves.read()),
    trouble: signal(null),
    failure: signal(null),
    picture: signal(null),
    settings: createSettingsStore(saves, window),
    keyboard: createKeyboard(window),
    words: signal(words),
    learnWords: () => Promise.resolve(),
    library: createLibrary(campaign.value),
    runs: createRuns({ saves, openSession: noRun, keeping }),
    sound: () => undefined,
    loadPlay: noRun,
    version: '',
  };
}
