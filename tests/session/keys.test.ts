/** One key per guest for its life, wherever it is moved and whoever comes or goes. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { KEYS, keysOf } from '../../src/session/view/lots.ts';
import type { LogEntry } from '../../src/sim/index.ts';
import { isHere } from '../../src/sim/index.ts';
import { NONE } from '../../src/sim/types.ts';
import { SEATS } from '../../src/ui/play/seats.ts';
import { levelHistory } from './stage.ts';

const logOf = (id: string): LogEntry[] =>
  JSON.parse(readFileSync(new URL(`../replays/${id}.json`, import.meta.url), 'utf8')).log;

test('there are as many as the keyboard has', () => expect(KEYS).toBe(SEATS));

describe.each(['13-the-spectrum', '15-bare-metal-or-hosted', '24-integrated-solutions'])('in %s', (id) => {
  test('nobody’s key changes, two never share one, and one that is given up rests', async () => {
    const log = logOf(id);
    const own = new Map<number, number>();
    const left = new Map<number, number>();
    const moves = log.filter(({ c }) => c.do === 'setMode').length;
    let given = 0;
    const history = await levelHistory(id, 125, (now, n) => {
      const { world } = now;
      const racked = world.setup.platforms !== undefined;
      const second = world.now / Math.max(1, n);
      for (; (log[given]?.at ?? Number.POSITIVE_INFINITY) <= world.now; given++) {
        const entry = log[given];
        if (entry !== undefined) now.give(entry.c);
      }
      const keys = keysOf(world);
      const here = world.guests.flatMap(({ stage }, g) => (isHere(stage) ? [g] : []));
      // of a rack, one host is seen at a time
      const place = (g: number): string => `${racked ? world.guests[g]?.machine : ''}/${keys[g]}`;
      expect(new Set(here.map(place)).size).toBe(here.length);
      for (const g of here) {
        const key = keys[g] ?? NONE;
        expect(key).toBeGreaterThanOrEqual(0);
        expect(own.get(g) ?? key).toBe(key);
        if (!racked && !own.has(g) && left.has(key))
          expect(world.now - (left.get(key) ?? 0)).toBeGreaterThan(5 * second);
        own.set(g, key);
      }
      for (const [g, key] of own) if (world.guests[g]?.stage === 'gone' && !left.has(key)) left.set(key, world.now);
    });
    expect(history.given).toBeGreaterThan(moves);
    expect(own.size).toBeGreaterThan(8);
  });
});
