/**
 * The playfield without the game: it is shown a fixture and moves. Used to look at it and to measure it;
 * `?scene=containers&start=20&calm` chooses what, `?level=01-host-and-guest&seed=3` lets the reference robot play a real level.
 * Not part of any build.
 */
import { createPlayfield, type Playfield } from '../../src/playfield/index.ts';
import { ALL_PICTURE_PARTS } from '../../src/playfield/parts/index.ts';
import type { SimEvent } from '../../src/sim/index.ts';
import { FIXTURES, type FixtureName } from '../../tests/playfield/fixtures.ts';
import { live } from './live.ts';

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
const options = {
  reducedMotion: () => query.has('calm'),
  contrast: () => query.has('contrast'),
  antialias: !query.has('rough'),
};
const playfield = createPlayfield(mount, options, ALL_PICTURE_PARTS);

window.playfield = playfield;
window.hold = null;
window.scene = (next) => {
  name = next;
};
window.say = (event) => playfield.event(event);

async function frames(): Promise<() => void> {
  const level = query.get('level');
  if (level !== null) {
    const robot = (query.get('robot') ?? 'reference') as 'reference' | 'naive' | 'idle';
    return live(playfield, {
      level,
      seed: Number(query.get('seed') ?? 1),
      robot,
      start,
      speed: Number(query.get('speed') ?? 1),
    });
  }
  const began = performance.now();
  return () => playfield.show(FIXTURES[name](window.hold ?? start + (performance.now() - began) / 1000));
}

const frame = await frames();
function loop(): void {
  frame();
  requestAnimationFrame(loop);
}
loop();

new ResizeObserver(() => playfield.resize(mount.clientWidth, mount.clientHeight, devicePixelRatio)).observe(mount);
