/**
 * Words whose screen is not there yet: keys, or beginnings that end in a dot. A key that nobody asks for and that does
 * not stand here fails the usage test. The list shrinks to nothing as screens are built.
 */
export const WAITING: readonly string[] = [
  'error.load.sound',
  'error.webgl.',
  'play.button.always',
  'play.latch.empty',
  'play.losing.soon',
  'play.restart.done',
  'play.rewind.',
  'play.star.won',
  'play.tutorial.skipped',
  'play.wire.choose',
];
