/**
 * Where the moving things are: chips travel between dock, socket and band; exits fall into the band and land. All other
 * layers ask here, so that a glyph, its tether and its chip always agree.
 */
import type { Layout, Point, Rect } from '../session/layout.ts';
import type { ExitView, VcpuView, View } from '../session/view-model.ts';
import { type Int, NONE } from '../sim/types.ts';
import { clamp01, easeOut, FALL, lerp, TRAVEL } from './motion.ts';

export type Chip = {
  x: number;
  y: number;
  w: number;
  h: number;
  /** 0 … 1 of its present journey */
  way: number;
  /** ms since it arrived */
  rested: number;
  home: Home;
};
type Home = 'tower' | 'socket' | 'band';

type Actor = Chip & { from: Rect; to: Rect; key: string; began: number };

/** An exit is drawn at its socket's place in the band, or beside the dock of a parked vCPU. */
export type Fallen = { at: Point; age: number; way: number; n: Int };

/** Exits that are served sooner than this do not lift their chip: it would only twitch. */
const LIFT_AFTER = 140;

export class Cast {
  private readonly actors = new Map<Int, Actor>();
  private readonly fallen = new Map<Int, Fallen & { began: number }>();

  chip(task: Int): Chip | undefined {
    return this.actors.get(task);
  }

  exit(task: Int): Fallen | undefined {
    return this.fallen.get(task);
  }

  /** Where the exit of a vCPU lands. */
  landing(layout: Layout, exit: ExitView): Point | null {
    if (exit.pcpu !== NONE) return layout.sockets[exit.pcpu]?.held.exit ?? null;
    return layout.towers[exit.guest]?.parked ?? null;
  }

  private goal(layout: Layout, vcpu: VcpuView, time: number, stay: boolean): { rect: Rect; home: Home } | null {
    const dock = layout.towers[vcpu.guest]?.docks[vcpu.vcpu];
    if (stay) return dock ? { rect: dock, home: 'tower' } : null;
    const lifted = vcpu.exit && (vcpu.exit.waiting || this.ageOf(vcpu.task, time) > LIFT_AFTER);
    const socket = vcpu.pcpu === NONE ? undefined : layout.sockets[vcpu.pcpu];
    if (socket && vcpu.place === 'band' && lifted) return { rect: socket.held.chip, home: 'band' };
    if (socket && vcpu.place !== 'tower') return { rect: socket.chip, home: 'socket' };
    return dock ? { rect: dock, home: 'tower' } : null;
  }

  private ageOf(task: Int, time: number): number {
    const fallen = this.fallen.get(task);
    return fallen ? time - fallen.began : 0;
  }

  private moveExits(view: View, layout: Layout, time: number, calm: boolean): void {
    const open = view.parts.exits?.open ?? [];
    for (const [task] of this.fallen) if (!open.some((exit) => exit.task === task)) this.fallen.delete(task);
    for (const exit of open) {
      const at = this.landing(layout, exit);
      if (!at) continue;
      const known = this.fallen.get(exit.task);
      const fallen = known && known.n === exit.n ? known : { at, age: 0, way: 0, n: exit.n, began: time };
      fallen.at = at;
      fallen.age = time - fallen.began;
      fallen.way = calm ? 1 : clamp01(fallen.age / FALL);
      this.fallen.set(exit.task, fallen);
    }
  }

  private moveChip(vcpu: VcpuView, layout: Layout, time: number, calm: boolean, stay: boolean): void {
    const goal = this.goal(layout, vcpu, time, stay);
    if (!goal) {
      this.actors.delete(vcpu.task);
      return;
    }
    const key = `${goal.home}${vcpu.pcpu}`;
    let actor = this.actors.get(vcpu.task);
    if (!actor) {
      actor = {
        ...goal.rect,
        way: 1,
        rested: 1e9,
        home: goal.home,
        from: goal.rect,
        to: goal.rect,
        key,
        began: time - TRAVEL,
      };
      this.actors.set(vcpu.task, actor);
    } else if (actor.key !== key) {
      actor.from = { x: actor.x, y: actor.y, w: actor.w, h: actor.h };
      actor.began = time;
      actor.key = key;
      actor.home = goal.home;
    }
    actor.to = goal.rect;
    actor.way = calm ? 1 : clamp01((time - actor.began) / TRAVEL);
    actor.rested = Math.max(0, time - actor.began - TRAVEL);
    const t = easeOut(actor.way);
    const { from, to } = actor;
    actor.x = lerp(from.x, to.x, t);
    actor.y = lerp(from.y, to.y, t);
    actor.w = lerp(from.w, to.w, t);
    actor.h = lerp(from.h, to.h, t);
  }

  /** `calm`: things jump instead of flying. Under a shared kernel they do too, and chips keep to their docks. */
  update(view: View, layout: Layout, time: number, calm: boolean): void {
    this.moveExits(view, layout, time, calm);
    for (const guest of view.guests) {
      const stay = layout.machines[layout.towers[guest.index]?.machine ?? NONE]?.crowded ?? false;
      for (const vcpu of guest.vcpus) this.moveChip(vcpu, layout, time, calm || stay, stay);
    }
  }
}
