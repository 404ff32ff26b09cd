/** The names by which levels choose their robots' policies. The code behind them is only needed where a robot plays. */
export const POLICY_NAMES = [
  'capAll',
  'capBiggest',
  'containers',
  'idle',
  'random',
  'filler',
  'hypercalls',
  'leaks',
  'modes',
  'monitor',
  'paging',
  'preset',
  'rings',
  'scheduler',
  'translator',
  'tuned',
] as const;
