/**
 * The second gate of a level file: well-formed parts that have to fit together.
 *
 * Only what is about the file itself is looked at here (tutorial, question, goals, words). Whether machine, guests and
 * rules make a legal world is createWorld's to say.
 */
import { type Ending, type LevelFile, POLICY_NAMES, type Robot, type TutorialStep } from '../sim/index.ts';
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

/** A frozen clock cannot wait for time to pass. */
const frozen: Check = (file) => {
  const waits = ({ holds, until }: TutorialStep): boolean =>
    holds === true && until.every((ending) => 'after' in ending || 'lasts' in ending);
  const at = file.steps.findIndex(waits);
  return at < 0 ? null : bad('frozenForEver', `steps.${at}.until`);
};

const answer: Check = (file) =>
  file.question.answers.includes(file.question.right) ? null : bad('unknownAnswer', 'question.right');

/** An answer that a run decides is one that can be given. */
const ownAnswer: Check = ({ question: { answers, own = {} } }) =>
  Object.keys(own).every((one) => answers.includes(one)) ? null : bad('unknownAnswer', 'question.own');

type Named = { path: string; guest: string | undefined; pcpu: number | undefined; most: number };

/** the guest and the pCPU that a condition names, and of how many pCPUs it speaks */
function named(path: string, condition: Ending): Named {
  const guest = 'settled' in condition ? condition.settled : 'pending' in condition ? condition.pending : undefined;
  const most = 'busy' in condition ? condition.busy : 'deck' in condition ? condition.deck : 0;
  if ('free' in condition) return { path, guest, pcpu: condition.free, most };
  if ('latched' in condition || 'takes' in condition || 'held' in condition)
    return { path, guest: condition.guest, pcpu: undefined, most };
  if ('state' in condition || 'event' in condition) return { path, guest: condition.guest, pcpu: condition.pcpu, most };
  return { path, guest, pcpu: undefined, most };
}

/** the guests and pCPUs that a step waits for or points at */
const targets = ({ when = [], until, at }: TutorialStep): Named[] => [
  { path: 'at', guest: at?.guest, pcpu: at?.pcpu, most: 0 },
  ...when.map((situation, i) => named(`when.${i}`, situation)),
  ...until.map((ending, i) => named(`until.${i}`, ending)),
];

const tutorial: Check = (file) => {
  const guests = new Set(file.setup.guests.map((guest) => guest.id));
  const goals = new Set(file.setup.goals.map((goal) => goal.id));
  const pcpus = file.setup.machines.reduce((sum, machine) => sum + machine.pcpus, 0);
  for (const [i, step] of file.steps.entries()) {
    for (const { path, guest, pcpu, most } of targets(step)) {
      if (guest !== undefined && !guests.has(guest)) return bad('unknownGuest', `steps.${i}.${path}`);
      if (pcpu !== undefined && pcpu >= pcpus) return bad('unknownPcpu', `steps.${i}.${path}`);
      if (most > pcpus) return bad('outOfRange', `steps.${i}.${path}`);
    }
    if (step.at?.goal !== undefined && !goals.has(step.at.goal)) return bad('unknownGoal', `steps.${i}.at.goal`);
  }
  return null;
};

/** Robots are code: a file can only name those that there are. */
export const hasPolicy = (robot: Robot): boolean => POLICY_NAMES.some((name) => name === robot.policy);

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
  answer,
  ownAnswer,
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
