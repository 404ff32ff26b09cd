/**
 * The playfield without the game: it is shown a fixture and moves. Used to look at it and to measure it;
 * `?scene=containers&start=20&calm` chooses what. Not part of any build.
 */
import { createPlayfield, type Playfield } from '../../src/playfield/index.ts';
import type { SimEvent } from '../../src/sim/index.ts';
import { FIXTURES, type FixtureName } from '../../tests/playfield/fixtures.ts';

declare global {
  interface Window {
    playfield: Playfield;
    /** seconds of play shown; null = runs by itself */
    hold: number | null;
    scene(name: FixtureName): void;
    say(event: SimEvent): void;
  }
}

const query = new URLSearchParams(location.search);
const mount = document.getElementById('mount');
if (!mount) throw new Error('the page has no mount');

let name = (query.get('scene') ?? 'trapAndEmulate') as FixtureName;
const start = Number(query.get('start') ?? 20);
const playfield = createPlayfield(mount, {
  reducedMotion: () => query.has('calm'),
  contrast: () => query.has('contrast'),
  antialias: !query.has('rough'),
});

window.playfield = playfield;
window.hold = null;
window.scene = (next) => {
  name = next;
};
window.say = (event) => playfield.event(event);

const began = performance.now();
function frame(): void {
  const seconds = window.hold ?? start + (performance.now() - began) / 1000;
  playfield.show(FIXTURES[name](seconds));
  requestAnimationFrame(frame);
}
frame();

new ResizeObserver(() => playfield.resize(mount.clientWidth, mount.clientHeight, devicePixelRatio)).observe(mount);
