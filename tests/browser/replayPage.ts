/** Puts the job's carrier on the page, under a name that the test calls. */
import { carryOut } from './replayInPage.ts';

Object.assign(globalThis, { carryOut });
