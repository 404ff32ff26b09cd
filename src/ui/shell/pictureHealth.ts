/**
 * Whether there is a picture, and what to say about it. A level can be played without one, so this is news, not an error.
 *
 * | health | heard | next |
 * |---|---|---|
 * | starting | ready, drawing | drawing |
 * | starting | ready, nothing drawn | none (this browser cannot draw) |
 * | starting | failed | failed (the renderer could not be fetched) |
 * | drawing | lost | lost (the graphics card was taken away) |
 * | lost | drawing again | restored |
 * | restored | lost | lost |
 */

export type PictureNews = 'none' | 'failed' | 'lost' | 'restored';

export type PictureHealth = {
  /** the first frame has been drawn, or there can be none */
  ready(isLost: boolean): void;
  failed(): void;
  /** call every frame */
  look(isLost: boolean): void;
  /** nothing is told from now on */
  stop(): void;
};

export function createPictureHealth(tell: (news: PictureNews) => void): PictureHealth {
  let health: 'starting' | 'drawing' | 'stopped' | PictureNews = 'starting';
  const turn = (next: 'drawing' | PictureNews) => {
    health = next;
    if (next !== 'drawing') tell(next);
  };
  return {
    ready(isLost) {
      if (health === 'starting') turn(isLost ? 'none' : 'drawing');
    },
    failed() {
      if (health === 'starting') turn('failed');
    },
    look(isLost) {
      if (isLost && (health === 'drawing' || health === 'restored')) turn('lost');
      else if (!isLost && health === 'lost') turn('restored');
    },
    stop() {
      health = 'stopped';
    },
  };
}
