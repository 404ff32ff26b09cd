/** For machines without a graphics card on which the game is to be seen as it is with one. */

/** Runs in the page, before its own scripts: whatever draws there calls itself a graphics card. */
export function withCard(): void {
  for (const { prototype } of [WebGLRenderingContext, WebGL2RenderingContext]) {
    const { getParameter, RENDERER } = prototype;
    const unmasked = 0x9246; // UNMASKED_RENDERER_WEBGL of WEBGL_debug_renderer_info
    prototype.getParameter = new Proxy(getParameter, {
      apply: (target, gl, args) =>
        args[0] === RENDERER || args[0] === unmasked ? 'a graphics card' : Reflect.apply(target, gl, args),
    });
  }
}
