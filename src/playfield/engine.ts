/**
 * The one Phaser game of the page. It is started when the first picture is wanted, and lent from mount to mount: browsers
 * allow few WebGL contexts, and a game that is destroyed does not give all of its memory back. It has no clock of its own:
 * it draws when a picture has something new to show.
 */
import type Phaser from 'phaser';
import { css, NORMAL } from './colours.ts';
import { GlEasel } from './easelGl.ts';
import type { Fit } from './fit.ts';

/** What the engine calls while a picture has it. */
export interface Tenant {
  /** what was drawn is gone: the graphics card forgot it, or the canvas went to somebody else */
  lostGraphics(): void;
}

export class Engine {
  lost = false;
  readonly easel: GlEasel;
  private tenant: Tenant | null = null;

  constructor(
    private readonly game: Phaser.Game,
    scene: Phaser.Scene,
  ) {
    game.canvas.setAttribute('aria-hidden', 'true');
    game.loop.sleep();
    this.easel = new GlEasel(scene, () => game.step(performance.now(), 0));
    game.renderer.on('losewebgl', () => {
      this.lost = true;
    });
    game.renderer.on('restorewebgl', () => {
      this.lost = false;
      this.easel.forget();
      this.tenant?.lostGraphics();
    });
  }

  /** From now on the canvas is in this mount. Whoever had it before has lost it. */
  lend(tenant: Tenant, mount: HTMLElement): void {
    this.tenant?.lostGraphics();
    this.tenant = tenant;
    mount.append(this.game.canvas);
  }

  /** Gives the canvas back. Does nothing for a tenant that no longer has it. */
  giveBack(tenant: Tenant): void {
    if (this.tenant !== tenant) return;
    this.tenant = null;
    this.game.canvas.remove();
  }

  has(tenant: Tenant): boolean {
    return this.tenant === tenant;
  }

  /** Crisp at any pixel ratio: the canvas has as many pixels as the screen, and CSS shrinks it to its place. */
  resize(fit: Fit, dpr: number): void {
    const { scale, canvas } = this.game;
    scale.setZoom(1 / dpr);
    scale.resize(fit.width, fit.height);
    canvas.style.width = `${fit.width / dpr}px`;
    canvas.style.height = `${fit.height / dpr}px`;
    canvas.style.display = 'block';
  }
}

let engine: Promise<Engine | null> | null = null;

async function boot(antialias: boolean): Promise<Engine | null> {
  const probe = document.createElement('canvas');
  if (!(probe.getContext('webgl2') ?? probe.getContext('webgl'))) return null;
  const phaser = await import('phaser');
  return await new Promise((resolve) => {
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
        create(this: Phaser.Scene) {
          resolve(new Engine(game, this));
        },
      },
    });
  });
}

/** The engine, started if it was not yet; null where the browser has no WebGL. Rejects when Phaser cannot be fetched. */
export function sharedEngine(antialias: boolean): Promise<Engine | null> {
  engine ??= boot(antialias).catch((cause: unknown) => {
    engine = null; // the next picture tries again
    throw cause;
  });
  return engine;
}
