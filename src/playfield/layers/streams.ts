/**
 * Direct execution: a steady flow from a tower down to the socket that its vCPU sits in, straight through the band. It
 * flows only while the guest computes. An exit cuts it, and what is left is a thin tether.
 */
import type { MachinePlace, SocketPlace } from '../../session/layout.ts';
import type { PcpuView, VcpuView } from '../../session/view-model.ts';
import { NONE } from '../../sim/types.ts';
import { BEND } from '../bake/strokes.ts';
import { type Colour, ICE } from '../colours.ts';
import type { Layer, Moment } from '../moment.ts';
import { approach } from '../motion.ts';
import type { Pen } from '../pen.ts';
import { type Link, lanesOf, type Spot, StreamPath } from '../streams.ts';

const SPACING = 17;
/** width of the opening in a translator's band for a guest that needs no translator */
const SHAFT = 30;
/** design pixels per second of play */
const SPEED = 95;
const MOST_SPEED = 260;
/** of that, what is left where every instruction goes through a mill */
const THROUGH_MILL = 0.3;

type Flow = { colour: Colour; alpha: number; every: number; shaking: boolean };

/** Everything that this pCPU's guest runs goes through the mill of an interpreter. */
function isMilled({ index }: PcpuView, { view }: Moment): boolean {
  const mill = view.parts.modes?.mills[index];
  return mill !== undefined && mill.guest !== NONE && mill.past === 0;
}

/** What flows, by what the pCPU is doing; null = nothing. */
function flowOf(pcpu: PcpuView, vcpu: VcpuView, moment: Moment): Flow | null {
  const { palette } = moment;
  if (vcpu.place === 'band') return null;
  switch (pcpu.interval) {
    case 'burst':
      return isMilled(pcpu, moment)
        ? { colour: palette.orange, alpha: 0.9, every: 2, shaking: false }
        : { colour: palette.green, alpha: 1, every: 1, shaking: false };
    case 'warm':
      return { colour: ICE, alpha: 0.9, every: 2, shaking: false };
    case 'step':
      // the guest's own kernel flows on; the monitor's work cuts the stream
      return pcpu.mode === 'guestKernel' || pcpu.mode === 'guestUser'
        ? { colour: palette.green, alpha: 1, every: 1, shaking: false }
        : null;
    case 'boot':
      return { colour: palette.grey, alpha: 0.8, every: 2, shaking: false };
    case 'spin':
      return { colour: palette.red, alpha: 0.9, every: 1, shaking: true };
    case 'off':
    case 'idle':
    case 'switch':
    case 'decision':
    case 'poll':
      return null;
  }
}

/** One per pCPU. */
class Stream {
  readonly path = new StreamPath();
  task: number = NONE;
  phase = 0;
  strength = 0;
  lane = -1;
}

function drawLine(pen: Pen, path: StreamPath, width: number, tint: Colour, alpha: number, bend: string): void {
  const { fromX, fromY, laneY, toX, toY } = path;
  const across = toX - fromX;
  if (path.isStraight) {
    pen.line(fromX, fromY, toX, toY, width, tint, alpha);
    return;
  }
  const side = Math.sign(across);
  pen.rect(fromX - width / 2, fromY, width, laneY - BEND - fromY, tint, alpha);
  pen.put(bend, fromX, laneY, alpha, tint, side, 1);
  const left = Math.min(fromX, toX) + BEND;
  pen.rect(left, laneY - width / 2, Math.abs(across) - 2 * BEND, width, tint, alpha);
  pen.put(bend, toX, laneY, alpha, tint, -side, -1);
  pen.rect(toX - width / 2, laneY + BEND, width, toY - laneY - BEND, tint, alpha);
}

function drawTether(pen: Pen, path: StreamPath, tint: Colour, alpha: number, spot: Spot): void {
  for (let d = 5; d < path.length; d += 11) {
    path.at(d, spot);
    pen.put('dash', spot.x, spot.y, alpha, tint, 1, 1, spot.angle);
  }
}

/** `goal`: index of the pCPU */
type Journey = Link & { stream: Stream; goal: number; machine: number };

