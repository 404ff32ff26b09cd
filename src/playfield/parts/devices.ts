/** Devices, and who queues at their doors. */
import { devices as devicesLayer } from '../layers/devices.ts';
import type { PicturePart } from '../part.ts';

export const devices: PicturePart = {
  layers: [{ depth: 120, layer: devicesLayer }],
};
