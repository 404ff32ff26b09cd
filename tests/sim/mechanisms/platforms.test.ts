/** Platforms: what a host offers, and when that may be exchanged. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  advance,
  apply,
  can,
  createWorld,
  fingerprint,
  installsUntil,
  NEVER,
  platformOn,
  type Setup,
  type SimEvent,
  tenantsOn,
  type World,
} from '../../../src/sim/index.ts';
import { levelOf } from '../../robots/level.ts';

const { file, models, kernels } = await levelOf('24-integrated-solutions');
const SECOND = 3_600_000_000;
const TAKES = file.setup.platforms?.install ?? 0;

function made(seed: number, change: (setup: Setup) => Setup = (setup) => setup): ReturnType<typeof createWorld> {
  const setup: Setup = { ...file.setup, seed, length: 150 * SECOND, kernels: [...kernels] };
  return createWorld(change(setup), models);
}

/** Nobody was here before: all have to ask. */
const strangers = (setup: Setup): Setup => ({
  ...setup,
  guests: setup.guests.map(({ enters, ...rest }) =>
    enters === undefined ? rest : { ...rest, enters: { ...enters, already: false } },
  ),
});

function worldOf(seed: number, change = strangers): World {
  const world = made(seed, change);
  if (!world.ok) throw new Error(`${world.code} at ${world.path}`);
  return world.world;
}

const codeOf = (w: World, command: Parameters<typeof can>[1]): string | null => {
  const verdict = can(w, command);
  return verdict.ok ? null : verdict.code;
};

/** The first who asks, in a world that has come so far. */
function asked(seed: number): { w: World; guest: number } {
  const w = worldOf(seed);
  advance(w, SECOND);
  return { w, guest: w.guests.findIndex(({ stage }) => stage === 'asking') };
}

describe('a platform', () => {
  it('offers its own techniques, and nothing else', () => {
    const { w, guest } = asked(1);
    expect(platformOn(w, 0)?.id).toBe('xen');
    expect(codeOf(w, { do: 'admit', guest, mode: 'pvh', machine: 0 })).toBeNull();
    expect(codeOf(w, { do: 'admit', guest, mode: 'container', machine: 0 })).toBe('notOffered');
    expect(codeOf(w, { do: 'admit', guest, mode: 'pvh', machine: 1 })).toBe('noPlatform');
    expect(codeOf(w, { do: 'admit', guest, mode: 'pvh', machine: 9 })).toBe('noSuchMode');
  });

  it('takes its time to be installed, and is of use to nobody before that', () => {
    const { w, guest } = asked(1);
    const seen: SimEvent[] = [];
    apply(w, { do: 'setPlatform', machine: 1, platform: 'kvmLxc' }, (event) => seen.push(event));
    expect(installsUntil(w, 1)).toBe(w.now + TAKES);
    const admit = { do: 'admit', guest, mode: 'container', machine: 1 } as const;
    expect(codeOf(w, admit)).toBe('installing');
    expect(codeOf(w, { do: 'setPlatform', machine: 1, platform: 'xen' })).toBe('installing');
    advance(w, w.now + TAKES, (event) => seen.push(event));
    expect(installsUntil(w, 1)).toBe(NEVER);
    expect(codeOf(w, admit)).toBeNull();
    expect(seen.flatMap(({ type }) => (type.startsWith('platform') ? [type] : []))).toEqual([
      'platformChosen',
      'platformReady',
    ]);
  });

  it('stays while anybody is on its host', () => {
    const { w, guest } = asked(1);
    apply(w, { do: 'admit', guest, mode: 'pvh', machine: 0 });
    expect(codeOf(w, { do: 'setPlatform', machine: 0, platform: 'kvm' })).toBe('hostInUse');
    apply(w, { do: 'evict', guest });
    expect(codeOf(w, { do: 'setPlatform', machine: 0, platform: 'kvm' })).toBeNull();
    expect(codeOf(w, { do: 'setPlatform', machine: 0, platform: 'xen' })).toBe('platformStands');
    expect(codeOf(w, { do: 'setPlatform', machine: 0, platform: 'bhyve' })).toBe('noSuchPlatform');
  });

  it.each([
    [
      'noSuchPlatform',
      (setup: Setup) => ({ ...setup, machines: setup.machines.map((m) => ({ ...m, platform: 'x' })) }),
    ],
    [
      'noSuchMode',
      (setup: Setup) => ({ ...setup, admission: { dealt: true, ...setup.admission, modes: ['container'] } }),
    ],
    ['outOfRange', (setup: Setup) => ({ ...setup, platforms: { kinds: setup.platforms?.kinds ?? [], install: 0 } })],
  ])('that does not fit is refused: %s', (code, change) => {
    expect(made(1, change)).toMatchObject({ ok: false, code });
  });
});

describe('whatever is done with platforms', () => {
  const step = fc.record({
    machine: fc.nat(2),
    platform: fc.constantFrom('kvmLxc', 'kvm', 'xen'),
    mode: fc.constantFrom('container', 'virtualMachine', 'pvh', 'hvmDrivers'),
    does: fc.constantFrom('setPlatform', 'admit', 'evict'),
    wait: fc.integer({ min: 1, max: 6 }),
  });

  it('nobody is where his technique is not offered, and the same run comes out twice', () => {
    const run = (
      seed: number,
      steps: readonly { machine: number; platform: string; mode: string; does: string; wait: number }[],
    ): string => {
      const w = worldOf(seed);
      for (const { machine, platform, mode, does, wait } of steps) {
        const guest = w.guests.findIndex(({ stage }) => (does === 'admit' ? stage === 'asking' : stage === 'up'));
        if (does === 'setPlatform') apply(w, { do: 'setPlatform', machine, platform });
        else if (guest >= 0)
          apply(w, does === 'admit' ? { do: 'admit', guest, mode, machine } : { do: 'evict', guest });
        advance(w, w.now + wait * SECOND);
        for (const m of w.setup.machines.keys())
          for (const g of tenantsOn(w, m)) {
            expect(platformOn(w, m)?.modes).toContain(w.program.modes[w.guests[g]?.mode ?? -1]?.id);
            expect(installsUntil(w, m)).toBe(NEVER);
          }
      }
      return fingerprint(w);
    };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99 }), fc.array(step, { maxLength: 25 }), (seed, steps) => {
        expect(run(seed, steps)).toBe(run(seed, steps));
      }),
      { numRuns: 15 },
    );
  });
});

describe('waves', () => {
  it('who comes when changes with the seed, but nobody leaves his wave', () => {
    const order = (seed: number): { at: number; wave: number }[] =>
      worldOf(seed).setup.guests.map(({ enters }) => ({ at: enters?.at ?? 0, wave: enters?.wave ?? 0 }));
    const spans = (seed: number): string =>
      JSON.stringify([...order(seed)].sort((a, b) => a.at - b.at).map(({ wave }) => wave));
    expect(order(1)).not.toEqual(order(2));
    expect(spans(1)).toBe(spans(2));
  });
});
