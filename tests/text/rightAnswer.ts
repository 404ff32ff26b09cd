/**
 * Which answer of a prediction question is right: worked out from published figures. A level file names its right answer;
 * the tests prove it by the rule in levels/guide/questions.json, so that it is never a mere claim.
 *
 * A rule asks for a figure or for a ratio of two, with the answers as ascending intervals; or it compares ratios, and the
 * answer with the largest is right.
 */
import { type Figures, ratioOf } from '../../src/text/figures.ts';

type Ratio = readonly [over: string, under: string];
export type QuestionRule =
  /** the value of one figure, or of one ratio; the last answer has no `below` */
  | { readonly figure: string; readonly answers: readonly { readonly id: string; readonly below?: number }[] }
  | { readonly ratio: Ratio; readonly answers: readonly { readonly id: string; readonly below?: number }[] }
  /** the answer with the largest ratio is right */
  | { readonly largest: readonly { readonly id: string; readonly ratio: Ratio }[] }
  /** the player's own run decides, by the category of each answer; `usual`: what the reference's run says */
  | { readonly own: Readonly<Record<string, string>>; readonly usual: string };

/** The measured number that the question asks for; null for a comparison, or where a figure is missing. */
export function measuredOf(rule: QuestionRule, figures: Figures): number | null {
  if ('own' in rule) return null;
  if ('figure' in rule) return figures.get(rule.figure)?.value ?? null;
  return 'ratio' in rule ? ratioOf(figures, rule.ratio) : null;
}

/** Ids of the answers in the order in which they are shown. */
export const answersOf = (rule: QuestionRule): string[] =>
  'own' in rule ? Object.keys(rule.own) : ('largest' in rule ? rule.largest : rule.answers).map((answer) => answer.id);

/** The id of the right answer, or null where a figure is missing. */
export function rightAnswer(rule: QuestionRule, figures: Figures): string | null {
  if ('own' in rule) return rule.usual;
  if ('largest' in rule) {
    const ratios = rule.largest.map(({ id, ratio }) => ({ id, value: ratioOf(figures, ratio) }));
    if (ratios.some(({ value }) => value === null)) return null;
    return ratios.sort((a, b) => (b.value ?? 0) - (a.value ?? 0))[0]?.id ?? null;
  }
  const value = measuredOf(rule, figures);
  if (value === null) return null;
  return rule.answers.find(({ below }) => below === undefined || value < below)?.id ?? null;
}
