/**
 * pCPU sockets. The rim tells what the pCPU is doing: amber fills while it switches, red drains while it waits for a
 * decision, otherwise it has the colour of its work.
 */
import type { Rect, SocketPlace } from '../../session/layout.ts';
import type { PcpuView } from '../../session/view-model.ts';
import { NEVER, NONE } from '../../sim/types.ts';
import { BADGE_KEY, BADGE_RADIUS } from '../bake/badges.ts';
import { cardKey, outlineKey, socketKey } from '../bake/boxes.ts';
import { CHIP } from '../bake/chips.ts';
import { BEND } from '../bake/strokes.ts';
import { type Colour, ICE, type Palette } from '../colours.ts';
import { type Layer, type Moment, progress } from '../moment.ts';
import { breathe, clamp01, easeOut, lerp, POWER_UP } from '../motion.ts';
import type { Pen } from '../pen.ts';

function workColour(pcpu: PcpuView, palette: Palette): Colour {
  switch (pcpu.mode) {
    case 'guestUser':
    case 'guestKernel':
      return palette.green;
    case 'warmUp':
      return ICE;
    case 'switch':
    case 'exitEntry':
    case 'emulation':
    case 'translation':
    case 'shadowPaging':
      return palette.orange;
    case 'hypercall':
      return palette.pink;
    case 'backend':
    case 'hostOs':
    case 'polling':
    case 'innerHypervisor':
    case 'memory':
      return palette.sky;
    case 'contention':
    case 'decision':
      return palette.red;
    case 'boot':
      return palette.grey;
    case 'idle':
      return palette.line;
  }
}

type Leg = readonly [number, number, number, number];

/** Corners of the rim: where they are, and how the quarter turn is mirrored. */
const TURNS = [
  [1, -1, -1, -1],
  [1, 1, -1, 1],
  [-1, 1, 1, 1],
  [-1, -1, 1, -1],
] as const;

/** Draws the first `part` of a rounded rectangle's outline, clockwise from the top middle. */
function rim(pen: Pen, rect: Rect, part: number, width: number, tint: Colour, alpha: number): void {
  const { x, y, w, h } = rect;
  const legs: readonly Leg[] = [
    [x + w / 2, y, x + w - BEND, y],
    [x + w, y + BEND, x + w, y + h - BEND],
    [x + w - BEND, y + h, x + BEND, y + h],
    [x, y + h - BEND, x, y + BEND],
    [x + BEND, y, x + w / 2, y],
  ];
  let left = clamp01(part) * 2 * (w + h - 4 * BEND);
  for (const [i, [x0, y0, x1, y1]] of legs.entries()) {
    const length = Math.abs(x1 - x0) + Math.abs(y1 - y0);
    const t = clamp01(left / length);
    if (t <= 0) return;
    pen.line(x0, y0, lerp(x0, x1, t), lerp(y0, y1, t), width, tint, alpha);
    left -= length;
    const turn = TURNS[i];
    if (left < 0 || !turn) return;
    const [right, low, mirrorX, mirrorY] = turn;
    pen.put('bend.rim', x + (w + right * w) / 2, y + (h + low * h) / 2, alpha, tint, mirrorX, mirrorY);
  }
}

const PLACED = 240;

