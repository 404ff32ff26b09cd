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

/** What is said about the useful share while the guests of these kernels lose so much of the machine. */
function said(lost: readonly number[]): string | null {
  const view = hypercalls();
  for (const [k, kernel] of (view.parts.porting?.kernels ?? []).entries()) kernel.lost = lost[k] ?? 0;
  return porting.why?.(words as never, view, 'usefulShare') ?? null;
}

test('the kernel that loses most is named for the useful share, if any part of it is not written', () => {
  expect(said([900, 300, 2000, 0])).toContain('linux-2.4');
  expect(said([300, 900, 0, 5000])).toContain('linux-2.2');
  expect(said([0, 0, 2000, 0])).toBeNull();
});

test('a restart that pays soon is named before any kernel, and one that hardly pays is not', () => {
  const named = (pays: number | null): string | null => {
    const view = hypercalls();
    const [first] = view.parts.porting?.kernels ?? [];
    if (first === undefined) throw new Error('no kernel');
    first.lost = 5000;
    first.restarts = [{ guest: 0, calls: ['hc.switch'], gains: 900, pays }];
    return porting.why?.(words as never, view, 'usefulShare') ?? null;
  };
  const view = hypercalls();
  const left = view.length - view.now;
  expect(named(Math.floor(left / 5))).toContain('play.goal.restart');
  for (const pays of [Math.floor(left / 2), null]) expect(named(pays)).toContain('play.goal.unported');
});
