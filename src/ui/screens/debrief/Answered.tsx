import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { useText } from '../../shell/context.ts';
import { useServices } from '../../shell/services.ts';
import { useDebrief } from './context.ts';
import { ownShares, rightAnswer } from './model.ts';

/** Whoever came by a way on which the question was not asked is asked now: an answer without its question teaches nothing. */
function Ask({ onAnswer }: { onAnswer(choice: string): void }) {
  const { loaded } = useDebrief();
  const name = useId();
  const { words, level } = loaded;
  const { question } = level.file;
  return (
    <fieldset class="debrief-ask">
      <legend>{words.say(`question.${question.id}`)}</legend>
      {question.answers.map((choice) => (
        <label class="choice" key={choice}>
          <input type="radio" name={name} checked={false} onChange={() => onAnswer(choice)} />
          <span>{words.say(`answer.${choice}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** The briefing's question, answered; who was not asked there is asked here, before the answer, which may say what the run itself shows. */
export function Answered() {
  const { text, format } = useText();
  const { save } = useServices();
  const { loaded, outcome } = useDebrief();
  const late = useSignal<string | null>(null);
  const { words, level } = loaded;
  const { id, question } = level.file;
  const predicted = save.value.levels.get(id)?.answers.get(question.id)?.value;
  const given = predicted ?? late.value;
  const answer = rightAnswer(question, outcome);
  const right = words.say(`answer.${answer}`);
  return (
    <section class="debrief-panel" aria-labelledby="debrief-prediction">
      <h2 class="label" id="debrief-prediction">
        {text.t(predicted === undefined ? 'debrief.heading.question' : 'debrief.heading.prediction')}
      </h2>
      {given === null ? (
        <Ask
          onAnswer={(choice) => {
            late.value = choice;
          }}
        />
      ) : (
        <div aria-live="polite">
          <p>{words.say(`question.${question.id}`)}</p>
          {given === answer ? (
            <p class="debrief-right">{text.t('debrief.prediction.right', { answer: right })}</p>
          ) : (
            <>
              <p class="muted">{text.t('debrief.prediction.wrong', { answer: words.say(`answer.${given}`) })}</p>
              <p class="debrief-right">{text.t('debrief.prediction.answer', { answer: right })}</p>
            </>
          )}
          <p>{words.say(`explain.${question.id}`, ownShares(outcome, format))}</p>
        </div>
      )}
    </section>
  );
}
