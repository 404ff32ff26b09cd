import { describe, expect, test } from 'vitest';
import { createPictureHealth, type PictureHealth, type PictureNews } from '../../../src/ui/shell/pictureHealth.ts';

function newsOf(happens: (health: PictureHealth) => void): PictureNews[] {
  const news: PictureNews[] = [];
  happens(createPictureHealth((one) => news.push(one)));
  return news;
}

describe('the picture', () => {
  test('that draws is no news', () => {
    const news = newsOf((health) => {
      health.look(true); // before the first frame
      health.ready(false);
      health.look(false);
    });
    expect(news).toEqual([]);
  });

  test('that cannot be drawn is told once', () => {
    const news = newsOf((health) => {
      health.ready(true);
      health.look(true);
      health.look(true);
    });
    expect(news).toEqual(['none']);
  });

  test('that could not be fetched is told', () => {
    expect(newsOf((health) => health.failed())).toEqual(['failed']);
  });

  test('that is lost and restored is told each time', () => {
    const news = newsOf((health) => {
      health.ready(false);
      for (const isLost of [true, true, false, false, true, false]) health.look(isLost);
    });
    expect(news).toEqual(['lost', 'restored', 'lost', 'restored']);
  });

  test('that was put away is told no more', () => {
    const news = newsOf((health) => {
      health.stop();
      health.ready(true);
      health.failed();
      health.look(true);
    });
    expect(news).toEqual([]);
  });
});
