/**
 * The files under levels/, each loaded when it is first wanted: in the browser every one is a chunk of its own, in Node
 * they are part of the bundle. A level brings only the cost models that its machines name.
 *
 * A promise is rejected only when a chunk cannot be fetched; a file that is wrong is answered with its problem.
 */
import type { CostModel, Id, LevelFile } from '../sim/index.ts';
import { type Campaign, checkCampaign } from './campaign.ts';
import { checkPublished, type Published } from './costs/figures.ts';
import { checkModel, crossCheckModel, type ModelFile } from './costs/model.ts';
import { checkKernels } from './kernels.ts';
import { checkLevel, type Level } from './level.ts';
import { bad, good, type Result } from './result.ts';
import { bestLanguage } from './words.ts';

type Files<T> = Readonly<Record<string, () => Promise<T>>>;

const ROOT = '../../levels';
const levels: Files<unknown> = import.meta.glob('../../levels/[0-9][0-9]-*/level.json', { import: 'default' });
const words: Files<unknown> = import.meta.glob(['../../levels/[0-9][0-9]-*/*.json', '!../../levels/*/level.json'], {
  import: 'default',
});
const models: Files<unknown> = import.meta.glob(
  ['../../levels/costs/*.json', '!../../levels/costs/{published,validation}.json'],
  { import: 'default' },
);

/** ids of the levels that exist */
export const LEVEL_IDS: ReadonlySet<Id> = new Set(Object.keys(levels).map((path) => path.split('/').at(-2) ?? ''));

export async function loadCampaign(): Promise<Result<Campaign>> {
  return checkCampaign((await import('../../levels/campaign.json')).default);
}

/** Problems: `noSuchLevel`, what is wrong with the file, and those of `withData`. */
export async function loadLevel(id: Id): Promise<Result<Level>> {
  const load = levels[`${ROOT}/${id}/level.json`];
  if (!load) return bad('noSuchLevel');
  const file = checkLevel(await load());
  return file.ok ? withData(file.value) : file;
}

/**
 * The models that a file brings along, under the same checks as the game's own: their parts fit together, and every
 * number follows from its basis. Problems: those of `checkModel`, and `unfounded`.
 */
async function ownModels({ models: own = [] }: LevelFile): Promise<Result<ModelFile[]>> {
  if (own.length === 0) return good([]);
  const figures = await loadFigures();
  if (!figures.ok) return figures;
  const { recompute } = await import('./costs/recompute.ts');
  const found: ModelFile[] = [];
  for (const [m, one] of own.entries()) {
    const read = crossCheckModel(one);
    if (!read.ok) return bad(read.code, `models.${m}: ${read.path}`);
    const wrong = recompute(read.value.model, figures.value.figures).find(
      ({ stated, computed }) => stated !== computed,
    );
    if (wrong !== undefined) return bad('unfounded', `models.${m}.costs.${wrong.id}`);
    found.push(read.value);
  }
  return good(found);
}

/** A level file, perhaps somebody else's, with the models and kernels that it names. Problem: `noSuchCostModel`. */
export async function withData(file: LevelFile): Promise<Result<Level>> {
  const kernels = checkKernels((await import('../../levels/kernels.json')).default);
  if (!kernels.ok) return bad(kernels.code, `kernels.json: ${kernels.path}`);
  const own = await ownModels(file);
  if (!own.ok) return own;
  const found: ModelFile[] = [];
  for (const id of new Set(file.setup.machines.map((machine) => machine.costs))) {
    const brought = own.value.find(({ model }) => model.id === id);
    const one = brought === undefined ? await loadModelFile(id) : good(brought);
    if (!one.ok) return one;
    found.push(one.value);
  }
  const carried = found.map((one) => one.carried);
  return good({ file, models: found.map(({ model }) => model), kernels: kernels.value, carried });
}

async function loadModelFile(id: Id): Promise<Result<ModelFile>> {
  const load = models[`${ROOT}/costs/${id}.json`];
  if (!load) return bad('noSuchCostModel', id);
  const read = checkModel(await load());
  return read.ok ? read : bad(read.code, `costs/${id}.json: ${read.path}`);
}

export async function loadModel(id: Id): Promise<Result<CostModel>> {
  const read = await loadModelFile(id);
  return read.ok ? good(read.value.model) : read;
}

/** languages that a level has words in */
export function languagesOf(level: Id): string[] {
  const folder = `${ROOT}/${level}/`;
  return Object.keys(words)
    .filter((path) => path.startsWith(folder))
    .map((path) => path.slice(folder.length, -'.json'.length));
}

/** A level's language file, unchecked, in the wanted language or the nearest there is; null when there is none. */
export async function loadWords(level: Id, wanted: string): Promise<unknown> {
  const language = bestLanguage(languagesOf(level), wanted);
  return language === null ? null : ((await words[`${ROOT}/${level}/${language}.json`]?.()) ?? null);
}

/** Every published figure: large, and wanted only by the debrief and the field guide. */
export async function loadFigures(): Promise<Result<Published>> {
  return checkPublished((await import('../../levels/costs/published.json')).default);
}
