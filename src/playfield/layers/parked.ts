/** The exit of a parked vCPU, small, beside its dock. */
import { GLYPH_KEY } from '../bake/glyphs.ts';
import type { Layer } from '../moment.ts';
import type { Pen } from '../pen.ts';
import { glyphOf } from '../reasons.ts';

export const parked = (pen: Pen): Layer => ({
  draw({ view, layout }) {
    for (const guest of view.guests) {
      const place = layout.towers[guest.index];
      const exit = guest.vcpus.find((vcpu) => vcpu.exit?.waiting && vcpu.exit.pcpu < 0)?.exit;
      if (place && guest.present && exit)
        pen.put(GLYPH_KEY[glyphOf(exit.reason, exit.op)], place.parked.x, place.parked.y, 1, undefined, 0.62);
    }
  },
});
