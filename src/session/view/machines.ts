/** Machines: what stands between their guests and their hardware, and on which of it each guest stands. */
import {
  COMPONENT_OF,
  type Component,
  type Id,
  type Int,
  type Mode,
  NONE,
  PORTED,
  type World,
} from '../../sim/index.ts';
import { bandsOf, callsMonitor, carrierOf, type Sketch } from '../bands.ts';
import { demanded } from '../catalogue.ts';
import type { GuestView, MachineView } from '../view-model.ts';

const modeNow = (w: World, g: Int): Mode | undefined => w.program.modes[w.guests[g]?.mode ?? NONE]?.mode;

/** What a guest stands on; a guest that has no mode any more (it is gone) stands on nothing in particular. */
export function standingOf(w: World, g: Int): Pick<GuestView, 'carrier' | 'calls' | 'serves' | 'under'> {
  const mode = modeNow(w, g);
  // The core has no driver domains and no guests of guests yet; the picture has (tests/playfield/bands).
  if (mode === undefined) return { carrier: 'hardware', calls: false, serves: false, under: NONE };
  return { carrier: carrierOf(mode), calls: callsMonitor(mode), serves: false, under: NONE };
}

/** The components that a workload needs, apart from the platform: being scheduled and halting are no virtualization. */
function demandsOf(spec: World['setup']['guests'][number]): Component[] {
  const components = new Set(demanded(spec).map((op) => COMPONENT_OF[op]));
  components.delete('platform');
  return [...components];
}

/** The guest's mode, the one that it began with, and the one that a port of its kernel leads to. */
function modesOf(w: World, g: Int): Mode[] {
  const spec = w.setup.guests[g];
  const costs = w.setup.machines.find((machine) => machine.id === spec?.machine)?.costs;
  const kernel = w.setup.kernels.find(({ id }) => id === spec?.kernel);
  const canPort = w.setup.verbs.includes('port') && kernel?.closed === false;
  const ids: readonly Id[] = [spec?.mode ?? '', ...(canPort ? [PORTED] : [])];
  const named = w.program.modes.filter(({ machineCosts, id }) => machineCosts === costs && ids.includes(id));
  const now = modeNow(w, g);
  return [...(now === undefined ? [] : [now]), ...named.map(({ mode }) => mode)];
}

export function machineViews(w: World): MachineView[] {
  return w.setup.machines.map(({ id, host }, m) => {
    const guests = w.setup.guests.flatMap((spec, g): Sketch['guests'] => {
      if (w.guests[g]?.machine !== m) return [];
      const { serves, under } = standingOf(w, g);
      return [{ modes: modesOf(w, g), demands: demandsOf(spec), serves, nested: under !== NONE }];
    });
    return { id, bands: bandsOf({ host, guests }), blocks: 0 };
  });
}
