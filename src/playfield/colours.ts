/**
 * The palette: Okabe and Ito's colours, lifted for a dark ground. A colour never stands alone: each kind of thing also
 * has a shape, and most have a letter. The overlay has the same values in ui/styles/tokens.css; a test compares them.
 */
export type Colour = number;

export type Palette = Readonly<
  Record<
    | 'deep'
    | 'ground'
    | 'panel'
    | 'raised'
    | 'lit'
    | 'faint'
    | 'line'
    | 'edge'
    | 'text'
    | 'muted'
    | 'dim'
    | 'green'
    | 'orange'
    | 'sky'
    | 'yellow'
    | 'red'
    | 'pink'
    | 'blue'
    | 'copper'
    | 'grey'
    | 'violet'
    | 'lime'
    | 'teal'
    | 'rose'
    | 'sand'
    | 'lilac'
    | 'moss'
    | 'plum'
    | 'ochre'
    | 'slate'
    | 'mint',
    Colour
  >
>;

export const NORMAL: Palette = {
  deep: 0x07101d,
  ground: 0x0a1424,
  panel: 0x0f1d33,
  raised: 0x132642,
  lit: 0x1d3a5f,
  faint: 0x1b3050,
  line: 0x2b466d,
  edge: 0x5077ab,
  text: 0xe9eff8,
  muted: 0x9db3d1,
  dim: 0x7f99bd,
  green: 0x35d0a0,
  orange: 0xf0a830,
  sky: 0x62bdf0,
  yellow: 0xf3e75a,
  red: 0xf0703a,
  pink: 0xd98bb6,
  blue: 0x4f9be0,
  copper: 0xc98b5a,
  grey: 0xa9b6c9,
  violet: 0xa98bf5,
  lime: 0xb4dc4a,
  teal: 0x2aa9a9,
  rose: 0xff9aa2,
  sand: 0xe6d3a3,
  lilac: 0xcfc6ff,
  moss: 0x7fa36a,
  plum: 0xb46bb0,
  ochre: 0xb8963a,
  slate: 0x7d8fc0,
  mint: 0xb5f0d6,
};

export const CONTRAST: Palette = {
  ...NORMAL,
  deep: 0x000000,
  ground: 0x000000,
  panel: 0x000000,
  raised: 0x0b1524,
  lit: 0x16335a,
  faint: 0x465d80,
  line: 0x8fabd4,
  edge: 0xc3d6f2,
  text: 0xffffff,
  muted: 0xdbe6f6,
  dim: 0xc0d0e8,
  green: 0x4ff0bd,
  orange: 0xffbf4d,
  sky: 0x86d2ff,
  yellow: 0xfff27a,
  red: 0xff9163,
  pink: 0xf2b3d5,
  blue: 0x86bfff,
  copper: 0xeab184,
  grey: 0xd5deea,
  violet: 0xcbb9f9,
  lime: 0xd2ea92,
  teal: 0x7fcbcb,
  rose: 0xffc2c7,
  sand: 0xf0e4c7,
  lilac: 0xe2dcff,
  moss: 0xb2c7a5,
  plum: 0xd2a6cf,
  ochre: 0xd4c088,
  slate: 0xb1bbd9,
  mint: 0xd2f6e6,
};

export const WHITE: Colour = 0xffffff;
/** frost on a chip whose cache has gone cold */
export const ICE: Colour = 0xcdeeff;

/** As many as can be told apart beside each other; the first eight are those of colour-blind eyes. */
const GUESTS = [
  'green',
  'sky',
  'orange',
  'pink',
  'yellow',
  'blue',
  'red',
  'grey',
  'copper',
  'violet',
  'lime',
  'teal',
  'rose',
  'sand',
  'lilac',
  'moss',
  'plum',
  'ochre',
  'slate',
  'mint',
] as const;

/** `index` as in the view-model's `colour`. */
export const guestColour = (palette: Palette, index: number): Colour =>
  palette[GUESTS[index % GUESTS.length] ?? 'grey'];

export const css = (colour: Colour, alpha = 1): string =>
  `rgba(${colour >> 16}, ${(colour >> 8) & 255}, ${colour & 255}, ${alpha})`;

/** From `a` (0) to `b` (1), channel by channel. */
export function mix(a: Colour, b: Colour, t: number): Colour {
  const channel = (shift: number): number => {
    const from = (a >> shift) & 255;
    return Math.round(from + (((b >> shift) & 255) - from) * t) << shift;
  };
  return channel(16) | channel(8) | channel(0);
}

/** Patience is green while there is plenty, yellow below 60, red below 30. */
export const patienceColour = (palette: Palette, patience: number): Colour =>
  patience >= 60 ? palette.green : patience >= 30 ? palette.yellow : palette.red;
