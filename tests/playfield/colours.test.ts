import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CONTRAST, guestColour, mix, NORMAL, type Palette, patienceColour } from '../../src/playfield/colours.ts';
import { GUEST_COLOURS } from '../../src/session/view-model.ts';

const css = readFileSync(new URL('../../src/ui/styles/tokens.css', import.meta.url), 'utf8');

/** `--name: #rrggbb` (or #rgb) of one rule. */
function tokens(selector: string): Map<string, number> {
  const from = css.indexOf(`${selector} {`);
  const rule = css.slice(from, css.indexOf('}', from));
  return new Map(
    [...rule.matchAll(/--([a-z]+):\s*#([0-9a-f]{3}|[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => {
      const long = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex;
      return [name, Number.parseInt(long, 16)];
    }),
  );
}

const named = (palette: Palette, names: Iterable<string>): Map<string, number> =>
  new Map([...names].flatMap((name) => (name in palette ? [[name, palette[name as keyof Palette]]] : [])));

describe('the palette', () => {
  it('is the same on the canvas and in the overlay', () => {
    const normal = tokens(':root');
    expect(normal.size).toBeGreaterThan(15);
    expect(named(NORMAL, Object.keys(NORMAL))).toEqual(named(NORMAL, normal.keys()));
    for (const [name, value] of Object.entries(NORMAL)) expect([name, normal.get(name)]).toEqual([name, value]);
  });

  it('is the same in high contrast', () => {
    const high = tokens(':root[data-contrast="high"]');
    for (const [name, value] of Object.entries(CONTRAST)) expect([name, high.get(name)]).toEqual([name, value]);
  });

  it('gives twenty guests twenty colours', () => {
    const indices = Array.from({ length: GUEST_COLOURS }, (_, i) => i);
    for (const palette of [NORMAL, CONTRAST])
      expect(new Set(indices.map((i) => guestColour(palette, i))).size).toBe(20);
  });

  it('mixes channel by channel', () => {
    expect(mix(0x000000, 0xffffff, 0.5)).toBe(0x808080);
    expect(mix(0x102030, 0x304050, 0)).toBe(0x102030);
    expect(mix(0x102030, 0x304050, 1)).toBe(0x304050);
  });

  it('turns patience from green over yellow to red', () => {
    expect([100, 60, 59, 30, 29, 0].map((points) => patienceColour(NORMAL, points))).toEqual([
      NORMAL.green,
      NORMAL.green,
      NORMAL.yellow,
      NORMAL.yellow,
      NORMAL.red,
      NORMAL.red,
    ]);
  });
});
