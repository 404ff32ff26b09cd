import { shareOfGates } from './gates.ts';

shareOfGates(0);
