/** Changes of a save, one per thing that happens to a player. Each returns a new save. */
import type { Id, Int } from '../../sim/index.ts';
import { CAPS, emptyLevel, type LevelProgress, type Save, type Setting, type Try } from './save.ts';

function withLevel(save: Save, level: Id, change: (progress: LevelProgress) => LevelProgress): Save {
  return { ...save, levels: { ...save.levels, [level]: change(save.levels[level] ?? emptyLevel()) } };
}

const triesSoFar = (progress: LevelProgress): Int => progress.tries[0]?.n ?? 0;

/** A run has ended: keeps the try and raises the best stars. Of very many metrics the first are kept. */
export function recordTry(save: Save, level: Id, done: Omit<Try, 'n'>): Save {
  const metrics = Object.fromEntries(Object.entries(done.metrics).slice(0, CAPS.metrics));
  return withLevel(save, level, (progress) => ({
    ...progress,
    stars: Math.max(progress.stars, done.stars),
    straight: done.straight ? Math.max(progress.straight, done.stars) : progress.straight,
    tries: [{ ...done, metrics, n: triesSoFar(progress) + 1 }, ...progress.tries].slice(0, CAPS.tries),
  }));
}

export function recordAnswer(save: Save, level: Id, question: Id, answer: Id): Save {
  return withLevel(save, level, (progress) => ({
    ...progress,
    answers: { ...progress.answers, [question]: { n: (progress.answers[question]?.n ?? 0) + 1, value: answer } },
  }));
}

export const recordTutorial = (save: Save, level: Id): Save =>
  withLevel(save, level, (progress) => ({ ...progress, tutorialSeen: true }));

export function recordSetting(save: Save, name: Id, value: Setting): Save {
  const n = (save.settings[name]?.n ?? 0) + 1;
  return { ...save, settings: { ...save.settings, [name]: { n, value } } };
}

/** Forgets all progress, in every tab; settings stay. */
export const eraseProgress = (save: Save): Save => ({ ...save, epoch: save.epoch + 1, levels: {} });
