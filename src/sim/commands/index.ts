/** All verbs. This is the one list: what may be asked of a world, by whomever and in whatever log, follows from it. */
import type { VerbRecord } from '../verb.ts';
import { admit } from './admit.ts';
import { admitDriver } from './admitDriver.ts';
import { deck } from './deck.ts';
import { drain } from './drain.ts';
import { evict } from './evict.ts';
import { house } from './house.ts';
import { inject } from './inject.ts';
import { install } from './install.ts';
import { setCallLimit, setCap, setFreeze, setPageCap, setWeight } from './limits.ts';
import { park } from './park.ts';
import { place } from './place.ts';
import { port } from './port.ts';
import { preempt } from './preempt.ts';
import { promote } from './promote.ts';
import { refuse } from './refuse.ts';
import { restart } from './restart.ts';
import { route } from './route.ts';
import { setKnob } from './setKnob.ts';
import { setMode } from './setMode.ts';
import { setPlatform } from './setPlatform.ts';
import { setRule } from './setRule.ts';
import { spool } from './spool.ts';
import { treat } from './treat.ts';

export const COMMANDS: readonly VerbRecord[] = [
  place,
  preempt,
  deck,
  route,
  park,
  setRule,
  drain,
  inject,
  port,
  setWeight,
  setCap,
  setPageCap,
  setCallLimit,
  admit,
  refuse,
  setMode,
  setKnob,
  treat,
  house,
  spool,
  install,
  setFreeze,
  evict,
  setPlatform,
  promote,
  restart,
  admitDriver,
];
