/** Latched requests on the towers: asked for, not yet done. More than there are places for pile up on the last. */
import { MARBLE_KEY } from '../bake/glyphs.ts';
import type { Layer } from '../moment.ts';
import type { Pen } from '../pen.ts';
import { glyphOf } from '../reasons.ts';

export const asked = (pen: Pen): Layer => ({
  draw({ view, layout }) {
    for (const guest of view.guests) {
      const place = layout.towers[guest.index];
      if (!place || !guest.present) continue;
      guest.latched.slice(0, place.asked.length).forEach((request, i) => {
        const slot = place.asked[i];
        if (slot) pen.put(MARBLE_KEY[glyphOf(request.reason)], slot.x, slot.y);
      });
    }
  },
});
