/** How the 1280 × 720 picture lies on a canvas of any size. */
import { PICTURE } from '../session/layout.ts';

/** All in device pixels: size of the canvas, pixels per design pixel, and where the picture's corner is. */
export type Fit = { width: number; height: number; scale: number; x: number; y: number };

/** As large as it can be, centred, bars at two sides where the mount is not 16:9. */
export function fitPicture(cssWidth: number, cssHeight: number, dpr: number): Fit {
  const width = Math.max(1, Math.round(cssWidth * dpr));
  const height = Math.max(1, Math.round(cssHeight * dpr));
  const scale = Math.min(width / PICTURE.w, height / PICTURE.h);
  return {
    width,
    height,
    scale,
    x: Math.round((width - PICTURE.w * scale) / 2),
    y: Math.round((height - PICTURE.h * scale) / 2),
  };
}
