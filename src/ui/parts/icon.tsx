/** The few signs of the overlay, as strokes on a 24 × 24 field. They repeat what a word beside them says. */

const PATHS = {
  back: 'M14.5 5 8 12l6.5 7',
  next: 'M9.5 5 16 12l-6.5 7',
  play: 'M7 4.5v15L19.5 12Z',
  pause: 'M9 5v14M15 5v14',
  step: 'M6 5v14l9-7ZM18 5v14',
  rewind: 'M11 6 4 12l7 6zM20 6l-7 6 7 6z',
  again: 'M19 12a7 7 0 1 1-2.2-5.1M19.5 3v4.5H15',
  map: 'M4 5h16M4 10h16M4 15h16M4 20h16',
  guide: 'M5 4h10a4 4 0 0 1 4 4v12H8a3 3 0 0 1-3-3ZM9 9h6M9 13h6',
  settings: 'M4 7h9M19 7h1M4 17h1M11 17h9M16 4.5v5M8 14.5v5',
  help: 'M8.5 9a3.5 3.5 0 1 1 5.2 3c-1.2.7-1.7 1.4-1.7 2.6M12 19v.2',
  share: 'M12 15V4M8 7.5 12 3.5l4 4M5 12v8h14v-8',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  download: 'M12 4v11M8 11.5l4 4 4-4M5 20h14',
  upload: 'M12 15V4M8 7.5 12 3.5l4 4M5 20h14',
  check: 'M5 12.5 10 17.5 19.5 7',
  cross: 'M6 6l12 12M18 6 6 18',
  lock: 'M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3',
  search: 'M16 11a5 5 0 1 1-10 0 5 5 0 0 1 10 0ZM15 15l5 5',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  flag: 'M6 21V4h12l-3 4 3 4H6',
  warning: 'M12 4 21 20H3ZM12 10v4.5M12 17.4v.2',
} as const;
export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
