/**
 * The playfield: the living cross-section of the machine, drawn by Phaser. It is shown views and told events, has its
 * own clock and its own randomness, holds no text, takes no input, and never delays the simulation.
 */
import { layout } from '../session/layout.ts';
import type { View } from '../session/view-model.ts';
import type { SimEvent } from '../sim/index.ts';
import { type Engine, sharedEngine, type Tenant } from './engine.ts';
import { type Fit, fitPicture } from './fit.ts';
import type { PictureParts } from './part.ts';
import { ALL_PICTURE_PARTS } from './parts/index.ts';
import { Picture } from './picture.ts';
import { randomStream } from './random.ts';
import type { Ghost, Playfield, PlayfieldOptions, Target } from './types.ts';

export type { Ghost, Playfield, PlayfieldOptions, Target } from './types.ts';

/** A frame that took longer (a hidden tab, a busy machine) moves the picture's clock by this much and no more, ms. */
const LONGEST_FRAME = 50;
/** Events that pile up while nothing is drawn are dropped: nobody would see them. */
const MOST_EVENTS = 500;

class Stage implements Playfield, Tenant {
  readonly ready: Promise<void>;
  private engine: Engine | null = null;
  private picture: Picture | null = null;
  private readonly random = randomStream(0x5eed);
  private view: View | null = null;
  private run = '';
  private fit: Fit;
  private dpr: number;
  private events: SimEvent[] = [];
  private target: Target | null = null;
  private ghost: Ghost | null = null;
  private time = 0;
  private last: number | null = null;
  private cost = 0;
  private disposed = false;
  private firstFrame: () => void = () => undefined;

  constructor(
    private readonly mount: HTMLElement,
    private readonly options: PlayfieldOptions,
    private readonly parts: PictureParts,
  ) {
    this.dpr = globalThis.devicePixelRatio || 1;
    this.fit = fitPicture(mount.clientWidth, mount.clientHeight, this.dpr);
    this.ready = this.start();
  }

  private async start(): Promise<void> {
    const engine = await sharedEngine(this.options.antialias ?? true);
    if (!engine || this.disposed) return;
    const drawn = new Promise<void>((resolve) => {
      this.firstFrame = resolve;
    });
    this.engine = engine;
    engine.lend(this, this.mount);
    engine.resize(this.fit, this.dpr);
    await drawn;
  }

  get lost(): boolean {
    return !this.engine || this.engine.lost || !this.engine.has(this);
  }

  /** The graphics card has forgotten everything, or somebody else has the canvas. The next frame bakes anew. */
  lostGraphics(): void {
    this.picture = null;
  }

  /** Bakes anew when the layout, the resolution or the contrast has changed. */
  private prepared(engine: Engine, view: View): Picture {
    const contrast = this.options.contrast();
    if (this.picture?.suits(view, this.fit, contrast)) return this.picture;
    this.lostGraphics();
    this.picture = new Picture(engine.easel, this.parts, layout(view), this.fit, contrast, view, this.random);
    return this.picture;
  }

  private draw(view: View): void {
    const { engine } = this;
    if (!engine?.has(this) || engine.lost) return;
    const began = performance.now();
    const picture = this.prepared(engine, view);
    const dt = Math.min(began - (this.last ?? began), LONGEST_FRAME);
    this.last = began;
    this.time += dt;
    const { target, ghost, events, time } = this;
    picture.draw({ view, time, dt, calm: this.options.reducedMotion(), target, ghost, events });
    this.events = [];
    this.cost = performance.now() - began;
    this.firstFrame();
  }

  show(view: View): void {
    const run = `${view.level} ${view.seed}`;
    if (run !== this.run || (this.view && view.now < this.view.now)) {
      // another run, or the same one turned back: nothing may fly over from what was
      this.run = run;
      this.events = [];
      this.picture?.reset();
    }
    this.view = view;
    this.draw(view);
  }

  event(event: SimEvent): void {
    if (this.events.length < MOST_EVENTS) this.events.push(event);
  }

  resize(cssWidth: number, cssHeight: number, dpr: number): void {
    if (cssWidth <= 0 || cssHeight <= 0) return; // the mount is hidden
    const fit = fitPicture(cssWidth, cssHeight, dpr);
    if (fit.width === this.fit.width && fit.height === this.fit.height && dpr === this.dpr) return;
    this.fit = fit;
    this.dpr = dpr;
    if (this.engine?.has(this)) this.engine.resize(fit, dpr);
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
    this.lostGraphics();
    this.engine?.giveBack(this);
  }
}

/** `parts`: what the picture is made of */
export const createPlayfield = (
  mount: HTMLElement,
  options: PlayfieldOptions,
  parts: PictureParts = ALL_PICTURE_PARTS,
): Playfield => new Stage(mount, options, parts);
