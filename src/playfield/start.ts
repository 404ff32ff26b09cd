/**
 * Which easel this browser can have: that of the graphics card, else a plain canvas, else none.
 *
 * WebGL without a card is no help: software draws every pixel of every frame then, and the rest of the page waits for it.
 * A plain canvas draws only what has changed (`npm run software` measures both).
 */
import type Phaser from 'phaser';
import { css, NORMAL } from './colours.ts';
import { FlatEasel } from './easelFlat.ts';
import { GlEasel } from './easelGl.ts';
import { Engine } from './engine.ts';

/** Phaser without its clock: it draws when it is told to. */
async function startPhaser(antialias: boolean): Promise<Engine> {
  const phaser = await import('phaser');
  return await new Promise((resolve) => {
    let begun = false;
    const game: Phaser.Game = new phaser.Game({
      type: phaser.WEBGL,
      parent: null,
      width: 16,
      height: 9,
      backgroundColor: css(NORMAL.ground),
      banner: false,
      autoFocus: false,
      audio: { noAudio: true },
      input: { mouse: false, touch: false, keyboard: false, gamepad: false, windowEvents: false },
      render: { antialias: true, antialiasGL: antialias },
      scale: { mode: phaser.Scale.NONE },
      scene: {
        // the first step: before it there is no clock to be stopped, and after it there is none
        update(this: Phaser.Scene) {
          if (begun) return;
          begun = true;
          game.loop.sleep();
          const engine = new Engine(new GlEasel(game, this));
          game.renderer.on('losewebgl', () => {
            engine.lost = true;
          });
          game.renderer.on('restorewebgl', () => engine.restored());
          resolve(engine);
        },
      },
    });
  });
}

/** What calls itself so draws without a graphics card: Chromium's, Mesa's and Windows' own. */
const IN_SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;
/** The name by which Chromium hides the true one. */
const HIDDEN = 'WebKit WebGL';

function rendererOf(gl: WebGLRenderingContext | WebGL2RenderingContext): string {
  const name = String(gl.getParameter(gl.RENDERER));
  const info = name === HIDDEN ? gl.getExtension('WEBGL_debug_renderer_info') : null;
  return info === null ? name : String(gl.getParameter(info.UNMASKED_RENDERER_WEBGL));
}

function hasCard(): boolean {
  const probe = document.createElement('canvas');
  const gl = probe.getContext('webgl2') ?? probe.getContext('webgl');
  return gl !== null && !IN_SOFTWARE.test(rendererOf(gl));
}

function startFlat(): Engine | null {
  const ctx = document.createElement('canvas').getContext('2d', { alpha: false });
  return ctx && new Engine(new FlatEasel(ctx));
}

const start = async (antialias: boolean): Promise<Engine | null> =>
  hasCard() ? await startPhaser(antialias) : startFlat();

let engine: Promise<Engine | null> | null = null;

/** The engine, started if it was not yet; null where the browser cannot draw. Rejects when Phaser cannot be fetched. */
export function sharedEngine(antialias: boolean): Promise<Engine | null> {
  engine ??= start(antialias).catch((cause: unknown) => {
    engine = null; // the next picture tries again
    throw cause;
  });
  return engine;
}
