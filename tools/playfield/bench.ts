/** Prints what a frame of the playfield costs: `node tools/run.mjs tools/playfield/bench.ts`. */
import { measurePlayfield } from './measure.ts';

for (const { scene, frames, shapes, medianMs, p95Ms } of await measurePlayfield()) {
  console.log(
    `${scene}: ${shapes} shapes, median ${medianMs.toFixed(2)} ms, p95 ${p95Ms.toFixed(2)} ms of script (${frames} frames)`,
  );
}
