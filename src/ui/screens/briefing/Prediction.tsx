import { useId } from 'preact/hooks';
import { recordAnswer } from '../../../session/save/progress.ts';
import type { LoadedLevel } from '../../shell/library.ts';
import { useServices } from '../../shell/services.ts';

/** One question whose answer the debrief gives. A guess is kept at once; it can be changed until the run begins. */
export function Prediction({ loaded: { level, words } }: { loaded: LoadedLevel }) {
  const { saves, save, sound } = useServices();
  const { id, question } = level.file;
  const name = useId();
  const given = save.value.levels.get(id)?.answers.get(question.id)?.value ?? null;
  const answer = (choice: string) => {
    sound('uiClick');
    saves.update((kept) => recordAnswer(kept, id, question.id, choice));
  };
  return (
    <fieldset class="briefing-prediction">
      <legend>{words.say(`question.${question.id}`)}</legend>
      <div class="briefing-answers">
        {question.answers.map((choice) => (
          <label class="choice" key={choice}>
            <input type="radio" name={name} checked={choice === given} onChange={() => answer(choice)} />
            <span>{words.say(`answer.${choice}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
