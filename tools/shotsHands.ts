/**
 * Hands: a command of the simulation as presses on the controls that a player has for it. Nothing reaches the page's
 * session except through them.
 */
import type { Locator } from 'playwright-core';
import type { Session } from '../src/session/index.ts';
import { type Command, type Id, type Int, NONE } from '../src/sim/index.ts';
import { wholeText } from '../src/text/whole.ts';
import { LIMITS, type Limit, limitCommand, nextValue, stepsOf } from '../src/ui/play/limits.ts';
import { answersTo, applicantIn } from '../src/ui/play/parts/admission.tsx';
import { activeQuestion, choicesFor, openExits } from '../src/ui/play/question.ts';
import { admitDriver, atDesk, hasDesk } from './shotsDesk.ts';
import { press, type Table } from './shotsTable.ts';

const text = wholeText('en');

const LIMIT_OF: Readonly<Partial<Record<Command['do'], Limit>>> = {
  setWeight: 'weight',
  setCap: 'cap',
  setPageCap: 'pageCap',
  setCallLimit: 'callLimit',
  setFreeze: 'freeze',
};

/** A vCPU is picked up by its chip where its guest has several, else by its guest. */
function chip({ page, session }: Table, task: Int): Locator {
  const guest = session.view().guests.find(({ vcpus }) => vcpus.some((vcpu) => vcpu.task === task));
  return page.locator(
    (guest?.vcpus.length ?? 0) > 1 ? `#vcpu-${guest?.index}-${task}` : `#guest-${guest?.index ?? NONE}`,
  );
}

/** Answers the exit of a task: with the bay that has the number of `id`, after turning to that exit if another one is up. */
async function answer({ page, session }: Table, task: Int, id: Id): Promise<void> {
  const view = session.view();
  const exit = openExits(view).find((open) => open.task === task);
  if (exit === undefined) throw new Error(`task ${task} holds no exit`);
  if (activeQuestion(view, null)?.exit.task !== task) await press(page.locator(`#exit-${task}`));
  const index = choicesFor(session, view, { exit }).findIndex((choice) => choice.id === id);
  await press(page.locator('.bay').nth(index));
}

/** Chooses the tenant, presses the limit once, lets go. */
async function limit({ page, session }: Table, name: Limit, guest: Int): Promise<void> {
  const { verbs } = session.view();
  const row = LIMITS.filter((each) => verbs.includes(each)).indexOf(name);
  await press(page.locator(`#guest-${guest}`));
  await press(page.locator('.limit-row').nth(row));
  await press(page.locator(`#guest-${guest}`));
}

/**
 * The commands by which a player gets what a command says: itself, except that a limit goes through its steps until it has
 * the value, or the step nearest to it, since robots may ask for any value.
 */
export function inSteps(session: Session, command: Command): Command[] {
  const name = LIMIT_OF[command.do];
  if (name === undefined || !('value' in command) || !('guest' in command)) return [command];
  let guest = session.view().guests[command.guest];
  if (guest === undefined) return [];
  const away = (value: Int): Int => Math.abs(value - command.value);
  const wanted = stepsOf(session, guest, name).reduce((best, value) => (away(value) < away(best) ? value : best));
  const steps: Command[] = [];
  while (guest.limits[name] !== wanted) {
    const value = nextValue(session, guest, name);
    steps.push(limitCommand(name, guest.index, value));
    guest = { ...guest, limits: { ...guest.limits, [name]: value } };
  }
  return steps;
}

async function applicant({ page, session }: Table, guest: Int, given: Command): Promise<void> {
  if (applicantIn(session.view())?.index !== guest) throw new Error(`guest ${guest} is not the one that asks`);
  const answers = answersTo({ text, view: { value: session.view() } }, guest);
  const index = answers.findIndex(({ command }) => JSON.stringify(command) === JSON.stringify(given));
  await press(page.locator('.answer').nth(index));
}

