/** The level file that goes with a hand-made view: as much of it as the play screen reads. */
import type { View } from '../../../src/session/view-model.ts';
import type { LevelFile } from '../../../src/sim/index.ts';

export const levelFile = (view: View): LevelFile => ({
  schema: 1,
  id: view.level,
  number: Number.parseInt(view.level, 10),
  playSecondNs: view.playSecondNs,
  seconds: 120,
  setup: {
    machines: [{ id: 'host', costs: 'p4-2005', pcpus: view.pcpus.length, features: [], devices: [], host: 'bare' }],
    guests: view.guests.map(({ id, kernel, mode }) => ({
      id,
      kernel,
      mode,
      vcpus: 1,
      weight: 256,
      machine: 'host',
      footprint: 48,
      boot: 1000,
      pages: 256,
      workload: { script: [], loop: false },
    })),
    rules: [],
    scheduler: { kind: 'hand', slice: 0 },
    knobs: {},
    verbs: view.verbs,
    goals: [],
    maxReboots: 2,
  },
  steps: [],
  question: { id: 'q', answers: [], right: '', figures: [] },
  hints: [],
  figures: [],
  guide: [],
  robots: {
    reference: { policy: 'idle', params: {}, reactionMs: 0 },
    naive: { policy: 'idle', params: {}, reactionMs: 0 },
    idle: { policy: 'idle', params: {}, reactionMs: 0 },
  },
  objectives: [],
});
