/** Which parts of a canvas have to be painted anew, in tiles. */

export type Box = { left: number; top: number; right: number; bottom: number };

/** Pixels: smaller tiles paint less that has not changed, and cost more to keep. */
const TILE = 32;

export class Damage {
  /** nothing is to be painted */
  none = true;
  private readonly across: number;
  private readonly down: number;
  private readonly tiles: Uint8Array;

  /** @param width of the canvas, in pixels */
  constructor(width: number, height: number) {
    this.across = Math.max(1, Math.ceil(width / TILE));
    this.down = Math.max(1, Math.ceil(height / TILE));
    this.tiles = new Uint8Array(this.across * this.down);
  }

  private each(box: Box, visit: (first: number, end: number) => boolean): boolean {
    const left = Math.max(0, Math.floor(box.left / TILE));
    const right = Math.min(this.across, Math.ceil(box.right / TILE));
    const bottom = Math.min(this.down, Math.ceil(box.bottom / TILE));
    if (left >= right) return false;
    for (let row = Math.max(0, Math.floor(box.top / TILE)); row < bottom; row++)
      if (visit(row * this.across + left, row * this.across + right)) return true;
    return false;
  }

  add(box: Box): void {
    this.each(box, (first, end) => {
      this.tiles.fill(1, first, end);
      this.none = false;
      return false;
    });
  }

  all(): void {
    this.tiles.fill(1);
    this.none = false;
  }

  clear(): void {
    this.tiles.fill(0);
    this.none = true;
  }

  /** Whether anything in the box is to be painted anew. */
  touches(box: Box): boolean {
    return this.each(box, (first, end) => {
      const hit = this.tiles.indexOf(1, first);
      return hit !== -1 && hit < end;
    });
  }

  /** All tiles, those of a row that lie side by side as one box. */
  areas(): Box[] {
    const boxes: Box[] = [];
    for (let row = 0; row < this.down; row++) {
      for (let tile = 0; tile < this.across; tile++) {
        const first = tile;
        while (tile < this.across && this.tiles[row * this.across + tile] === 1) tile++;
        if (tile === first) continue;
        boxes.push({ left: first * TILE, top: row * TILE, right: tile * TILE, bottom: (row + 1) * TILE });
      }
    }
    return boxes;
  }
}