/**
 * A wire, on or off; a wire for everybody, or an exception of one guest. A row's panel is opened by its row, and goes by
 * itself once everybody is answered. A guest that has but one other answer has one switch, which names what is so now.
 */
async function rule(
  { page }: Table,
  { reason, guest, handler }: Extract<Command, { do: 'setRule' }>['rule'],
): Promise<void> {
  const panel = page.locator('.wire-choices');
  if ((await panel.count()) === 0) await press(page.locator(`#wire-${reason}`));
  const own = panel.locator(`.wire-scope[data-guest="${guest}"] button`);
  const isSwitch = guest !== '*' && (await own.count()) === 1;
  await press(isSwitch ? own : own.filter({ hasText: text.word('handler', handler, {}, 'name') }));
  if ((await panel.count()) > 0) await press(page.locator(`#wire-${reason}`));
}

/** A press on what stands already leaves a site again. */
async function treat({ page, session }: Table, { guest, site, how }: Extract<Command, { do: 'treat' }>): Promise<void> {
  const place = (session.view().parts.leaks?.guests[guest] ?? []).findIndex((row) => row?.site === site);
  await press(page.locator(`#treat-${guest}-${place}-${how === 'left' ? 'patched' : how}`));
}

/** Gives one of these commands to the page. The caller gives it to the session of this process afterwards. */
export async function give(table: Table, command: Command): Promise<void> {
  const { page } = table;
  switch (command.do) {
    case 'place':
      await press(chip(table, command.task));
      return press(page.locator(`#socket-${command.pcpu}`));
    case 'deck':
      await press(command.task === NONE ? page.locator(`#deck-${command.pcpu}`) : chip(table, command.task));
      return press(page.locator(`#deck-${command.pcpu}`));
    case 'preempt':
      await press(page.locator(`#socket-${command.pcpu}`));
      return press(page.locator('.actions button', { hasText: text.t('verb.preempt.name') }));
    case 'route':
      return answer(table, command.task, command.handler);
    case 'park': {
      const exit = openExits(table.session.view()).find((open) => open.pcpu === command.pcpu);
      return answer(table, exit?.task ?? NONE, 'park');
    }
    case 'setRule':
      return rule(table, command.rule);
    case 'drain':
      await press(page.locator('#latch'));
      return press(page.locator(`#socket-${command.pcpu}`));
    case 'inject':
      return press(page.locator(`#interrupt-${command.guest}-${command.line}`));
    case 'port':
      return press(page.locator(`[id="part-${command.kernel}-${command.call}"]`));
    case 'promote':
      return press(page.locator(`[id="first-${command.kernel}-${command.call}"]`));
    case 'restart':
      return press(page.locator(`#restart-${command.guest}`));
    case 'admit':
    case 'refuse':
      if (hasDesk(table)) return atDesk(table, command);
      return applicant(table, command.guest, command);
    case 'setWeight':
    case 'setCap':
    case 'setPageCap':
    case 'setCallLimit':
    case 'setFreeze':
      return limit(table, LIMIT_OF[command.do] ?? 'weight', command.guest);
    case 'setMode':
      if (hasDesk(table)) return atDesk(table, command);
      // of two modes: a press is the other one
      return press(page.locator(`#gear-${command.guest}`));
    case 'setPlatform':
      // platforms are chosen on the rack: out of the host in which the page may be
      for (const out of await page.locator('.rack-out button').all()) await press(out);
      return press(page.locator(`#platform-${command.machine}-${command.platform}`));
    case 'evict':
      return press(page.locator(`#evict-${command.guest}`));
    case 'house':
      return press(page.locator(`[id="card-${command.card}"]`));
    case 'spool':
      return press(page.locator(`#job-${command.task}`));
    case 'install':
      return press(page.locator(`#driver-${command.guest}`));
    case 'setKnob':
      return press(page.locator(`[id="knob-${command.guest ?? NONE}-${command.knob}-${command.value}"]`));
    case 'treat':
      return treat(table, command);
    case 'admitDriver':
      return admitDriver(table, command);
  }
}
