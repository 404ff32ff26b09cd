/** Machines: what stands between their guests and their hardware, and on which of it each guest stands. */
import {
  COMPONENT_OF,
  type Component,
  type Int,
  type Mode,
  NONE,
  platformOn,
  ROOM,
  type World,
} from '../../sim/index.ts';
import { bandsOf, callsMonitor, carrierOf, type Sketch } from '../bands.ts';
import { demanded } from '../catalogue.ts';
import type { GuestView, MachineView } from '../view-base.ts';

const modeNow = (w: World, g: Int): Mode | undefined => w.program.modes[w.guests[g]?.mode ?? NONE]?.mode;

/** What a guest stands on; a guest that has no mode any more (it is gone) stands on nothing in particular. */
export function standingOf(w: World, g: Int): Pick<GuestView, 'carrier' | 'calls' | 'serves' | 'under'> {
  const mode = modeNow(w, g);
  // The core has no guests of guests yet; the picture has (tests/playfield/bandSamples.ts).
  const standing = { serves: w.setup.guests[g]?.role === 'driverDomain', under: NONE };
  if (mode === undefined) return { carrier: 'hardware', calls: false, ...standing };
  return { carrier: carrierOf(mode), calls: callsMonitor(mode), ...standing };
}

/** The components that a workload needs, apart from the platform: being scheduled and halting are no virtualization. */
function demandsOf(spec: World['setup']['guests'][number]): Component[] {
  const components = new Set(demanded(spec).map((op) => COMPONENT_OF[op]));
  components.delete('platform');
  return [...components];
}

/** The guest's mode, and those that it began with, that a port of its kernel leads to, and that may be chosen for it. */
function modesOf(w: World, g: Int): Mode[] {
  const { setup, program } = w;
  const spec = setup.guests[g];
  const guest = w.guests[g];
  if (spec === undefined || guest === undefined) return [];
  const isOpen = setup.kernels.find(({ id }) => id === spec.kernel)?.closed === false;
  const ported = setup.verbs.includes('port') && isOpen ? setup.porting?.mode : undefined;
  const home = setup.machines[guest.machine]?.id;
  const given = setup.verbs.includes('mode') ? (spec.choices ?? []) : [];
  const ids = [
    ...(spec.machine === home ? [spec.mode, ...(ported === undefined ? [] : [ported])] : []),
    ...given.flatMap(({ mode, machine }) => (machine === home ? [mode] : [])),
  ];
  const named = program.modes.filter(({ machine, id }) => machine === guest.machine && ids.includes(id));
  const now = modeNow(w, g);
  return [...(now === undefined ? [] : [now]), ...named.map(({ mode }) => mode)];
}

/** Slots for translated blocks: as many for each guest as any of them may be given room for. */
function blocksOn(w: World, m: Int): Int {
  const room = w.setup.tunables?.find(({ knob }) => knob === ROOM);
  if (room === undefined || w.kept.translations === undefined) return 0;
  return Math.max(...room.values) * w.guests.filter(({ machine }) => machine === m).length;
}

function build(w: World): MachineView[] {
  return w.setup.machines.map(({ id, host: own }, m) => {
    const host = platformOn(w, m)?.host ?? own;
    const guests = w.setup.guests.flatMap((spec, g): Sketch['guests'] => {
      if (w.guests[g]?.machine !== m) return [];
      const { serves, under } = standingOf(w, g);
      return [{ modes: modesOf(w, g), demands: demandsOf(spec), serves, nested: under !== NONE }];
    });
    return { id, bands: bandsOf({ host, guests }), blocks: blocksOn(w, m) };
  });
}

const known = new WeakMap<World['setup'], { standing: string; views: MachineView[] }>();

/** The same objects for as long as every guest stays on its machine and in its mode. */
export function machineViews(w: World): MachineView[] {
  const platforms = w.kept.platforms?.map(({ kind }) => kind) ?? [];
  const standing = [...platforms, ...w.guests.map(({ machine, mode }) => `${machine} ${mode}`)].join();
  const last = known.get(w.setup);
  if (last?.standing === standing) return last.views;
  const views = build(w);
  known.set(w.setup, { standing, views });
  return views;
}
