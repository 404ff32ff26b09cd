/**
 * The one easel of the page. It is set up when the first picture is wanted, and lent from mount to mount: browsers allow
 * few WebGL contexts, and a Phaser game that is destroyed does not give all of its memory back.
 */
import type { Easel } from './easel.ts';

/** What the engine calls while a picture has it. */
export interface Tenant {
  /** what was drawn is gone: the graphics card forgot it, or the canvas went to somebody else */
  lostGraphics(): void;
  /** nobody knows what is on the canvas by now */
  spoiled(): void;
}

export class Engine {
  lost = false;
  private tenant: Tenant | null = null;

  constructor(readonly easel: Easel) {
    easel.canvas.setAttribute('aria-hidden', 'true');
    // what a hidden page had drawn may have been thrown away
    document.addEventListener('visibilitychange', () => {
      easel.spoil();
      this.tenant?.spoiled();
    });
  }

  /** The graphics card has forgotten everything, and works again. */
  restored(): void {
    this.lost = false;
    this.easel.forget();
    this.tenant?.lostGraphics();
  }

  /** From now on the canvas is in this mount. Whoever had it before has lost it. */
  lend(tenant: Tenant, mount: HTMLElement): void {
    this.tenant?.lostGraphics();
    this.tenant = tenant;
    mount.append(this.easel.canvas);
  }

  /** Gives the canvas back. Does nothing for a tenant that no longer has it. */
  giveBack(tenant: Tenant): void {
    if (this.tenant !== tenant) return;
    this.tenant = null;
    this.easel.canvas.remove();
  }

  has(tenant: Tenant): boolean {
    return this.tenant === tenant;
  }
}
