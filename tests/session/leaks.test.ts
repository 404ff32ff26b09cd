/** What is seen of leaks, asked of level 5: the places, bars and fuses, the situations of its tutorial, and where rows stand. */
import { describe, expect, test } from 'vitest';
import { loadLevel } from '../../src/levels/index.ts';
import { layout } from '../../src/session/layout.ts';
import { type SiteView, urgentIn } from '../../src/session/parts/leaks.ts';
import { siteRow } from '../../src/session/siteRows.ts';
import { find } from '../../src/session/situations.ts';
import { NEVER, type Situation } from '../../src/sim/index.ts';
import { sessionOf } from './stage.ts';

const loaded = await loadLevel('05-leaks');
if (!loaded.ok) throw new Error(loaded.code);
const level = loaded.value;

function begin() {
  const session = sessionOf({}, level.file, level);
  session.play();
  let at = 0;
  const sites = (): { guest: number; place: number; site: SiteView }[] =>
    (session.view().parts.leaks?.guests ?? []).flatMap((places, guest) =>
      places.flatMap((site, place) => (site === null ? [] : [{ guest, place, site }])),
    );
  return {
    session,
    sites,
    until(isSo: () => boolean): boolean {
      for (let i = 0; i < 900 && !isSo(); i++) {
        at += 100;
        session.frame(at);
      }
      return isSo();
    },
    found: (situation: Situation) => find(situation, session.view(), level.file),
  };
}

describe('the leaks of level 5', () => {
  test('are asked for by what they are: a lost flag, what tells, a bar that is full', () => {
    const { session, sites, until, found } = begin();
    expect(until(() => found({ lost: true }) !== null)).toBe(true);
    const lost = sites().find(({ site }) => site.left !== NEVER);
    expect(lost?.site).toMatchObject({ leak: 'loses', how: 'left', instruction: 'popf', paid: 0 });
    expect(found({ lost: true })).toEqual({ guest: lost?.guest, site: lost?.place });
    expect(urgentIn(session.view())).toEqual({ guest: lost?.guest, site: lost?.place });
    session.command({ do: 'treat', guest: lost?.guest ?? 0, site: lost?.site.site ?? 0, how: 'patched' });
    expect(until(() => found({ treated: 'patched' }) !== null)).toBe(true);
    expect(until(() => found({ tells: 3 }) !== null)).toBe(true);
  });

  test('fill their bars trap by trap', () => {
    const { session, sites, until } = begin();
    const patchAll = (): void => {
      for (const { guest, site } of sites())
        if (site.how === 'left') session.command({ do: 'treat', guest, site: site.site, how: 'patched' });
    };
    const isFull = (): boolean => {
      patchAll();
      return sites().some(({ site }) => site.isPaid);
    };
    expect(until(isFull)).toBe(true);
    for (const { site } of sites()) {
      const traps = site.runs - site.silent;
      const paid = Math.min(10_000, Math.floor((10_000 * traps * site.trap) / site.price));
      if (site.how === 'patched') expect(site.paid).toBe(paid);
    }
  });

  test('stand in rows below their tower, within the band, and apart', () => {
    const { session } = begin();
    const { towers, machines } = layout(session.view());
    const tower = towers[0];
    const middle = machines[0]?.middle;
    if (!tower || middle === undefined) throw new Error('no tower');
    const rows = Array.from({ length: 5 }, (_, n) => siteRow(tower.rect, middle, n));
    rows.forEach(({ row, words, bar, buttons }, n) => {
      expect(row.x).toBeGreaterThanOrEqual(tower.rect.x);
      expect(row.x + row.w).toBeLessThanOrEqual(tower.rect.x + tower.rect.w);
      expect(row.y).toBeGreaterThan(middle.y);
      expect(row.y + row.h).toBeLessThanOrEqual(middle.y + middle.h);
      expect(words.x + words.w).toBeLessThanOrEqual(buttons.x);
      expect(bar.y + bar.h).toBeLessThanOrEqual(row.y + row.h);
      // big enough to be pressed
      expect(buttons.h).toBeGreaterThanOrEqual(24);
      const before = rows[n - 1]?.row;
      if (before !== undefined) expect(row.y).toBeGreaterThan(before.y + before.h);
    });
  });
});