export function streams(pen: Pen): Layer {
  const known: Stream[] = [];
  const spot: Spot = { x: 0, y: 0, angle: 0 };
  const links: Journey[] = [];
  let lastBeat = 0;

  function aim(stream: Stream, socket: SocketPlace, vcpu: VcpuView, moment: Moment): boolean {
    const tower = moment.layout.towers[vcpu.guest];
    const dock = tower?.docks[vcpu.vcpu];
    if (!tower || !dock) return false;
    stream.path.fromX = dock.x + dock.w / 2;
    // in a crowd the towers stand in several rows: streams begin below the last
    const foot = tower.rect.y + tower.rect.h;
    const inRows = tower.form === 'dense' || tower.form === 'short';
    stream.path.fromY = inRows ? Math.max(moment.layout.machines[tower.machine]?.lanes.top ?? 0, foot) : foot;
    stream.path.toX = socket.streamX;
    stream.path.toY = vcpu.place === 'band' ? socket.held.chip.y - 5 : socket.rect.y - 6;
    return true;
  }

  /** Lanes are dealt anew when somebody comes or goes; streams glide into them. */
  function dealLanes(moment: Moment, machine: MachinePlace, links: readonly Journey[]): void {
    const { top, bottom } = machine.lanes;
    const lanes = lanesOf(links);
    links.forEach((link, i) => {
      const y = top + ((bottom - top) * ((lanes[i] ?? 0) + 1)) / (links.length + 1);
      const { stream } = link;
      stream.path.laneY = stream.lane < 0 ? y : approach(stream.path.laneY, y, moment.dt, 50);
      stream.lane = lanes[i] ?? 0;
    });
  }

  /** Hardware runs this guest: the translator's band opens where its stream passes, because nothing is rewritten here. */
  function drawShaft({ path }: Stream, vcpu: VcpuView, machine: MachinePlace | undefined, moment: Moment): void {
    const guest = moment.view.guests[vcpu.guest];
    const band = machine?.bands.find(({ kind }) => kind === 'translator')?.rect;
    if (band === undefined || guest === undefined || guest.carrier === 'translator') return;
    const { palette } = moment;
    const left = path.toX - SHAFT / 2;
    pen.rect(left, band.y - 2, SHAFT, band.h + 3, palette.ground);
    for (const x of [left, left + SHAFT]) pen.rect(x - 0.75, band.y - 1, 1.5, band.h + 2, palette.orange, 0.8);
  }

  function drawStream(stream: Stream, pcpu: PcpuView, vcpu: VcpuView, moment: Moment, moved: number): void {
    const { path } = stream;
    const guest = moment.colourOf(vcpu.guest);
    const flow = flowOf(pcpu, vcpu, moment);
    const goal = flow ? flow.alpha : 0;
    stream.strength = approach(stream.strength, goal, moment.dt, flow ? 60 : 25);
    drawTether(pen, path, guest, 0.75 * (1 - stream.strength), spot);
    if (!flow) return;
    drawLine(pen, path, 8, flow.colour, 0.13 * stream.strength, 'bend.wide');
    drawLine(pen, path, 2, guest, 0.8 * stream.strength, 'bend');
    const way = isMilled(pcpu, moment) ? THROUGH_MILL * moved : moved;
    stream.phase = (stream.phase + way) % (SPACING * flow.every);
    const jitter = flow.shaking && !moment.calm ? Math.sin(moment.time / 28) * 2 : 0;
    const offset = flow.shaking ? 0 : stream.phase;
    for (let d = offset + 4; d < path.length - 4; d += SPACING * flow.every) {
      path.at(d, spot);
      const ends = Math.min(1, d / 14, (path.length - d) / 14);
      pen.put('chevron', spot.x + jitter, spot.y, stream.strength * ends, flow.colour, 1, 1, spot.angle);
    }
  }

  return {
    draw(moment) {
      const { view, layout } = moment;
      const moved = Math.min(MOST_SPEED * (moment.dt / 1000) * 4, Math.max(0, moment.beat - lastBeat) * SPEED);
      lastBeat = moment.beat;
      links.length = 0;
      for (const pcpu of view.pcpus) {
        const socket = layout.sockets[pcpu.index];
        if (!socket || moment.crowdedAt(socket.machine)) continue;
        known[pcpu.index] ??= new Stream();
        const stream = known[pcpu.index] as Stream;
        const vcpu = pcpu.task === NONE ? undefined : moment.vcpuOf(pcpu.task);
        if (stream.task !== pcpu.task) {
          stream.task = pcpu.task;
          stream.lane = -1;
          stream.strength = 0;
        }
        if (vcpu && aim(stream, socket, vcpu, moment))
          links.push({
            from: stream.path.fromX,
            to: stream.path.toX,
            stream,
            goal: pcpu.index,
            machine: socket.machine,
          });
      }
      layout.machines.forEach((machine, m) => {
        const own = links.filter((link) => link.machine === m);
        dealLanes(moment, machine, own);
      });
      for (const link of links) {
        const pcpu = view.pcpus[link.goal];
        const vcpu = pcpu && moment.vcpuOf(pcpu.task);
        if (!pcpu || !vcpu) continue;
        drawShaft(link.stream, vcpu, layout.machines[link.machine], moment);
        drawStream(link.stream, pcpu, vcpu, moment, moved);
      }
    },
  };
}
