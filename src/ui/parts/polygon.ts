/** Corners of regular polygons and stars, as SVG path data around a middle. */

/**
 * The first corner is on top.
 * @param inner radius of the corners between the corners of a star
 */
export function polygon(corners: number, radius: number, inner?: number, middle = { x: 0, y: 0 }): string {
  const count = inner === undefined ? corners : corners * 2;
  const points = Array.from({ length: count }, (_, i) => {
    const angle = -Math.PI / 2 + (i * 2 * Math.PI) / count;
    const reach = inner !== undefined && i % 2 === 1 ? inner : radius;
    return `${(middle.x + reach * Math.cos(angle)).toFixed(2)} ${(middle.y + reach * Math.sin(angle)).toFixed(2)}`;
  });
  return `M${points.join('L')}Z`;
}
