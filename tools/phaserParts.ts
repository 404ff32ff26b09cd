/**
 * Phaser with what the playfield needs of it and nothing else: a build takes these parts of its source instead of the
 * package's one file of everything, which no bundler can divide. It saves the player nearly two thirds of them.
 *
 * The parts: the game with its clock, scenes, textures and WebGL renderer; cameras; images and layers. There is no loader,
 * sound, input, physics, tween, text or canvas renderer. Whoever uses more of Phaser adds it here; development serves the
 * whole package, so it is the tests that notice.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

/** Modules that enter themselves where Phaser looks for them: scene plugins, and what `scene.add` can make. */
export const PARTS = [
  'renderer/index', // first: it and the batch handlers import each other, and only this way round works
  'events/EventEmitter',
  'cameras/2d/CameraManager',
  'gameobjects/GameObjectFactory',
  'gameobjects/DisplayList',
  'gameobjects/UpdateList',
  'gameobjects/image/ImageFactory',
  'gameobjects/layer/LayerFactory',
  'scene/ScenePlugin',
];

/** What `import('phaser')` has in a build, and the module that it comes from. */
export const EXPORTS = { Game: 'core/Game', Scale: 'scale/const/SCALE_MODE_CONST', WEBGL: 'const' } as const;

/** What Phaser's own build decides at compile time, written `typeof NAME` in its source. All others are off. */
const ON = ['WEBGL_RENDERER'];
const SWITCHES =
  /typeof (CANVAS_RENDERER|WEBGL_RENDERER|WEBGL_DEBUG|FEATURE_SOUND|PLUGIN_CAMERA3D|PLUGIN_FBINSTANT)\b/g;

const NODES = 'renderer/webgl/renderNodes';
/**
 * Modules that those parts name and never call: filters, render nodes of things that no picture of ours has (the manager of
 * nodes makes one when it is asked for by name), textures that are drawn into. What is called all the same says so.
 */
export const LEFT_OUT = [
  /^filters\//,
  new RegExp(`^${NODES}/(filters/|BatchHandler(PointLight|Strip)|DrawLine|DynamicTextureHandler|FillPath|StrokePath)`),
  new RegExp(`^${NODES}/(submitter|texturer|transformer)/\\w*(Mesh|Tile(?!Sprite)|SpriteGPULayer|Stamp)`),
  /^renderer\/webgl\/shaders\/index/,
  /^textures\/DynamicTexture/,
];

const ENTRY = '\0phaser-parts';
/** Of the package, where the parts are; an absolute path. */
export const source = join(dirname(fileURLToPath(import.meta.resolve('phaser/package.json'))), 'src');

/** Takes the place of the package `phaser` in a build. Its exports are those that the playfield imports. */
export function phaserParts(): Plugin {
  return {
    name: 'ring-minus-one:phaser-parts',
    apply: 'build',
    enforce: 'pre',
    resolveId: (id) => (id === 'phaser' ? ENTRY : null),
    load(id) {
      const module = id.startsWith(source) ? id.slice(source.length + 1) : '';
      if (LEFT_OUT.some((modules) => modules.test(module)))
        return `module.exports = function () { throw new Error('${module} is left out: tools/phaserParts.ts'); };`;
      if (id !== ENTRY) return null;
      const at = (path: string): string => JSON.stringify(join(source, `${path}.js`));
      return [
        ...PARTS.map((part) => `import ${at(part)};`),
        `import Game from ${at(EXPORTS.Game)};`,
        `import Scale from ${at(EXPORTS.Scale)};`,
        `import { WEBGL } from ${at(EXPORTS.WEBGL)};`,
        'export { Game, Scale, WEBGL };',
      ].join('\n');
    },
    transform(code, id) {
      if (!id.startsWith(source)) return null;
      return code.replaceAll(SWITCHES, (_, name: string) => String(ON.includes(name)));
    },
  };
}
