import { expect, test } from 'vitest';
import { loadLevel } from '../../../src/levels/index.ts';
import { porting } from '../../../src/ui/play/parts/porting.tsx';
import { hypercalls } from './views.ts';

const level = await loadLevel('08-hypercalls');
if (!level.ok) throw new Error(level.code);

/** Words that say their key and what they are about. */
const words = {
  text: {
    t: (key: string, args: Record<string, string>) => `${key} ${Object.values(args).join()}`,
    word: (_: string, id: string) => id,
  },
  level: { say: (key: string) => key, has: () => false },
};

/** What is said about the useful share while one part of each of these kernels would save so much of the machine. */
function said(saves: readonly number[], place = 0): string | null {
  const view = hypercalls();
  for (const [k, kernel] of (view.parts.porting?.kernels ?? []).entries()) {
    const ahead = [{ from: 0, to: 1_000_000, saves: saves[k] ?? 0 }];
    kernel.parts = kernel.parts.map((part) => (part.state === 'written' ? part : { ...part, place, ahead, left: 0 }));
    kernel.restarts = [];
  }
  return porting.why?.(words as never, view, 'usefulShare') ?? null;
}

test('the kernel of which a part saves most is named for the useful share, unless it is chosen already', () => {
  expect(said([900, 300, 2000, 0])).toContain('linux-2.4');
  expect(said([300, 900, 0, 5000])).toContain('linux-2.2');
  expect(said([0, 0, 2000, 0])).toBeNull();
  expect(said([900, 300, 0, 0], 1)).toBeNull();
});

test('a restart that pays soon is named before any kernel, and one that hardly pays is not', () => {
  const named = (pays: number | null): string | null => {
    const view = hypercalls();
    const [first] = view.parts.porting?.kernels ?? [];
    if (first === undefined) throw new Error('no kernel');
    first.parts = first.parts.map((part) => ({ ...part, ahead: [{ from: 0, to: 1_000_000, saves: 900 }], left: 0 }));
    first.restarts = [{ guest: 0, calls: ['hc.switch'], gains: 900, pays, loses: 0 }];
    return porting.why?.(words as never, view, 'usefulShare') ?? null;
  };
  const view = hypercalls();
  const left = view.length - view.now;
  expect(named(Math.floor(left / 5))).toContain('play.goal.restart');
  for (const pays of [Math.floor(left / 2), null]) expect(named(pays)).toContain('play.goal.unported');
});
