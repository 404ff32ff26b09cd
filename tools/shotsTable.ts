/** What hands work at. */
import type { Locator, Page } from 'playwright-core';
import type { Session } from '../src/session/index.ts';

/**
 * The page with a level on it, and a session of this process that is the same as the page's at every moment. `words`: the
 * keys of what the level says.
 */
export type Table = { page: Page; session: Session; words: ReadonlySet<string> };

export const press = (control: Locator): Promise<void> => control.dispatchEvent('click');
