/** Captions: what each sound says, for those who do not hear it. src/audio/sounds.ts says which sound has which. */
export const audio = {
  refused: 'A dry knock: not possible.',
} as const;