export function sockets(pen: Pen): Layer {
  /** by pCPU: when it was powered on, clamped, and last given a chip */
  const powered = new Map<number, number>();
  const clamped = new Map<number, number>();
  const placed = new Map<number, number>();

  /** Light runs along the pins from left to right. */
  function drawPins(place: SocketPlace, t: number, tint: Colour): void {
    const { rect } = place;
    pen.rect(rect.x + 8, rect.y - 6, (rect.w - 16) * easeOut(t), 5, tint, 1 - t);
    pen.rect(rect.x + 8, rect.y + rect.h + 1, (rect.w - 16) * easeOut(t), 5, tint, 1 - t);
  }

  function drawDeck(place: SocketPlace, pcpu: PcpuView, moment: Moment): void {
    if (pcpu.deck === NONE || place.deck.w === 0) return;
    const guest = moment.guestOf(pcpu.deck);
    if (!guest) return;
    const { deck } = place;
    const tint = moment.colourOf(guest.index);
    const cx = deck.x + deck.w / 2;
    const cy = deck.y + deck.h / 2;
    pen.put(cardKey(deck), cx, cy, 1, moment.palette.raised);
    pen.put(outlineKey(deck), cx, cy, 0.9, tint);
    pen.put(BADGE_KEY[guest.badge], deck.x + Math.min(14, deck.w / 2), cy, 1, tint, (7 / BADGE_RADIUS) * 0.9);
  }

  /** Reads without text: a bar of what the last stretch of time went to. */
  function drawMix(place: SocketPlace, pcpu: PcpuView, palette: Palette): void {
    const { mix } = place;
    let x = mix.x;
    const part = (share: number, tint: Colour): void => {
      const w = (mix.w * share) / 10_000;
      pen.rect(x, mix.y, Math.max(0, w - 0.6), mix.h, tint, 0.9);
      x += w;
    };
    part(pcpu.recent.useful, palette.green);
    part(pcpu.recent.overhead, palette.orange);
    part(pcpu.recent.decision, palette.red);
  }

  function drawRim(place: SocketPlace, pcpu: PcpuView, moment: Moment): void {
    const { palette, view, time } = moment;
    const { rect } = place;
    const key = outlineKey(rect);
    const cx = rect.x + rect.w / 2;
    const cy = rect.y + rect.h / 2;
    if (moment.crowdedAt(pcpu.machine)) {
      pen.put(key, cx, cy, 0.35 + 0.6 * (pcpu.recent.useful / 10_000), palette.green);
      return;
    }
    if (pcpu.interval === 'switch') {
      pen.put(key, cx, cy, 0.35, palette.orange);
      rim(pen, rect, progress(pcpu.since, pcpu.until, view.now), 3.4, palette.orange, 1);
      return;
    }
    if (pcpu.interval === 'decision') {
      const exit = moment.vcpuOf(pcpu.task)?.exit;
      const left = exit && exit.lasts < NEVER && exit.lasts > 0 ? 1 - (view.now - pcpu.since) / exit.lasts : 1;
      pen.put('glow', cx, cy, 0.16 + 0.1 * breathe(time, 1100), palette.red, rect.w / 70, rect.h / 70);
      pen.put(key, cx, cy, 0.3, palette.red);
      rim(pen, rect, left, 3.6, palette.red, 1);
      return;
    }
    const idle = pcpu.interval === 'idle';
    pen.put(
      key,
      cx,
      cy,
      idle ? 0.5 + 0.35 * breathe(time, 2600) : 0.95,
      idle ? palette.edge : workColour(pcpu, palette),
    );
  }

  /** A held pCPU is clamped: two jaws close on its empty recess. */
  function drawClamp(place: SocketPlace, pcpu: PcpuView, moment: Moment): void {
    if (pcpu.interval !== 'decision') return;
    const { chip } = place;
    const closed = easeOut(clamp01((moment.time - (clamped.get(pcpu.index) ?? -1e9)) / 120));
    const gap = chip.w * (0.2 + 0.16 * (1 - closed));
    const cy = chip.y + chip.h / 2;
    pen.put('jaw', place.streamX - gap, cy, 0.9, moment.palette.red, 0.86, (0.86 * chip.h) / CHIP.h);
    pen.put('jaw', place.streamX + gap, cy, 0.9, moment.palette.red, -0.86, (0.86 * chip.h) / CHIP.h);
  }

  return {
    event(event, moment) {
      if (event.type === 'pcpuPowered') powered.set(event.pcpu, moment.time);
      if (event.type === 'taskPlaced' && !moment.crowdedAt(moment.layout.sockets[event.pcpu]?.machine ?? 0))
        placed.set(event.pcpu, moment.time);
      if (event.type === 'modeChanged' && event.mode === 'decision') clamped.set(event.pcpu, moment.time);
    },
    draw(moment) {
      for (const pcpu of moment.view.pcpus) {
        const place = moment.layout.sockets[pcpu.index];
        if (!place) continue;
        const cx = place.rect.x + place.rect.w / 2;
        const cy = place.rect.y + place.rect.h / 2;
        const age = moment.time - (powered.get(pcpu.index) ?? -POWER_UP);
        pen.put(socketKey(place), cx, cy, pcpu.on ? 1 : 0.22);
        if (!pcpu.on) continue;
        if (age < POWER_UP) {
          const t = age / POWER_UP;
          drawPins(place, t, moment.palette.text);
          pen.put('glow', cx, cy, 0.5 * (1 - t), moment.palette.text, place.rect.w / 60, place.rect.h / 60);
        }
        const since = moment.time - (placed.get(pcpu.index) ?? -PLACED);
        if (since < PLACED && pcpu.guest !== NONE) drawPins(place, since / PLACED, moment.colourOf(pcpu.guest));
        drawMix(place, pcpu, moment.palette);
        drawRim(place, pcpu, moment);
        drawDeck(place, pcpu, moment);
        drawClamp(place, pcpu, moment);
      }
    },
  };
}
