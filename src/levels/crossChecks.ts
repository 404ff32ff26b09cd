/**
 * The second gate of a level file: well-formed parts that have to fit together.
 *
 * Only what is about the file itself is looked at here (tutorial, question, goals, words). Whether machine, guests and
 * rules make a legal world is createWorld's to say.
 */
import { type LevelFile, POLICIES, type Robot, type TutorialStep } from '../sim/index.ts';
import { LIMITS } from './limits.ts';
import { bad, good, type Problem, type Result } from './result.ts';

type Check = (file: LevelFile) => Problem | null;

/** index of the first item whose key was there before, -1 = none */
function firstRepeat(keys: readonly string[]): number {
  return keys.findIndex((key, i) => keys.indexOf(key) < i);
}

const repeats =
  (path: string, keys: (file: LevelFile) => readonly string[]): Check =>
  (file) => {
    const at = firstRepeat(keys(file));
    return at < 0 ? null : bad('repeated', `${path}.${at}`);
  };

const vcpus: Check = (file) => {
  const total = file.setup.guests.reduce((sum, guest) => sum + guest.vcpus, 0);
  return total > LIMITS.totalVcpus ? bad('tooManyVcpus', 'setup.guests') : null;
};

const frozen: Check = (file) => (file.frozenSteps > file.steps.length ? bad('outOfRange', 'frozenSteps') : null);

/** A frozen clock cannot wait for time to pass, or for what only passing time brings. */
const frozenSteps: Check = (file) => {
  const waits = ({ until, from }: TutorialStep): boolean => 'after' in until || 'lasts' in until || (from ?? 0) > 0;
  const at = file.steps.slice(0, file.frozenSteps).findIndex(waits);
  return at < 0 ? null : bad('frozenForEver', `steps.${at}.until`);
};

const answer: Check = (file) =>
  file.question.answers.includes(file.question.right) ? null : bad('unknownAnswer', 'question.right');

/** the guests and pCPUs that a step waits for or points at */
function targets({
  until,
  at,
}: TutorialStep): { path: string; guest?: string | undefined; pcpu?: number | undefined }[] {
  const found = [{ path: 'at', guest: at?.guest, pcpu: at?.pcpu }];
  if ('event' in until) found.push({ path: 'until', guest: until.guest, pcpu: until.pcpu });
  if ('state' in until) found.push({ path: 'until', guest: until.guest, pcpu: undefined });
  return found;
}

const tutorial: Check = (file) => {
  const guests = new Set(file.setup.guests.map((guest) => guest.id));
  const pcpus = file.setup.machines.reduce((sum, machine) => sum + machine.pcpus, 0);
  for (const [i, step] of file.steps.entries()) {
    for (const { path, guest, pcpu } of targets(step)) {
      if (guest !== undefined && !guests.has(guest)) return bad('unknownGuest', `steps.${i}.${path}.guest`);
      if (pcpu !== undefined && pcpu >= pcpus) return bad('unknownPcpu', `steps.${i}.${path}.pcpu`);
    }
    if ('busy' in step.until && step.until.busy > pcpus) return bad('outOfRange', `steps.${i}.until.busy`);
    if ('deck' in step.until && step.until.deck > pcpus) return bad('outOfRange', `steps.${i}.until.deck`);
  }
  return null;
};

/** Robots are code: a file can only name those that there are. */
export const hasPolicy = (robot: Robot): boolean => Object.hasOwn(POLICIES, robot.policy);

const robots: Check = (file) => {
  const unknown = Object.entries(file.robots).find(([, robot]) => !hasPolicy(robot));
  return unknown ? bad('unknownPolicy', `robots.${unknown[0]}.policy`) : null;
};

/** Stars are consecutive bars from the first, so a bar above a gap could never be won. */
const stars: Check = (file) => {
  const given = new Set<number>(file.setup.goals.map((goal) => goal.star));
  const gap = file.setup.goals.findIndex((goal) => goal.star > 1 && !given.has(goal.star - 1));
  return gap < 0 ? null : bad('missingStar', `setup.goals.${gap}.star`);
};

const CHECKS: readonly Check[] = [
  vcpus,
  repeats('steps', (file) => file.steps.map((step) => step.id)),
  repeats('question.answers', (file) => file.question.answers),
  frozen,
  frozenSteps,
  answer,
  tutorial,
  robots,
  stars,
];

export function crossCheck(file: LevelFile): Result<LevelFile> {
  for (const look of CHECKS) {
    const problem = look(file);
    if (problem) return bad(problem.code, problem.path);
  }
  return good(file);
}
