import { shareOfGates } from './gates.ts';

shareOfGates(2);
