/**
 * What just happened, for the live region: past tense, one short sentence. Only what nobody can see coming is said; what
 * a tenant is up to, for one, is for the player to find out.
 */
export const event = {
  refused: 'Not now: {{reason}}',
  paused: 'Paused.',
  resumed: 'Running.',
} as const;
