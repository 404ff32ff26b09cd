/** The easel of the graphics card: images of Phaser's, all from one texture, so that they are one draw call. */
import type Phaser from 'phaser';
import { groundKey, paintGround } from './bake/ground.ts';
import { type Shape, Sheet } from './bake/sheet.ts';
import type { Easel, Setting } from './easel.ts';
import { Pen } from './pen.ts';

const SHEET = 'sheet';
const GROUND = 'ground';

type Hand = { pen: Pen; layer: Phaser.GameObjects.Layer; images: Phaser.GameObjects.Image[] };

export class GlEasel implements Easel {
  private readonly sheet = new Sheet();
  private readonly frames = new Map<Shape, Phaser.Textures.Frame>();
  private hands: Hand[] = [];
  private ground: { image: Phaser.GameObjects.Image; key: string } | null = null;
  /** the ground, or where it lies, is another one than was shown last */
  private fresh = true;

  /** @param step draws a frame of the game */
  constructor(
    private readonly scene: Phaser.Scene,
    private readonly step: () => void,
  ) {}

  /** A texture of what is on a canvas. Phaser's own canvas textures would read every pixel back. */
  private texture(key: string, canvas: HTMLCanvasElement): Phaser.Textures.Texture {
    const { textures } = this.scene;
    if (textures.exists(key)) textures.remove(key);
    const texture = textures.create(key, [canvas], canvas.width, canvas.height);
    if (!texture) throw new Error(`the ${key} could not be made a texture`);
    return texture;
  }

  private cut(canvas: HTMLCanvasElement): void {
    for (const { layer } of this.hands) layer.destroy();
    this.hands = [];
    this.frames.clear();
    const texture = this.texture(SHEET, canvas);
    for (const shape of this.sheet.all()) {
      const frame = texture.add(shape.key, 0, shape.x, shape.y, shape.w, shape.h);
      if (frame) this.frames.set(shape, frame);
    }
  }

  private layGround({ fit, layout, palette }: Setting): void {
    const key = groundKey(fit, layout, palette);
    if (this.ground?.key === key) return;
    this.ground?.image.destroy();
    const canvas = document.createElement('canvas');
    canvas.width = fit.width;
    canvas.height = fit.height;
    const ctx = canvas.getContext('2d');
    if (!ctx) throw new Error('the ground could not be painted');
    paintGround(ctx, fit, layout, palette);
    this.texture(GROUND, canvas).add('__BASE', 0, 0, 0, fit.width, fit.height);
    const image = this.scene.add.image(-fit.x / fit.scale, -fit.y / fit.scale, GROUND);
    image
      .setOrigin(0, 0)
      .setScale(1 / fit.scale)
      .setDepth(-1);
    this.ground = { image, key };
    // design pixels → device pixels, with the picture in the middle
    const camera = this.scene.cameras.main;
    camera.setOrigin(0, 0);
    camera.setZoom(fit.scale);
    camera.setScroll(-fit.x / fit.scale, -fit.y / fit.scale);
    this.fresh = true;
  }

  prepare(setting: Setting): readonly Pen[] {
    const { sheet } = this;
    const isNew = sheet.bake(setting.recipes, setting.fit.scale, setting.palette);
    if (isNew && sheet.canvas) this.cut(sheet.canvas);
    this.layGround(setting);
    for (const { layer } of this.hands.splice(setting.pens)) layer.destroy();
    while (this.hands.length < setting.pens)
      this.hands.push({ pen: new Pen(sheet), layer: this.scene.add.layer(), images: [] });
    return this.hands.map(({ pen }) => pen);
  }

  /** Writes what has changed into the images; what was not drawn is hidden. */
  private copy({ pen, layer, images }: Hand): void {
    for (let i = pen.first; i < pen.last; i++) {
      const mark = pen.marks[i];
      const frame = mark && this.frames.get(mark.shape);
      if (!mark || !frame) continue;
      let image = images[i];
      if (!image) {
        image = this.scene.add.image(0, 0, SHEET, mark.shape.key);
        layer.add(image);
        images.push(image);
      } else if (image.frame !== frame) {
        image.setFrame(frame);
      }
      image.x = mark.x;
      image.y = mark.y;
      image.alpha = mark.alpha;
      image.tint = mark.tint;
      image.scaleX = mark.scaleX;
      image.scaleY = mark.scaleY;
      image.rotation = mark.rotation;
      image.visible = true;
    }
    for (let i = pen.drawn; images[i]?.visible; i++) (images[i] as Phaser.GameObjects.Image).visible = false;
  }

  show(): void {
    let changed = this.fresh;
    for (const hand of this.hands) {
      if (!hand.pen.changed) continue;
      changed = true;
      this.copy(hand);
    }
    if (!changed) return;
    this.fresh = false;
    this.step();
  }

  forget(): void {
    this.sheet.forget();
    if (this.ground) this.ground.key = '';
  }
}
