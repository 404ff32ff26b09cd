/** Devices: what they are, whether they work, and who queues at their one door. */

import { deviceKey, outlineKey } from '../bake/boxes.ts';
import { DEVICE_KEY } from '../bake/icons.ts';
import { type Layer, progress } from '../moment.ts';
import type { Pen } from '../pen.ts';

export const devices = (pen: Pen): Layer => ({
  draw(moment) {
    const { palette, view } = moment;
    view.parts.devices?.all.forEach((device, i) => {
      const place = moment.layout.devices[i];
      if (!place) return;
      const { rect, bar, icon } = place;
      const cx = rect.x + rect.w / 2;
      const cy = rect.y + rect.h / 2;
      const busy = device.busy > 0;
      pen.put(deviceKey(place), cx, cy);
      if (busy) pen.put(outlineKey(rect), cx, cy, 0.8, palette.sky);
      pen.put(DEVICE_KEY[device.kind], icon.x, icon.y, busy ? 1 : 0.75, busy ? palette.sky : palette.muted);
      if (busy) pen.bar(bar.x, bar.y, bar.w * progress(device.since, device.until, view.now), bar.h, palette.sky);
      for (let k = 0; k < Math.min(5, device.line); k++)
        pen.put('disc', rect.x + 11 + k * 9, rect.y + 10, 1, palette.sky, 0.36);
    });
  },
});
