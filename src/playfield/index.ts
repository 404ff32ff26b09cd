/**
 * The playfield: the living cross-section of the machine, drawn by Phaser. It is shown views and told events, has its
 * own clock and its own randomness, holds no text, takes no input, and never delays the simulation.
 */
import { layout } from '../session/layout.ts';
import type { View } from '../session/view-model.ts';
import type { SimEvent } from '../sim/index.ts';
import type { Engine, Tenant } from './engine.ts';
import { type Fit, fitPicture } from './fit.ts';
import { createGovernor } from './governor.ts';
import type { PictureParts } from './part.ts';
import { Picture } from './picture.ts';
import { randomStream } from './random.ts';
import { sharedEngine } from './start.ts';
import type { Ghost, Playfield, PlayfieldOptions, Target } from './types.ts';

export { BASIC_PICTURE_PARTS } from './parts/basic.ts';
export type { Ghost, Playfield, PlayfieldOptions, Target } from './types.ts';

/** A picture that is later (a hidden tab, a busy machine) moves the picture's clock by this much and no more, ms. */
const LONGEST_FRAME = 120;
/** Feedback is over so many milliseconds after what it is about was first drawn. Then, while the machine stands, the picture does. */
const SETTLED = 1500;
/** Events that pile up while nothing is drawn are dropped: nobody would see them. */
const MOST_EVENTS = 500;

class Stage implements Playfield, Tenant {
  readonly ready: Promise<void>;
  private engine: Engine | null = null;
  private picture: Picture | null = null;
  private readonly random = randomStream(0x5eed);
  private view: View | null = null;
  private run = '';
  private readonly governor = createGovernor();
  /** of the mount, in CSS pixels, and of the screen */
  private size: { width: number; height: number; dpr: number };
  private fit: Fit;
  private resolution = 1;
  private events: SimEvent[] = [];
  private target: Target | null = null;
  private ghost: Ghost | null = null;
  private time = 0;
  private last: number | null = null;
  /** something has changed and was not drawn yet; `urgent`: it is to be seen at once */
  private changed = true;
  private urgent = true;
  /** when something that had changed was first drawn, ms */
  private drawnAt = 0;
  private look = { contrast: false, calm: false };
  private cost = 0;
  private disposed = false;
  private firstFrame: () => void = () => undefined;

  constructor(
    private readonly mount: HTMLElement,
    private readonly options: PlayfieldOptions,
    private readonly parts: PictureParts,
  ) {
    this.size = { width: mount.clientWidth, height: mount.clientHeight, dpr: globalThis.devicePixelRatio || 1 };
    this.fit = this.fitted();
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
    engine.easel.resize(this.fit, this.size.dpr * this.resolution);
    this.news();
    await drawn;
  }

  get lost(): boolean {
    return !this.engine || this.engine.lost || !this.engine.has(this);
  }

  /** The graphics card has forgotten everything, or somebody else has the canvas. The next frame bakes anew. */
  lostGraphics(): void {
    this.picture = null;
    this.news();
  }

  private fitted(): Fit {
    const { width, height, dpr } = this.size;
    return fitPicture(width, height, dpr * this.resolution);
  }

  private refit(): void {
    const fit = this.fitted();
    if (fit.width === this.fit.width && fit.height === this.fit.height) return;
    this.fit = fit;
    this.news();
    if (this.engine?.has(this)) this.engine.easel.resize(fit, this.size.dpr * this.resolution);
  }

  private news(): void {
    this.changed = true;
    this.urgent = true;
  }

  /** Bakes anew when the layout, the resolution or the contrast has changed. */
  private prepared(engine: Engine, view: View): Picture {
    const { contrast } = this.look;
    if (this.picture?.suits(view, this.fit, contrast)) return this.picture;
    this.picture = new Picture(engine.easel, this.parts, layout(view), this.fit, contrast, view, this.random);
    return this.picture;
  }

  spoiled(): void {
    this.news();
  }

  /** Another look was chosen in the settings. */
  private heed(): void {
    const contrast = this.options.contrast();
    const calm = this.options.reducedMotion();
    if (contrast === this.look.contrast && calm === this.look.calm) return;
    this.look = { contrast, calm };
    this.news();
  }

  private settled(now: number): boolean {
    return !this.changed && now - this.drawnAt > SETTLED;
  }

  /** A frame of the page: whether it is to be drawn. */
  private isDue(now: number): boolean {
    const { governor } = this;
    this.heed();
    if (this.settled(now)) {
      governor.forget();
      this.last = null;
      return false;
    }
    governor.frame(now);
    if (governor.quality.resolution !== this.resolution) {
      this.resolution = governor.quality.resolution;
      this.refit();
    }
    return this.urgent || governor.due;
  }

  private frame(view: View): boolean {
    const { engine } = this;
    if (!engine?.has(this) || engine.lost) return false;
    const now = performance.now();
    if (this.isDue(now)) {
      this.draw(engine, view, now);
      this.governor.drew();
      this.cost = performance.now() - now;
      this.firstFrame();
    }
    return !this.settled(now);
  }

  private draw(engine: Engine, view: View, now: number): void {
    const picture = this.prepared(engine, view);
    const dt = Math.min(now - (this.last ?? now), LONGEST_FRAME);
    this.last = now;
    this.time += dt;
    const { target, ghost, events, time } = this;
    const calm = this.look.calm || !this.governor.quality.effects;
    picture.draw({ view, time, dt, calm, target, ghost, events });
    this.events = [];
    if (this.changed) this.drawnAt = now;
    this.changed = false;
    this.urgent = false;
  }

  show(view: View): boolean {
    const run = `${view.level} ${view.seed}`;
    if (run !== this.run || (this.view && view.now < this.view.now)) {
      // another run, or the same one turned back: nothing may fly over from what was
      this.run = run;
      this.events = [];
      this.picture?.reset();
    }
    // what is foreseen is not drawn: a view that differs in nothing else is no news
    if (view.now !== this.view?.now || view.guests !== this.view.guests) this.changed = true;
    this.view = view;
    return this.frame(view);
  }

  event(event: SimEvent): void {
    if (this.events.length < MOST_EVENTS) this.events.push(event);
    this.changed = true;
  }

  resize(cssWidth: number, cssHeight: number, dpr: number): void {
    if (cssWidth <= 0 || cssHeight <= 0) return; // the mount is hidden
    this.size = { width: cssWidth, height: cssHeight, dpr };
    this.refit();
  }

  select(target: Target | null): void {
    if (JSON.stringify(target) === JSON.stringify(this.target)) return;
    this.target = target;
    this.news();
  }

  preview(ghost: Ghost | null): void {
    if (JSON.stringify(ghost) === JSON.stringify(this.ghost)) return;
    this.ghost = ghost;
    this.news();
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
export const createPlayfield = (mount: HTMLElement, options: PlayfieldOptions, parts: PictureParts): Playfield =>
  new Stage(mount, options, parts);
