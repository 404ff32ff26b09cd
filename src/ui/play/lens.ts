/**
 * A small picture has small controls. The first tap of a finger on one that is too small to be hit surely brings it near,
 * with what is around it; the next tap, wherever it goes, is a press as always, and everything is where it was again.
 */

/**
 * CSS pixels: what is smaller is brought near, and then is so large. What is 24 by its style measures 23.99999 while it
 * slides into place, since edges are rounded one by one: that much is forgiven.
 */
const LEAST = 24;
const ROUNDING = 0.05;
const NEAR = 40;
const MOST = 3;

/** These are hit further out than they show. */
const REACHING = '.spot.round, .spot.deck, .controls button, .menu-button';

function bringNear(stage: HTMLElement, { clientX, clientY }: MouseEvent, times: number): void {
  const { left, top } = stage.getBoundingClientRect();
  stage.style.setProperty('--near', String(Math.min(times, MOST)));
  stage.style.setProperty('--near-at', `${clientX - left}px ${clientY - top}px`);
  stage.dataset.near = 'true';
}

/** Returns what stops it. */
export function lensOver(stage: HTMLElement): () => void {
  const fingers = window.matchMedia('(pointer: coarse)');
  const onClick = (event: MouseEvent): void => {
    // those of the keyboard and of screen readers count no clicks
    if (!fingers.matches || event.detail === 0) return;
    if (stage.dataset.near !== undefined) {
      delete stage.dataset.near;
      return;
    }
    const control = event.target instanceof Element ? event.target.closest('button') : null;
    if (control === null || !stage.contains(control)) return;
    const { width, height } = control.getBoundingClientRect();
    const size = Math.min(width, height);
    if (size >= LEAST - ROUNDING || control.matches(REACHING)) return;
    event.preventDefault();
    event.stopPropagation();
    bringNear(stage, event, NEAR / size);
  };
  const room = stage.parentElement ?? stage; // a tap beside the picture is one, too
  room.addEventListener('click', onClick, { capture: true });
  return () => room.removeEventListener('click', onClick, { capture: true });
}
