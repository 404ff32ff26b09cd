/** The translator's things: signs of code that is rewritten, and the shelf of translated blocks. */
import type { Rect, ShelfPlace } from '../../session/layout.ts';
import { css, type Palette } from '../colours.ts';
import { box, type Ctx, path } from './draw.ts';

const SIGN = { pitch: 136, w: 84, line: 5.5 } as const;
/** lengths of lines of code, before and after */
const BEFORE = [20, 13, 17] as const;
const AFTER = [14, 22, 10] as const;

/** As many signs as fit: three lines of code, an arrow, and three other lines. */
export function rewrites(ctx: Ctx, { x, y, w, h }: Rect, palette: Palette): void {
  const n = Math.max(1, Math.floor((w + SIGN.pitch - SIGN.w) / SIGN.pitch));
  const from = x + (w - (n - 1) * SIGN.pitch - SIGN.w) / 2;
  const top = y + h / 2 - SIGN.line;
  for (let i = 0; i < n; i++) {
    const at = from + i * SIGN.pitch;
    BEFORE.forEach((length, line) => {
      ctx.fillStyle = css(palette.grey, 0.5);
      ctx.fillRect(at, top + line * SIGN.line - 1, length, 2);
      ctx.fillStyle = css(palette.orange, 0.75);
      ctx.fillRect(at + 58, top + line * SIGN.line - 1, AFTER[line] ?? length, 2);
    });
    const axis = top + SIGN.line;
    path(ctx, `M${at + 28},${axis}H${at + 49}M${at + 44},${axis - 4}L${at + 49},${axis}L${at + 44},${axis + 4}`, {
      stroke: palette.orange,
      strokeAlpha: 0.8,
      width: 1.5,
    });
  }
}

/** A board on two brackets; each slot is empty until a block stands in it. */
export function paintShelf(ctx: Ctx, { rect, slots }: ShelfPlace, palette: Palette): void {
  const { x, y, w, h } = rect;
  box(ctx, x, y, w, h, 4, { fill: palette.deep, fillAlpha: 0.75 });
  for (const slot of slots)
    box(ctx, slot.x, slot.y, slot.w, slot.h, 2, {
      stroke: palette.orange,
      strokeAlpha: 0.42,
      width: 1,
      ...(slot.w > 12 ? { dash: [3, 3] } : {}),
    });
  path(ctx, `M${x - 4},${y + h}H${x + w + 4}`, { stroke: palette.orange, width: 2.4 });
  path(ctx, `M${x},${y - 3}V${y + h}M${x + w},${y - 3}V${y + h}`, { stroke: palette.orange, width: 2 });
}
