import { useText } from '../../shell/context.ts';
import { useServices } from '../../shell/services.ts';
import { useDebrief } from './context.ts';

/** The briefing's question, answered; who was not asked, or kept quiet, made no prediction. */
export function Answered() {
  const { text } = useText();
  const { save } = useServices();
  const { loaded } = useDebrief();
  const { words, level } = loaded;
  const { id, question } = level.file;
  const given = save.value.levels.get(id)?.answers.get(question.id)?.value;
  const right = words.say(`answer.${question.right}`);
  return (
    <section class="debrief-panel" aria-labelledby="debrief-prediction">
      <h2 class="label" id="debrief-prediction">
        {text.t(given === undefined ? 'debrief.heading.question' : 'debrief.heading.prediction')}
      </h2>
      <p>{words.say(`question.${question.id}`)}</p>
      {given === question.right ? (
        <p class="debrief-right">{text.t('debrief.prediction.right', { answer: right })}</p>
      ) : (
        <>
          {given === undefined ? null : (
            <p class="muted">{text.t('debrief.prediction.wrong', { answer: words.say(`answer.${given}`) })}</p>
          )}
          <p class="debrief-right">{text.t('debrief.prediction.answer', { answer: right })}</p>
        </>
      )}
      <p>{words.say(`explain.${question.id}`)}</p>
    </section>
  );
}
