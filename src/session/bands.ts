/**
 * What stands between the guests of one machine and its hardware, top to bottom. Height is privilege: who is drawn above
 * is at the mercy of who is drawn below, and what stands beside the monitor is its equal.
 *
 * The list follows from how the guests are virtualized (their modes) and from what the machine itself runs (`host`). It
 * does not depend on what happens during a run: a monitor that nothing falls into is still there.
 */
import { COMPONENTS, type Component, type Machine, type Method, type Mode } from '../sim/index.ts';

const BAND_KINDS = [
  'guests',
  /** a guest that has the real drivers and serves the others: above the monitor like they, and apart from them */
  'driverDomain',
  /** a hypervisor that is itself a guest; its own guests stand on it */
  'inner',
  /** carries out instruction by instruction what its guests would do */
  'interpreter',
  /** rewrites guest code before it runs */
  'translator',
  'monitor',
  /** one kernel for all containers */
  'sharedKernel',
  'hostOs',
  'hardware',
] as const;
export type BandKind = (typeof BAND_KINDS)[number];

/**
 * `across`: a layer. `thin`: the hardware does the work, and a line is left. `seam`: guests run on the bare machine, and
 * nobody is there yet but who chooses among them. `beside`: a column of its own; of a host system next to the monitor
 * with a door between the two worlds, of a driver domain next to the other guests.
 */
export type BandForm = 'across' | 'thin' | 'seam' | 'beside';

export type Band = { kind: BandKind; form: BandForm };

export type Sketch = {
  host: Machine['host'];
  guests: readonly {
    /** the guest's mode, and others that it had or may get: a picture should not jump when one of them changes */
    modes: readonly Mode[];
    /** what its workload asks for besides plain instructions; being scheduled and halting do not count */
    demands: readonly Component[];
    /** a driver domain */
    serves: boolean;
    /** runs on a hypervisor that is a guest */
    nested: boolean;
  }[];
};

const band = (kind: BandKind, form: BandForm = 'across'): Band => ({ kind, form });

/** Of these methods a plain instruction runs on the bare pCPU: they show only in what the guest asks for besides. */
const DIRECT: readonly Method[] = ['native', 'trap', 'leaky', 'paravirt'];
/** With these the pCPU itself keeps a guest inside; all others leave that to software. */
const IN_HARDWARE: readonly Method[] = ['hardware1', 'hardware2'];
/** What needs a monitor below it, whoever runs the instructions. */
const IN_MONITOR: readonly Method[] = [
  'trap',
  'leaky',
  'translated',
  'cached',
  'paravirt',
  'ring',
  'shadow',
  'inner',
  'emulated',
];

/** The band that carries a guest with this mode: what it would fall onto if it had nothing else. */
export function carrierOf(mode: Mode, nested = false): BandKind {
  if (nested || COMPONENTS.some((component) => mode[component] === 'inner')) return 'inner';
  switch (mode.cpu) {
    case 'native':
      return 'hardware';
    case 'shared':
      return 'sharedKernel';
    case 'sandbox':
      return 'hostOs';
    case 'interpreted':
    case 'hybrid':
      return 'interpreter';
    case 'translated':
    case 'cached':
      return 'translator';
    default:
      return 'monitor';
  }
}

/** A guest with this mode knows that it has a monitor, and calls it. */
export const callsMonitor = (mode: Mode): boolean => COMPONENTS.some((component) => mode[component] === 'paravirt');

function methodsOf({ modes, demands }: Sketch['guests'][number]): Method[] {
  const visible = (mode: Mode): Method[] => {
    const asked = demands.map((component) => mode[component]);
    return DIRECT.includes(mode.cpu) ? asked : [mode.cpu, ...asked];
  };
  return modes.flatMap(visible).filter((method) => method !== 'native');
}

/** A monitor that is a part of the host's own kernel (KVM), which also has the models of its interrupt hardware. */
const isInKernel = (mode: Mode): boolean => IN_HARDWARE.includes(mode.cpu) && mode.irq === 'inKernel';

/** Where hardware runs the guest, software is left with its memory at most; else with all that it asks for. */
function needsSoftware(guest: Sketch['guests'][number]): boolean {
  return guest.modes.some((mode) =>
    IN_HARDWARE.includes(mode.cpu)
      ? IN_MONITOR.includes(mode.memory)
      : methodsOf({ ...guest, modes: [mode] }).some((method) => IN_MONITOR.includes(method)),
  );
}

function monitorOf(guests: Sketch['guests'], nested: boolean): Band | null {
  const methods = guests.flatMap(methodsOf);
  if (nested || guests.some(needsSoftware)) return band('monitor');
  if (methods.some((method) => IN_HARDWARE.includes(method))) return band('monitor', 'thin');
  return null;
}

/** The cross-section of one machine, from the guests down to the hardware. */
export function bandsOf({ host, guests }: Sketch): Band[] {
  const modes = guests.flatMap((guest) => guest.modes);
  const methods = guests.flatMap(methodsOf);
  const nested = guests.some((guest) => guest.nested) || methods.includes('inner');
  const has = (method: Method): boolean => methods.includes(method);
  const interprets = has('interpreted') || has('hybrid');
  const shares = host === 'sharedKernel' || has('shared');
  const inKernel = host === 'hostOs' && modes.some(isInKernel);
  const monitor = monitorOf(guests, nested);
  /** processes of a host system, or a monitor inside it, stand on it; any other monitor is its equal */
  const carries = has('sandbox') || inKernel;

  const list: Band[] = [band('guests')];
  if (guests.some((guest) => guest.serves)) list.push(band('driverDomain', 'beside'));
  if (nested) list.push(band('inner'));
  if (interprets) list.push(band('interpreter'));
  if (has('translated') || has('cached')) list.push(band('translator'));
  if (monitor !== null && (!shares || monitor.form === 'across')) list.push(monitor);
  if (monitor === null && !shares && !carries && !interprets) list.push(band('monitor', 'seam'));
  if (shares) list.push(band('sharedKernel'));
  else if (carries) list.push(band('hostOs'));
  else if (host === 'hostOs') list.push(band('hostOs', 'beside'));
  list.push(band('hardware'));
  return list;
}
