/**
 * The two things that lie on the drawing: words, and controls. Both are placed in design pixels; the stage gives the
 * factor (`--u`), so that type is set at its true size instead of being stretched.
 */
import type { ComponentChildren } from 'preact';
import type { Rect } from '../../session/layout.ts';
import type { View } from '../../session/view-model.ts';
import { useKeyWords } from '../parts/keyWords.ts';
import { type Action, isReached } from '../settings/keys.ts';
import { useDerived, usePlay } from './context.ts';
import { refusedName } from './names.ts';
import { keyOf, same, type Target } from './target.ts';

export const placed = ({ x, y, w, h }: Rect): string => `--x:${x};--y:${y};--w:${w};--h:${h}`;

type WordsProps = {
  at: Rect;
  /** look: see stage.css */
  kind?: string;
  children: ComponentChildren;
};

/** Words on the drawing. Controls say the same in their names, so that these are not read twice. */
export function Words({ at, kind = '', children }: WordsProps) {
  return (
    <span class={`words ${kind}`} style={placed(at)} aria-hidden="true">
      <span class="words-line">{children}</span>
    </span>
  );
}

/** The key that does the same, as it is written on the player's keyboard. */
export function Cap({ action }: { action: Action | null }) {
  const { settings, view } = usePlay();
  const words = useKeyWords();
  const { keys } = settings.settings.value;
  if (action === null || !isReached(keys, action, view.peek().verbs)) return null;
  return (
    <span class="cap" aria-hidden="true">
      {words(keys[action])}
    </span>
  );
}

/**
 * What stands on a control whose face is more (or less) than its name: read aloud is only the name.
 */
export function Face({ name, kind, children }: { name: string; kind: string; children: ComponentChildren }) {
  return (
    <>
      <span class="visually-hidden">{name}</span>
      <span class={kind} aria-hidden="true">
        {children}
      </span>
    </>
  );
}

/** The target of each control that is on the screen, for whoever finds the control first: a pointer that drags. */
const targets = new WeakMap<Element, Target>();
export const targetOf = (element: Element): Target | null => targets.get(element) ?? null;

type SpotProps = {
  target: Target;
  at: Rect;
  /** what it is and its state */
  name: (view: View) => string;
  kind?: string;
  /** what the thing is, for the eye, where its drawing does not tell */
  tip?: string;
  /** and it says so below the thing: what stands above is what it is about (tip.tsx) */
  tipBelow?: boolean;
  children?: ComponentChildren;
};

/** A control over something drawn: it is chosen, or completes what was chosen. */
export function Spot({ target, at, name, kind = '', tip, tipBelow = false, children }: SpotProps) {
  const play = usePlay();
  const key = keyOf(target);
  const chosen = useDerived(() => same(play.chosen.value, target));
  const label = useDerived(() => refusedName(play, name(play.calm.value), play.lit.value.get(key)));
  const state = useDerived(() => {
    if (chosen.value) return 'chosen';
    const verdict = play.lit.value.get(key);
    if (verdict === undefined) return 'plain';
    return verdict.ok ? 'legal' : 'illegal';
  });
  return (
    <button
      type="button"
      ref={(element) => {
        if (element !== null) targets.set(element, target);
      }}
      id={key}
      class={`spot ${kind}`}
      style={placed(at)}
      data-state={state}
      data-tip={tip}
      data-tip-below={tipBelow ? '' : undefined}
      aria-label={label}
      aria-pressed={chosen}
      onClick={() => play.press(target)}
      onPointerEnter={() => play.point(target)}
      onPointerLeave={() => play.point(null)}
      onFocus={() => play.point(target)}
      onBlur={() => play.point(null)}
    >
      {children}
    </button>
  );
}
