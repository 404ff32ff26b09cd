/** What an actor of a scene looks like. All are drawn around (0, 0), except streams and wires, which are given as paths. */
import type { Badge } from '../../session/view-model.ts';

const SIGNS = ['instruction', 'device', 'exception', 'call', 'interrupt'] as const;
export type Sign = (typeof SIGNS)[number];

export type Drawing =
  /** a guest: its house with a badge, `floors` rows of windows */
  | { kind: 'tower'; width: number; height: number; badge: Badge; colour: number; floors: number }
  /** a vCPU */
  | { kind: 'chip'; colour: number; filled: boolean }
  /** a pCPU */
  | { kind: 'socket'; width: number }
  /** a layer of the machine; `hatched` marks the shared kernel */
  | { kind: 'band'; width: number; height: number; look: 'monitor' | 'kernel' | 'host' | 'thin' }
  /** direct execution: chevrons that flow along a path */
  | { kind: 'stream'; path: string; colour: number }
  /** an exit, by what caused it */
  | { kind: 'exit'; sign: Sign }
  /** a handler of the hypervisor */
  | { kind: 'bay'; width: number }
  /** fills like a clock: time that passes */
  | { kind: 'ring'; colour: string }
  /** fills from left to right */
  | { kind: 'gauge'; width: number; colour: string }
  | { kind: 'frost' }
  | { kind: 'wire'; path: string }
  | { kind: 'crack' }
  | { kind: 'device'; width: number }
  | { kind: 'dark'; width: number; height: number };
