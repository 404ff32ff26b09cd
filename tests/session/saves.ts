/** Arbitrary saves and changes of saves. */
import fc from 'fast-check';
import {
  eraseProgress,
  recordAnswer,
  recordSetting,
  recordTry,
  recordTutorial,
} from '../../src/session/save/progress.ts';
import { emptySave, type Save } from '../../src/session/save/save.ts';

const level = fc.constantFrom('01-host-and-guest', '04-trap-and-emulate', 'mine');
const stars = fc.integer({ min: 0, max: 3 });
const seed = fc.integer({ min: 0, max: 0xffff_ffff });
const name = fc.constantFrom('volume', 'language', 'contrast');
const value = fc.oneof(fc.boolean(), fc.integer({ min: 0, max: 100 }), fc.constantFrom('en', 'zh-Hant'));

export type Change = { label: string; erases?: true; apply: (save: Save) => Save };

const attempt = fc
  .record({
    id: fc.constantFrom('aa', 'bb', 'cc', 'dd'),
    seed,
    stars,
    straight: fc.boolean(),
    metrics: fc.record({ usefulShare: fc.integer({ min: 0, max: 10_000 }), actions: fc.nat(500) }),
  })
  .chain((done) =>
    level.map((id): Change => ({ label: `try ${id} ${done.stars}`, apply: (s) => recordTry(s, id, done) })),
  );
const answer = fc
  .tuple(level, fc.constantFrom('more', 'less'))
  .map(([id, a]): Change => ({ label: `answer ${id} ${a}`, apply: (s) => recordAnswer(s, id, 'question', a) }));
const tutorial = level.map((id): Change => ({ label: `tutorial ${id}`, apply: (s) => recordTutorial(s, id) }));
const setting = fc
  .tuple(name, value)
  .map(([key, v]): Change => ({ label: `set ${key} ${v}`, apply: (s) => recordSetting(s, key, v) }));
const erase = fc.constant<Change>({ label: 'erase', erases: true, apply: eraseProgress });

export const change = fc.oneof(
  { weight: 5, arbitrary: attempt },
  { weight: 2, arbitrary: answer },
  { weight: 1, arbitrary: tutorial },
  { weight: 3, arbitrary: setting },
);
export const changeOrErase = fc.oneof({ weight: 12, arbitrary: change }, { weight: 1, arbitrary: erase });

export const save: fc.Arbitrary<Save> = fc
  .array(changeOrErase, { maxLength: 12 })
  .map((changes) => changes.reduce((s, { apply }) => apply(s), emptySave()));
