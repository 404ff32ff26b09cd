import type { CostModel, LevelFile } from '../../../sim/index.ts';
import type { Text } from '../../../text/index.ts';
import type { LevelText } from '../../../text/levelWords.ts';
import { useText } from '../../shell/context.ts';
import { chosenBetween, type Price, type PriceOf } from './prices.ts';

function nameOf(text: Text, of: PriceOf): string {
  switch (of.kind) {
    case 'op':
      return text.word('op', of.op);
    case 'switch':
      return text.t('briefing.price.switch');
    case 'coldCache':
      return text.t('briefing.price.coldCache');
    case 'trap':
      return text.t('briefing.price.trap');
    case 'block':
      return text.t('briefing.price.block', { n: of.instructions });
    case 'notice':
      return text.t('briefing.price.notice');
    case 'request':
      return text.t('briefing.price.request');
    case 'start':
      return text.t('briefing.price.start', { mode: text.word('mode', of.mode) });
  }
}

const COLUMNS = ['native', 'here', 'other'] as const;

type Props = { file: LevelFile; model: CostModel; prices: readonly Price[]; words: LevelText };

/**
 * The prices in cycles, and how long each lasts on the screen: the promise that a second of play is a stated time. Where
 * the player chooses between two techniques, the prices of both instead.
 */
export function PriceTable({ file, model, prices, words }: Props) {
  const { text, format } = useText();
  if (prices.length === 0) return null;
  const columns = COLUMNS.filter((column) => prices.some((price) => price[column] !== null));
  const techniques = chosenBetween(file);
  const heading = (column: (typeof COLUMNS)[number]): string => {
    if (column === 'native') return text.t('briefing.price.native');
    if (techniques !== null) {
      const lever = `lever.${techniques[column]}`;
      return words.has(lever) ? words.say(lever) : text.word('mode', techniques[column]);
    }
    if (file.setup.verbs.includes('house'))
      return text.t(column === 'here' ? 'briefing.price.outside' : 'briefing.price.inside');
    return text.t(column === 'here' ? 'briefing.price.here' : 'briefing.price.ported');
  };
  const scale = { hz: model.hz, playSecondNs: file.playSecondNs };
  const longest = Math.max(...prices.flatMap((price) => columns.map((column) => price[column] ?? 0)));
  return (
    <table class="price-table">
      <caption class="visually-hidden">{text.t('briefing.price.cycles')}</caption>
      <thead>
        <tr>
          <th scope="col">{text.t('briefing.price.operation')}</th>
          {columns.map((column) => (
            <th key={column} scope="col">
              {heading(column)}
            </th>
          ))}
          {techniques === null && <th scope="col">{text.t('briefing.price.screen')}</th>}
        </tr>
      </thead>
      <tbody>
        {prices.map((price) => (
          <tr key={nameOf(text, price.of)}>
            <th scope="row">{nameOf(text, price.of)}</th>
            {columns.map((column) => (
              <td key={column} data-column={column}>
                {price[column] !== null && (
                  <>
                    <span class="figures">{format.integer(price[column])}</span>
                    <span class="price-bar" style={{ width: `${(100 * price[column]) / longest}%` }} />
                  </>
                )}
              </td>
            ))}
            {techniques === null && <td class="figures price-screen">{format.played(price.here, scale)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
