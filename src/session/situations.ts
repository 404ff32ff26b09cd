/**
 * What a tutorial's steps can ask about the board, each as a function of the view: null when it is not so, else what it
 * was found at. Every part brings its own; levels combine them.
 */
import type { LevelFile, Situation } from '../sim/index.ts';
import type { Found } from './part.ts';
import { PARTS } from './parts/index.ts';
import { isFree } from './parts/scheduling.ts';
import type { VcpuView, View } from './view-model.ts';

type Rule = (asked: Situation, view: View, file: LevelFile) => Found;

/** By the word that a step uses. A rule fits what is asked by its very key, which the compiler cannot follow. */
const RULES: ReadonlyMap<string, Rule> = new Map(
  Object.values(PARTS).flatMap((part) => Object.entries('situations' in part ? part.situations : {})) as [
    string,
    Rule,
  ][],
);

/** A processor that stands free while somebody could run on it: what no step may let a player overlook. */
export function freePlace(view: View): Found {
  const pcpu = view.pcpus.find(isFree);
  if (pcpu === undefined || !view.verbs.includes('place')) return null;
  const ready = view.guests
    .flatMap(({ vcpus }) => vcpus)
    .filter(({ state, throttledUntil }) => state === 'ready' && throttledUntil <= view.now);
  const patience = ({ guest }: VcpuView): number => view.guests[guest]?.patience ?? 0;
  const [first] = ready.sort((a, b) => patience(a) - patience(b) || a.since - b.since);
  return first === undefined ? null : { guest: first.guest, pcpu: pcpu.index };
}

/** What is found where a situation is so; null where it is not. */
export function find(situation: Situation, view: View, file: LevelFile): Found {
  for (const key of Object.keys(situation)) {
    const rule = RULES.get(key);
    if (rule !== undefined) return rule(situation, view, file);
  }
  return null;
}
