/** Addresses and settings by anybody: every one leads somewhere, and what is read is always whole. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changesOf, DEFAULTS, readSettings, writeSettings } from '../../src/ui/settings/settings.ts';
import { formatRoute, parseRoute } from '../../src/ui/shell/route.ts';

const part = fc.oneof(
  fc.constantFrom('level', 'play', 'briefing', 'debrief', 'guide', 'map', 'settings', '01-host-and-guest', 'toString'),
  fc.constantFrom(
    '%',
    '%00',
    '%e2',
    '..',
    '%2e%2e',
    '?seed=1',
    '?seed=4294967296',
    '?seed=-1&seed=2',
    '#',
    '__proto__',
  ),
  fc.string({ maxLength: 12 }),
  fc.integer().map((n) => `play?seed=${n}`),
);
const hash = fc.array(part, { maxLength: 6 }).map((parts) => `#/${parts.join('/')}`);

test('every address is a route, which is its own address', () => {
  fc.assert(
    fc.property(hash, (address) => {
      const route = parseRoute(address);
      expect(parseRoute(formatRoute(route))).toEqual(route);
      if (route.screen !== 'play' || route.seed === null) return;
      expect(route.seed).toBeGreaterThanOrEqual(0);
      expect(route.seed).toBeLessThanOrEqual(0xffff_ffff);
    }),
    { numRuns: 2000, seed: 31 },
  );
});

const known = Object.keys(writeSettings(DEFAULTS));
const name = fc.oneof(
  fc.constantFrom(...known),
  fc.string({ maxLength: 8 }).map((text) => `key.${text}`),
  fc.string(),
);
const value = fc.oneof(fc.boolean(), fc.double(), fc.string(), fc.constantFrom('en', 'F1', 'Space', 'KeyA', 'Escape'));

test('settings of any kind are whole when they are read, and stay what they are', () => {
  fc.assert(
    fc.property(fc.dictionary(name, value), (flat) => {
      const settings = readSettings(flat);
      expect(Object.keys(settings).sort()).toEqual(Object.keys(DEFAULTS).sort());
      expect(readSettings(writeSettings(settings))).toEqual(settings);
      expect(changesOf(settings, settings)).toEqual({});
    }),
    { numRuns: 500, seed: 32 },
  );
});
