/**
 * The way from a tower down to a socket: straight down, sideways in a lane of its own, straight down again. Lanes are
 * dealt so that two streams cross only when their towers and sockets stand in opposite order, where they must.
 */

export type Link = { from: number; to: number };

/**
 * Lane of each link, 0 = topmost. Links that go right want the rightmost on top (its column would otherwise cut the
 * others' lanes), links that go left the leftmost.
 */
export function lanesOf(links: readonly Link[]): number[] {
  const order = links
    .map((link, index) => ({ index, right: link.to >= link.from, to: link.to }))
    .sort((a, b) => (a.right !== b.right ? (a.right ? -1 : 1) : a.right ? b.to - a.to : a.to - b.to));
  const lanes = links.map(() => 0);
  order.forEach(({ index }, lane) => {
    lanes[index] = lane;
  });
  return lanes;
}

export type Spot = { x: number; y: number; angle: number };

/** A tower and a socket that stand so little apart, in design pixels, are joined by one straight line. */
const STRAIGHT = 16;

/** A stream's three legs. Mutable, so that a moving lane needs no new object. */
export class StreamPath {
  fromX = 0;
  fromY = 0;
  laneY = 0;
  toX = 0;
  toY = 0;

  get isStraight(): boolean {
    return Math.abs(this.toX - this.fromX) < STRAIGHT;
  }

  get length(): number {
    if (this.isStraight) return Math.hypot(this.toX - this.fromX, this.toY - this.fromY);
    return this.laneY - this.fromY + Math.abs(this.toX - this.fromX) + this.toY - this.laneY;
  }

  /** Writes the spot `distance` along the path into `spot`. */
  at(distance: number, spot: Spot): void {
    if (this.isStraight) {
      const t = distance / this.length;
      spot.x = this.fromX + (this.toX - this.fromX) * t;
      spot.y = this.fromY + (this.toY - this.fromY) * t;
      spot.angle = Math.atan2(this.toY - this.fromY, this.toX - this.fromX);
      return;
    }
    const first = this.laneY - this.fromY;
    const across = Math.abs(this.toX - this.fromX);
    if (distance < first) {
      spot.x = this.fromX;
      spot.y = this.fromY + distance;
      spot.angle = Math.PI / 2;
    } else if (distance < first + across) {
      const right = this.toX > this.fromX;
      spot.x = this.fromX + (right ? distance - first : first - distance);
      spot.y = this.laneY;
      spot.angle = right ? 0 : Math.PI;
    } else {
      spot.x = this.toX;
      spot.y = this.laneY + distance - first - across;
      spot.angle = Math.PI / 2;
    }
  }
}
