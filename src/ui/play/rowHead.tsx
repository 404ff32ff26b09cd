/** Left of the picture: what a row is that all guests have. */
import type { ComponentChildren } from 'preact';
import { useDerived, usePlay } from './context.ts';
import { Words } from './spot.tsx';

const LEFT = 16;
const GAP = 12;

export function RowHead({ at: { y, h }, children }: { at: { y: number; h: number }; children: ComponentChildren }) {
  const { layout } = usePlay();
  const right = useDerived(() => layout.value.main.left - GAP);
  return (
    <Words at={{ x: LEFT, y, w: right.value - LEFT, h }} kind="row-head">
      {children}
    </Words>
  );
}
