/** The easel of the graphics card: images of Phaser's, all from one texture, so that they are one draw call. */
import type Phaser from 'phaser';
import { type Shape, Sheet } from './bake/sheet.ts';
import { type Easel, Ground, type Setting, shown } from './easel.ts';
import type { Fit } from './fit.ts';
import { Pen } from './pen.ts';

const SHEET = 'sheet';
const GROUND = 'ground';

type Hand = { pen: Pen; layer: Phaser.GameObjects.Layer; images: Phaser.GameObjects.Image[] };

export class GlEasel implements Easel {
  readonly canvas: HTMLCanvasElement;
  private readonly sheet = new Sheet();
  private readonly ground = new Ground();
  private readonly frames = new Map<Shape, Phaser.Textures.Frame>();
  private hands: Hand[] = [];
  private groundImage: Phaser.GameObjects.Image | null = null;
  private fresh = true;

  constructor(
    private readonly game: Phaser.Game,
    private readonly scene: Phaser.Scene,
  ) {
    this.canvas = game.canvas;
  }

  resize(fit: Fit, dpr: number): void {
    const { scale, canvas } = this.game;
    scale.setZoom(1 / dpr);
    scale.resize(fit.width, fit.height);
    shown(canvas, fit, dpr);
  }

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

  /** Design pixels → device pixels, with the picture in the middle. */
  private layGround(canvas: HTMLCanvasElement, fit: Fit): void {
    this.groundImage?.destroy();
    this.texture(GROUND, canvas).add('__BASE', 0, 0, 0, fit.width, fit.height);
    this.groundImage = this.scene.add.image(-fit.x / fit.scale, -fit.y / fit.scale, GROUND);
    this.groundImage.setOrigin(0, 0);
    this.groundImage.setScale(1 / fit.scale);
    this.groundImage.setDepth(-1);
    const camera = this.scene.cameras.main;
    camera.setOrigin(0, 0);
    camera.setZoom(fit.scale);
    camera.setScroll(-fit.x / fit.scale, -fit.y / fit.scale);
  }

  prepare(setting: Setting): readonly Pen[] {
    const { sheet, ground } = this;
    const isNew = sheet.bake(setting.recipes, setting.fit.scale, setting.palette);
    if (isNew && sheet.canvas) this.cut(sheet.canvas);
    if (ground.paint(setting) && ground.canvas) this.layGround(ground.canvas, setting.fit);
    for (const { layer } of this.hands.splice(setting.pens)) layer.destroy();
    while (this.hands.length < setting.pens)
      this.hands.push({ pen: new Pen(sheet), layer: this.scene.add.layer(), images: [] });
    this.fresh = true;
    return this.hands.map(({ pen }) => pen);
  }

  /** Writes what has changed into the images; what was not drawn is hidden. */
  private copy({ pen, layer, images }: Hand): void {
    for (const i of pen.changes) {
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
    for (let i = pen.drawn; images[i]?.visible; i++) images[i]?.setVisible(false);
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
    this.game.step(performance.now(), 0);
  }

  spoil(): void {
    this.fresh = true;
  }

  forget(): void {
    this.sheet.forget();
    this.ground.forget();
  }
}
