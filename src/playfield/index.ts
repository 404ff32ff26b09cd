/**
 * The playfield: the living cross-section of the machine, drawn by Phaser. It is shown views and told events, has its
 * own clock and its own randomness, holds no text, takes no input, and never delays the simulation.
 */
import type Phaser from 'phaser';
import { layout } from '../session/layout.ts';
import type { View } from '../session/view-model.ts';
import type { SimEvent } from '../sim/index.ts';
import { Sheet } from './bake/sheet.ts';
import { css, NORMAL } from './colours.ts';
import { type Fit, fitPicture } from './fit.ts';
import { Picture } from './picture.ts';
import { randomStream } from './random.ts';
import type { Ghost, Playfield, PlayfieldOptions, Target } from './types.ts';

export type { Ghost, Playfield, PlayfieldOptions, Target } from './types.ts';

const LONGEST_FRAME = 50;
/** Events that pile up while the tab is hidden are dropped: nobody would see them. */
const MOST_EVENTS = 500;

class Stage implements Playfield {
  lost = true;
  readonly ready: Promise<void>;
  private game: Phaser.Game | null = null;
  private scene: Phaser.Scene | null = null;
  private sheet: Sheet | null = null;
  private picture: Picture | null = null;
  private readonly random = randomStream(0x5eed);
  private view: View | null = null;
  private level = '';
  private fit: Fit;
  private dpr: number;
  private events: SimEvent[] = [];
  private target: Target | null = null;
  private ghost: Ghost | null = null;
  private time = 0;
  private began = 0;
  private cost = 0;
  private disposed = false;
  private settle: () => void = () => undefined;

  constructor(
    private readonly mount: HTMLElement,
    private readonly options: PlayfieldOptions,
  ) {
    this.dpr = globalThis.devicePixelRatio || 1;
    this.fit = fitPicture(mount.clientWidth, mount.clientHeight, this.dpr);
    this.ready = this.start();
  }

  private async start(): Promise<void> {
    const phaser = await import('phaser');
    if (this.disposed) return;
    if (
      !document.createElement('canvas').getContext('webgl2') &&
      !document.createElement('canvas').getContext('webgl')
    ) {
      throw new Error('this browser has no WebGL');
    }
    const drawn = new Promise<void>((resolve) => {
      this.settle = resolve;
    });
    const stage = this;
    this.game = new phaser.Game({
      type: phaser.WEBGL,
      parent: this.mount,
      backgroundColor: css(NORMAL.ground),
      banner: false,
      autoFocus: false,
      audio: { noAudio: true },
      input: { mouse: false, touch: false, keyboard: false, gamepad: false, windowEvents: false },
      render: { antialias: true, antialiasGL: this.options.antialias ?? true },
      scale: { mode: phaser.Scale.NONE, width: this.fit.width, height: this.fit.height, zoom: 1 / this.dpr },
      scene: {
        create(this: Phaser.Scene) {
          stage.opened(this);
        },
        update(_time: number, delta: number) {
          stage.update(delta);
        },
      },
    });
    await drawn;
  }

  private opened(scene: Phaser.Scene): void {
    this.scene = scene;
    this.sheet = new Sheet(scene.textures);
    this.lost = false;
    const { events, renderer, canvas } = scene.game;
    canvas.setAttribute('aria-hidden', 'true');
    events.on('prestep', () => {
      this.began = performance.now();
    });
    events.on('postrender', () => {
      this.cost = performance.now() - this.began;
      if (this.picture) this.settle();
    });
    renderer.on('losewebgl', () => {
      this.lost = true;
    });
    renderer.on('restorewebgl', () => {
      this.lost = false;
      this.clear();
    });
    this.resize(this.mount.clientWidth, this.mount.clientHeight, this.dpr);
  }

  private clear(): void {
    this.picture?.destroy();
    this.picture = null;
  }

  /** Bakes anew when the layout, the resolution or the contrast has changed. */
  private prepared(view: View): Picture | null {
    const { scene, sheet, fit } = this;
    if (!scene || !sheet || this.lost) return null;
    const contrast = this.options.contrast();
    if (this.picture?.suits(view, fit, contrast)) return this.picture;
    this.clear();
    const camera = scene.cameras.main;
    camera.setOrigin(0, 0);
    camera.setZoom(fit.scale);
    camera.setScroll(-fit.x / fit.scale, -fit.y / fit.scale);
    this.picture = new Picture(scene, sheet, layout(view), fit, contrast, view, this.random);
    return this.picture;
  }

  private update(delta: number): void {
    const { view } = this;
    if (!view) return;
    const picture = this.prepared(view);
    if (!picture) return;
    const dt = Math.min(delta, LONGEST_FRAME);
    this.time += dt;
    const { target, ghost, events, time } = this;
    picture.draw({ view, time, dt, calm: this.options.reducedMotion(), target, ghost, events });
    this.events = [];
  }

  show(view: View): void {
    const level = `${view.level} ${view.seed}`;
    if (level !== this.level || (this.view && view.now < this.view.now)) {
      // another run, or the same one rewound: nothing may fly over from the past
      this.level = level;
      this.events = [];
      this.picture?.reset();
    }
    this.view = view;
  }

  event(event: SimEvent): void {
    if (this.events.length < MOST_EVENTS) this.events.push(event);
  }

  resize(cssWidth: number, cssHeight: number, dpr: number): void {
    if (cssWidth <= 0 || cssHeight <= 0) return; // the mount is hidden
    const fit = fitPicture(cssWidth, cssHeight, dpr);
    if (fit.width === this.fit.width && fit.height === this.fit.height && dpr === this.dpr && this.picture) return;
    this.fit = fit;
    this.dpr = dpr;
    this.game?.scale.setZoom(1 / dpr);
    this.game?.scale.resize(fit.width, fit.height);
  }

  select(target: Target | null): void {
    this.target = target;
  }

  preview(ghost: Ghost | null): void {
    this.ghost = ghost;
  }

  frameCost(): number {
    return this.cost;
  }

  shapes(): number {
    return this.picture?.shapes() ?? 0;
  }

  dispose(): void {
    this.disposed = true;
    this.lost = true;
    this.game?.destroy(true);
    this.game = null;
  }
}

export const createPlayfield = (mount: HTMLElement, options: PlayfieldOptions): Playfield => new Stage(mount, options);
