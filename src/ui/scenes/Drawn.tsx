/** Draws one actor of a scene. */
import { BADGE_PATHS, guestColour } from '../parts/badge.tsx';
import type { Drawing, Sign } from './drawing.ts';

/** Every reason has a shape, a colour and a letter. */
const SIGN_LOOKS: Readonly<Record<Sign, { colour: string; path: string; letter: string; letterY: number }>> = {
  instruction: { colour: 'var(--orange)', path: 'M0-9 9 0 0 9-9 0Z', letter: 'Pr', letterY: 3.4 },
  device: { colour: 'var(--sky)', path: 'M-8-8H8V8H-8Z', letter: 'Io', letterY: 3.4 },
  exception: { colour: 'var(--red)', path: 'M0-9 8.6 7H-8.6Z', letter: 'Fa', letterY: 5 },
  call: { colour: 'var(--pink)', path: 'M-4.5-8H4.5L9 0 4.5 8H-4.5L-9 0Z', letter: 'Hc', letterY: 3.4 },
  interrupt: { colour: 'var(--yellow)', path: 'M-2-9H6L1.5-1.5H7L-5 9-1 1.5H-7Z', letter: '', letterY: 0 },
};

const FROST = [
  [-14, -5],
  [-5, 3],
  [3, -4],
  [11, 4],
  [16, -3],
  [-11, 5],
] as const;

function Tower({ width, height, badge, colour, floors }: Extract<Drawing, { kind: 'tower' }>) {
  const columns = Math.max(2, Math.floor((width - 12) / 11));
  const step = (width - 12) / columns;
  const rise = (height - 34) / floors;
  return (
    <g style={{ color: guestColour(colour) }}>
      <rect class="scene-house" x={-width / 2} y={-height / 2} width={width} height={height} rx={4} />
      <path
        class="scene-badge"
        transform={`translate(${-width / 2 + 12},${-height / 2 + 12}) scale(.55)`}
        d={BADGE_PATHS[badge]}
      />
      <path class="scene-roof" d={`M${-width / 2 + 22} ${-height / 2 + 12}H${width / 2 - 8}`} />
      {Array.from({ length: floors * columns }, (_, i) => {
        const floor = Math.floor(i / columns);
        const column = i % columns;
        return (
          <rect
            key={i}
            class="scene-window"
            data-lit={(floor * 7 + column * 5 + colour * 3) % 4 !== 0}
            x={-width / 2 + 7 + column * step}
            y={-height / 2 + 23 + floor * rise}
            width={step - 3}
            height={Math.max(2, rise - 3)}
            rx={1}
          />
        );
      })}
    </g>
  );
}

function Chip({ colour, filled }: Extract<Drawing, { kind: 'chip' }>) {
  return (
    <g class="scene-chip" data-filled={filled} style={{ color: guestColour(colour) }}>
      <path class="scene-pins" d="M-15-9v-3M-5-9v-3M5-9v-3M15-9v-3M-15 9v3M-5 9v3M5 9v3M15 9v3" />
      <rect class="scene-package" x={-21} y={-9} width={42} height={18} rx={3.5} />
      <path class="scene-die" d="M-8-3.5H8V3.5H-8Z" />
    </g>
  );
}

function Band({ width, height, look }: Extract<Drawing, { kind: 'band' }>) {
  return (
    <g class="scene-band" data-look={look}>
      <rect
        class="scene-layer"
        x={-width / 2}
        y={-height / 2}
        width={width}
        height={height}
        rx={Math.min(5, height / 2)}
      />
      {look === 'monitor' && height > 16 && (
        <path
          class="scene-rail"
          d={`M${-width / 2 + 8} ${-height / 2 + 5}H${width / 2 - 8}M${-width / 2 + 8} ${height / 2 - 5}H${width / 2 - 8}`}
        />
      )}
    </g>
  );
}

export function Drawn({ drawing }: { drawing: Drawing }) {
  switch (drawing.kind) {
    case 'tower':
      return <Tower {...drawing} />;
    case 'chip':
      return <Chip {...drawing} />;
    case 'band':
      return <Band {...drawing} />;
    case 'socket': {
      const pins = Array.from({ length: Math.floor(drawing.width / 9) }, (_, i) => -drawing.width / 2 + 6 + i * 9);
      return (
        <g class="scene-socket">
          <path class="scene-pins" d={pins.map((x) => `M${x}-15v-3M${x} 15v3`).join('')} />
          <rect class="scene-frame" x={-drawing.width / 2} y={-15} width={drawing.width} height={30} rx={5} />
          <rect class="scene-seat" x={-24} y={-11.5} width={48} height={23} rx={4} />
        </g>
      );
    }
    case 'stream':
      return (
        <g class="scene-stream" style={{ color: guestColour(drawing.colour) }}>
          <path class="scene-glow" d={drawing.path} />
          <path class="scene-flow" d={drawing.path} />
        </g>
      );
    case 'exit': {
      const { colour, path, letter, letterY } = SIGN_LOOKS[drawing.sign];
      return (
        <g class="scene-exit" style={{ color: colour }}>
          <circle class="scene-halo" r={15} />
          <path class="scene-sign" d={path} />
          {letter !== '' && (
            <text class="scene-letter" y={letterY}>
              {letter}
            </text>
          )}
        </g>
      );
    }
    case 'bay':
      return (
        <g class="scene-bay">
          <rect class="scene-box" x={-drawing.width / 2} y={-11} width={drawing.width} height={22} rx={4} />
          <path class="scene-slot" d={`M${-drawing.width / 2 + 6}-5H${drawing.width / 2 - 6}`} />
        </g>
      );
    case 'ring':
      return (
        <circle class="scene-ring" r={17} pathLength={1} style={{ stroke: drawing.colour }} transform="rotate(-90)" />
      );
    case 'gauge':
      return (
        <g class="scene-gauge" style={{ color: drawing.colour }}>
          <path class="scene-trough" d={`M${-drawing.width / 2} 0H${drawing.width / 2}`} />
          <path class="scene-level" pathLength={1} d={`M${-drawing.width / 2} 0H${drawing.width / 2}`} />
        </g>
      );
    case 'frost':
      return (
        <path
          class="scene-frost"
          d={FROST.map(
            ([x, y]) => `M${x - 3} ${y}h6M${x} ${y - 3}v6M${x - 2} ${y - 2}l4 4M${x + 2} ${y - 2}l-4 4`,
          ).join('')}
        />
      );
    case 'wire':
      return <path class="scene-wire" d={drawing.path} />;
    case 'crack':
      return <path class="scene-crack" d="M0-13 3-8-2-4 4 1-3 5 2 9-1 14M3-8 9-6M4 1 10 4M-3 5-9 8" />;
    case 'device':
      return (
        <g class="scene-device">
          <rect class="scene-box" x={-drawing.width / 2} y={-11} width={drawing.width} height={22} rx={4} />
          <circle class="scene-disk" r={5} />
        </g>
      );
    case 'dark':
      return (
        <rect
          class="scene-dark"
          x={-drawing.width / 2}
          y={-drawing.height / 2}
          width={drawing.width}
          height={drawing.height}
          rx={4}
        />
      );
  }
}
