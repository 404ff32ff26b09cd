/** Every tunable of the core, with its unit and its reason. Costs are not here: they are data with a source. */

/** bits of `draw` are plenty for 2^31 events; a run longer than this is a mistake */
export const MAX_EVENTS = 20_000_000;
/** requests that may be open at once, in the whole world: more means that nobody will ever answer them */
export const MAX_OPEN = 50_000;
/** events in one cycle, or steps of one task: more means that something zero-delay chases its own tail */
export const MAX_EVENTS_PER_CYCLE = 10_000;
/** bounds on what a level may ask for; each is ten times what any planned level needs */
export const MAX_GUESTS = 4096;
export const MAX_DAYS = 15;
export const MAX_PCPUS = 512;
export const MAX_MACHINES = 64;
export const MAX_SERVICES = 64;
/** blocks of code among which one guest's operations spread, and instructions of one block (aa06.unit.max) */
export const MAX_SITES = 1024;
export const MAX_UNIT = 12;
/** requests that one device serves at once: disks are measured with up to 128 in flight */
export const MAX_CHANNELS = 128;
export const MAX_VCPUS_PER_GUEST = 64;
export const MAX_LENGTH = 2 ** 46;
/** cards of one deck of dealt demand: every draw walks through its deck */
export const MAX_DECK = 128;
/** flattened steps of one path */
export const MAX_STEPS = 256;
/** cycles of others' work that replace one cycle's worth of my cache: others stream, I reuse */
export const COLD_DIVISOR = 2;
/** while its cache is cold, a vCPU takes so many cycles for one of its own, and pays one of the debt with it */
export const WARMING = 2;
/** What of this has an effect on what anything costs, and no figure behind it: counted among the assumptions of the models. */
export const ASSUMED: Readonly<Record<string, string>> = {
  COLD_DIVISOR: 'how fast others push out of a cache what somebody left there',
  WARMING: 'how a cold cache is paid for: a part of every cycle until it is warm',
};
/** patience, in percent of the whole, below which a guest warns: 6–8 seconds of play in the levels as they are */
export const WARN_PERCENT = 30;
/** and above which it calms down again */
export const CALM_PERCENT = 40;
/** kinds of trouble in a deck, each as often as it has weight; and how often trouble may begin in a run */
export const MAX_TROUBLES = 64;
export const MAX_EPISODES = 256;
/** by how much trouble multiplies demand, also several at once: a hundredth to a hundredfold, in basis points */
export const MIN_FACTOR = 100;
export const MAX_FACTOR = 1_000_000;
/** kernel calls that one operation makes before it lets the next in line have the kernel's lock */
export const LOCK_TURN = 512;
/** fingerprints along a run */
export const MARKS = 32;
/** a capped guest gets its share once per this many cycles unless the level's knob `capPeriod` says otherwise */
export const CAP_PERIOD = 24_000_000;
