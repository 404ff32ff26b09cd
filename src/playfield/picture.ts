/** One baked picture: pens and layers for one layout at one resolution. Thrown away and made anew when either changes. */
import type Phaser from 'phaser';
import { type Layout, layout as layoutFor } from '../session/layout.ts';
import type { GuestView, VcpuView, View } from '../session/view-model.ts';
import type { Int, SimEvent } from '../sim/index.ts';
import { paintGround } from './bake/ground.ts';
import { recipesFor } from './bake/recipes.ts';
import type { Sheet } from './bake/sheet.ts';
import { Cast } from './cast.ts';
import { CONTRAST, guestColour, NORMAL } from './colours.ts';
import type { Fit } from './fit.ts';
import type { Layer, Moment } from './moment.ts';
import { layersOf, type PictureParts } from './part.ts';
import { Pen } from './pen.ts';
import type { Random } from './random.ts';
import type { Ghost, Target } from './types.ts';

const GROUND = 'ground';

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
  private readonly pens: Pen[] = [];
  /** from far to near */
  private readonly makers: ReturnType<typeof layersOf>;
  private layers: Layer[] = [];
  private readonly groups: Phaser.GameObjects.GameObject[] = [];
  private readonly vcpus = new Map<Int, VcpuView>();
  private indexed: View | null = null;
  private readonly moment: Moment;

  constructor(
    private readonly scene: Phaser.Scene,
    sheet: Sheet,
    parts: PictureParts,
    readonly layout: Layout,
    readonly fit: Fit,
    readonly contrast: boolean,
    view: View,
    random: Random,
  ) {
    const palette = contrast ? CONTRAST : NORMAL;
    const cards = parts.flatMap((part) => part.cards?.(layout) ?? []);
    sheet.bake(recipesFor(layout, cards, palette), fit.scale);
    this.makers = layersOf(parts);
    this.addGround(palette);
    for (let i = 0; i < this.makers.length; i++) {
      const group = scene.add.layer();
      this.groups.push(group);
      this.pens.push(new Pen(group, sheet));
    }
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

  private addGround(palette: typeof NORMAL): void {
    const { textures } = this.scene;
    if (textures.exists(GROUND)) textures.remove(GROUND);
    const texture = textures.createCanvas(GROUND, this.fit.width, this.fit.height);
    if (!texture) throw new Error('the ground could not be made a texture');
    paintGround(texture.getContext(), this.fit, this.layout, palette);
    texture.refresh();
    const { fit } = this;
    const image = this.scene.add.image(-fit.x / fit.scale, -fit.y / fit.scale, GROUND);
    image.setOrigin(0, 0).setScale(1 / fit.scale);
    this.groups.push(image);
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
      pen?.end();
    });
  }

  shapes(): number {
    return this.pens.reduce((sum, pen) => sum + pen.drawn, 0);
  }

  destroy(): void {
    for (const group of this.groups) group.destroy();
  }
}
