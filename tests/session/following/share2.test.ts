import { shareOfLevels } from './levels.ts';

shareOfLevels(2);
