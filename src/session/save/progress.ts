/** Changes of a save, one per thing that happens to a player. Each returns a new save. */
import type { Id, Int } from '../../sim/index.ts';
import { CAPS, emptyLevel, type LevelProgress, type Save, type Setting, type Try } from './save.ts';

function withLevel(save: Save, level: Id, change: (progress: LevelProgress) => LevelProgress): Save {
  return { ...save, levels: new Map(save.levels).set(level, change(save.levels.get(level) ?? emptyLevel())) };
}

const triesSoFar = (progress: LevelProgress): Int => progress.tries[0]?.n ?? 0;

/** What a run was, with its measures by name. */
type Done = Omit<Try, 'n' | 'metrics'> & { metrics: Readonly<Record<Id, Int>> };

/** A run has ended: keeps the try and raises the best stars. Of very many metrics the first are kept. */
export function recordTry(save: Save, level: Id, done: Done): Save {
  const metrics = new Map(Object.entries(done.metrics).slice(0, CAPS.metrics));
  return withLevel(save, level, (progress) => ({
    ...progress,
    stars: Math.max(progress.stars, done.stars),
    straight: done.straight ? Math.max(progress.straight, done.stars) : progress.straight,
    tries: [{ ...done, metrics, n: triesSoFar(progress) + 1 }, ...progress.tries].slice(0, CAPS.tries),
  }));
}

export function recordAnswer(save: Save, level: Id, question: Id, answer: Id): Save {
  return withLevel(save, level, (progress) => {
    const n = (progress.answers.get(question)?.n ?? 0) + 1;
    return { ...progress, answers: new Map(progress.answers).set(question, { n, value: answer }) };
  });
}

export const recordTutorial = (save: Save, level: Id): Save =>
  withLevel(save, level, (progress) => ({ ...progress, tutorialSeen: true }));

export function recordSetting(save: Save, name: Id, value: Setting): Save {
  const n = (save.settings.get(name)?.n ?? 0) + 1;
  return { ...save, settings: new Map(save.settings).set(name, { n, value }) };
}

/** Forgets all progress, in every tab; settings stay. */
export const eraseProgress = (save: Save): Save => ({ ...save, epoch: save.epoch + 1, levels: new Map() });
