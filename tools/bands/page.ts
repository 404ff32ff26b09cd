/**
 * The play screen over a sample of each kind of machine, `?sample=hosted`: picture and words as in the game, without a run
 * behind them. Photographed by `npm run shots -- --only bands`; not part of any build.
 */
import { h, render } from 'preact';
import published from '../../levels/costs/published.json' with { type: 'json' };
import { checkPublished } from '../../src/levels/costs/figures.ts';
import { shippedModels } from '../../src/levels/costs/shipped.ts';
import { createPlayfield } from '../../src/playfield/index.ts';
import { ALL_PICTURE_PARTS } from '../../src/playfield/parts/index.ts';
import { createLevelText } from '../../src/text/levelWords.ts';
import { allWords } from '../../src/text/whole.ts';
import { PlayScreen } from '../../src/ui/play/PlayScreen.tsx';
import { ALL_PLAY_PARTS } from '../../src/ui/play/parts/index.ts';
import { createWords, TextContext } from '../../src/ui/shell/context.ts';
import { ServicesContext } from '../../src/ui/shell/services.ts';
import '../../src/ui/styles/fonts.css';
import '../../src/ui/styles/index.ts';
import { BAND_SAMPLES, type BandSample } from '../../tests/playfield/bandSamples.ts';
import { fakeSession } from '../../tests/ui/play/fakeSession.ts';
import { levelFile } from '../../tests/ui/play/levelFile.ts';
import { standIns } from './services.ts';

const name = (new URLSearchParams(location.search).get('sample') ?? 'trap') as BandSample;
const view = BAND_SAMPLES[name]();
const session = fakeSession({ view, level: levelFile(view) });
session.play();

const root = document.getElementById('overlay');
const figures = checkPublished(published);
const file = shippedModels().find(({ model }) => model.id === 'p4-2005');
if (root === null || !figures.ok || file === undefined) throw new Error('the page has no mount, or no costs');

const words = createWords('en', allWords);
const services = await standIns(words);
const said = {
  title: name,
  ...Object.fromEntries(view.guests.map(({ id }) => [`guest.${id}`, id])),
  ...Object.fromEntries((view.parts.porting?.kernels ?? []).map(({ id }) => [`kernel.${id}`, id])),
};
const level = createLevelText({ schema: 1, language: 'en', figures: [], words: said }, 'en', new Map(), words.format);
const options = { reducedMotion: () => true, contrast: () => location.search.includes('contrast') };
const screen = h(PlayScreen, {
  parts: ALL_PLAY_PARTS,
  session,
  level,
  settings: services.settings,
  sound: { play: () => undefined, captions: () => () => undefined },
  costs: { model: file.model, carried: file.carried, figures: figures.value.figures },
  mountPicture: (host: HTMLElement) => createPlayfield(host, options, ALL_PICTURE_PARTS),
  onEnd: () => undefined,
  onLeave: () => undefined,
  onHelp: () => undefined,
  onSettings: () => undefined,
  onGuide: () => undefined,
});
render(h(ServicesContext.Provider, { value: services }, h(TextContext.Provider, { value: words }, screen)), root);
