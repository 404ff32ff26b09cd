/** A canvas of its own to paint on, of so many pixels. @throws Error where the browser has none */
export function blank(width: number, height: number, alpha = true): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const ctx = canvas.getContext('2d', { alpha });
  if (!ctx) throw new Error('this browser cannot draw on a canvas');
  return ctx;
}
