/** One picture: its layers, for one layout at one resolution. Thrown away and made anew when either changes. */
import { type Layout, layout as layoutFor } from '../session/layout.ts';
import type { GuestView, VcpuView, View } from '../session/view-model.ts';
import type { Int, SimEvent } from '../sim/index.ts';
import { recipesFor } from './bake/recipes.ts';
import { Cast } from './cast.ts';
import { CONTRAST, guestColour, NORMAL } from './colours.ts';
import type { Easel } from './easel.ts';
import type { Fit } from './fit.ts';
import type { Layer, Moment } from './moment.ts';
import { layersOf, type PictureParts } from './part.ts';
import type { Pen } from './pen.ts';
import type { Random } from './random.ts';
import type { Ghost, Target } from './types.ts';

/** What the picture is told in each frame. */
export type Frame = {
  view: View;
  time: number;
  dt: number;
  calm: boolean;
  target: Target | null;
  ghost: Ghost | null;
  events: SimEvent[];
};

const cyclesPerBeat = (view: View): number => (view.hz * view.playSecondNs) / 1e9;

export class Picture {
  private readonly pens: readonly Pen[];
  /** from far to near */
  private readonly makers: ReturnType<typeof layersOf>;
  private layers: Layer[] = [];
  private readonly vcpus = new Map<Int, VcpuView>();
  private indexed: View | null = null;
  private readonly moment: Moment;

  constructor(
    private readonly easel: Easel,
    parts: PictureParts,
    readonly layout: Layout,
    readonly fit: Fit,
    readonly contrast: boolean,
    view: View,
    random: Random,
  ) {
    const palette = contrast ? CONTRAST : NORMAL;
    const cards = parts.flatMap((part) => part.cards?.(layout) ?? []);
    const recipes = recipesFor(layout, cards, palette);
    this.makers = layersOf(parts);
    this.pens = easel.prepare({ layout, fit, palette, recipes, pens: this.makers.length });
    this.moment = {
      view,
      layout,
      palette,
      cast: new Cast(),
      random,
      beat: 0,
      beatCycles: cyclesPerBeat(view),
      time: 0,
      dt: 0,
      moved: 0,
      crowdedAt: (machine) => layout.machines[machine]?.crowded ?? false,
      calm: false,
      target: null,
      ghost: null,
      vcpuOf: (task) => this.vcpus.get(task),
      guestOf: (task): GuestView | undefined => {
        const vcpu = this.vcpus.get(task);
        return vcpu && this.moment.view.guests[vcpu.guest];
      },
      colourOf: (guest) => guestColour(palette, this.moment.view.guests[guest]?.colour ?? 0),
    };
    this.reset();
  }

  /** Whether this picture can show the view: the same towers, sockets and resolution. */
  suits(view: View, fit: Fit, contrast: boolean): boolean {
    return layoutFor(view) === this.layout && fit === this.fit && contrast === this.contrast;
  }

  /** Forgets all that is under way: another run begins, or time was turned back. */
  reset(): void {
    this.moment.cast = new Cast();
    this.layers = this.pens.map((pen, i) => this.makers[i]?.(pen)).filter((layer) => layer !== undefined);
  }

  private index(view: View): void {
    if (this.indexed === view) return;
    this.indexed = view;
    this.vcpus.clear();
    for (const guest of view.guests) for (const vcpu of guest.vcpus) this.vcpus.set(vcpu.task, vcpu);
  }

  draw(frame: Frame): void {
    const { moment } = this;
    this.index(frame.view);
    moment.view = frame.view;
    moment.beatCycles = cyclesPerBeat(frame.view);
    const beat = frame.view.now / moment.beatCycles;
    moment.moved = Math.min(200, Math.max(0, (beat - moment.beat) * 1000));
    moment.beat = beat;
    moment.time = frame.time;
    moment.dt = frame.dt;
    moment.calm = frame.calm;
    moment.target = frame.target;
    moment.ghost = frame.ghost;
    moment.cast.update(frame.view, this.layout, frame.time, frame.calm);
    for (const event of frame.events) for (const layer of this.layers) layer.event?.(event, moment);
    this.layers.forEach((layer, i) => {
      const pen = this.pens[i];
      pen?.begin();
      layer.draw(moment);
    });
    this.easel.show();
  }

  shapes(): number {
    return this.pens.reduce((sum, pen) => sum + pen.drawn, 0);
  }
}
