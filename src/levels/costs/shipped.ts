/** The cost models that come with the game, one per machine. */
import i7of2018 from '../../../levels/costs/i7-2018.json';
import p3 from '../../../levels/costs/p3-2001.json';
import p4 from '../../../levels/costs/p4-2005.json';
import spectrum from '../../../levels/costs/spectrum-2015.json';
import xeon2003 from '../../../levels/costs/xeon-2003.json';
import xeon2009 from '../../../levels/costs/xeon-2009.json';
import xeon2012 from '../../../levels/costs/xeon-2012.json';
import xeon2013 from '../../../levels/costs/xeon-2013.json';
import xgene from '../../../levels/costs/xgene-2015.json';
import { checkModel, type ModelFile } from './model.ts';

const DATA: readonly unknown[] = [p3, xeon2003, p4, xeon2009, xeon2012, xeon2013, spectrum, xgene, i7of2018];

/** In order of their years. Throws when a shipped file is broken, which a test finds before any player does. */
export function shippedModels(): ModelFile[] {
  return DATA.map((data) => {
    const checked = checkModel(data);
    if (!checked.ok) throw new Error(`shipped cost model: ${checked.code} at ${checked.path}`);
    return checked.value;
  });
}
