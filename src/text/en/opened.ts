/** A run that somebody saved as a file, opened here. */
export const opened = {
  'button.open': 'Open a run',
  opening: 'Opening the run…',
  cannot: 'This run cannot be opened. {{problem}}',
  note: 'From a file: “you” is whoever played it, and no star is won.',
  left: 'This run came from a file. It is put away when you leave.',
} as const;
