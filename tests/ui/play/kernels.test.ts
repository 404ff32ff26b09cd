import { expect, test } from 'vitest';
import { nextOf } from '../../../src/ui/play/kernels.ts';
import { hypercalls } from './views.ts';

test('what is written next of a kernel is done when all before it is', () => {
  const view = hypercalls();
  const [first, second] = view.parts.porting?.kernels ?? [];
  const [map, swap] = first?.parts ?? [];
  const [inHand] = second?.parts ?? [];
  if (map === undefined || swap === undefined || inHand === undefined) throw new Error('no parts');
  Object.assign(inHand, { left: 40 });
  expect(nextOf(view, 'linux-2.4')).toBeNull();
  expect(nextOf(view, 'linux-2.2')).toEqual({ call: 'hc.switch', in: 40 });
  Object.assign(swap, { state: 'queued', place: 2, left: 300 });
  Object.assign(map, { state: 'queued', place: 3, left: 5000 });
  expect(nextOf(view, 'linux-2.4')).toEqual({ call: 'hc.switch', in: 340 });
});
