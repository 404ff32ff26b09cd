/** The printer's door: a press on a job spools what is left of it. */
import { type JobView, lineCosts } from '../../../session/parts/printing.ts';
import type { View } from '../../../session/view-model.ts';
import type { Command, Int } from '../../../sim/index.ts';
import { useDerived, usePlay, useView } from '../context.ts';
import { guestName, type Speaker, soonIn, spoken } from '../doing.ts';
import { polite } from '../narrate.ts';
import type { Inspection, Play, PlayPart } from '../play.ts';
import { price } from '../prices.ts';
import { Cap, Spot, Words } from '../spot.tsx';
import '../printing.css';

declare module '../target.ts' {
  interface Targets {
    /** the job of a vCPU, at the printer's door */
    job: { task: Int };
    spoolFile: object;
  }
}

const GUIDE = 'spooling';
const LINE = 18;

const jobs = ({ parts }: Pick<View, 'parts'>): readonly JobView[] => parts.printing?.jobs ?? [];
const jobOf = (view: Pick<View, 'parts'>, task: Int): JobView | undefined =>
  jobs(view).find((job) => job.task === task);
const spoolIt = (task: Int): Command => ({ do: 'spool', task });

/** What costs nobody a cycle is written in grey. */
const waitingClass = (costs: boolean): string => (costs ? 'job-waiting' : 'job-waiting busy');

function jobName(speaker: Speaker, view: View, job: JobView | undefined): string {
  if (job === undefined) return '';
  const args = {
    guest: guestName(speaker, view, job.guest),
    records: job.records,
    price: spoken(speaker, view, job.price),
    waiting: spoken(speaker, view, job.waiting),
  };
  return speaker.text.t(job.holds ? 'play.name.jobHolds' : 'play.name.jobWaits', args);
}

function Job({ task }: { task: Int }) {
  const play = usePlay();
  const { text } = play;
  const slot = useView((view) => jobs(view).findIndex((job) => job.task === task));
  const guest = useView((view) => jobOf(view, task)?.guest ?? -1);
  const name = useView((view) => guestName(play, view, guest.value));
  const is = useView((view) => {
    if (jobOf(view, task)?.holds !== true) return text.t('play.job.waits');
    // whoever holds the printer prints only while it runs
    const runs = view.guests.some(({ vcpus }) => vcpus.some((one) => one.task === task && one.place === 'socket'));
    return text.t(runs ? 'play.job.holds' : 'play.job.stands');
  });
  const waiting = useView((view) => soonIn(play, view, jobOf(view, task)?.waiting ?? 0));
  const costs = useView(lineCosts);
  const cost = useView((view) => soonIn(play, view, jobOf(view, task)?.price ?? 0));
  const at = useDerived(() => play.layout.value.parts.printing?.slots[slot.value] ?? null).value;
  if (at === null) return null;
  const line = (n: number): typeof at => ({ x: at.x + 12, y: at.y + 4 + n * LINE, w: at.w - 20, h: LINE });
  return (
    <>
      <Spot
        target={{ kind: 'job', task }}
        at={at}
        kind="job"
        tip={text.t('verb.spool.means')}
        name={(view) => jobName(play, view, jobOf(view, task))}
      />
      <Words at={line(0)} kind="job-words">
        <span class="job-name">
          <kbd>{guest.value + 1}</kbd> {name}
        </span>{' '}
        <span class="job-is">{is}</span>
      </Words>
      <Words at={{ ...line(3), y: at.y + at.h - LINE - 3 }} kind="job-words figures">
        <span class={waitingClass(costs.value)}>{waiting}</span> <span class="job-cost">{cost}</span>
      </Words>
    </>
  );
}

/** All jobs, the file, and what the bars of a card mean. */
function Door() {
  const play = usePlay();
  const { text } = play;
  const tasks = useView((view) =>
    jobs(view)
      .map(({ task }) => task)
      .join(),
  );
  const place = useDerived(() => play.layout.value.parts.printing);
  const filed = useView(({ parts }) =>
    text.t('play.job.filed', { n: parts.printing?.filed ?? 0, room: parts.printing?.room ?? 0 }),
  );
  const costs = useView(lineCosts);
  const at = place.value;
  if (at === null) return null;
  const { file, slots } = at;
  const list = tasks.value === '' ? [] : tasks.value.split(',').map(Number);
  /** what the bars are, behind the last in line */
  const free = slots[Math.max(1, list.length)];
  return (
    <>
      {list.map((task) => (
        <Job key={task} task={task} />
      ))}
      <Spot
        target={{ kind: 'spoolFile' }}
        at={file}
        tip={text.t('play.job.fileMeans')}
        name={({ parts }) =>
          text.t('play.name.file', { n: parts.printing?.filed ?? 0, room: parts.printing?.room ?? 0 })
        }
      />
      <Words at={{ x: file.x + 8, y: file.y + 4, w: file.w - 16, h: LINE }} kind="job-words">
        <span class="job-name">{text.t('play.job.file')}</span>
      </Words>
      <Words at={{ x: file.x + 8, y: file.y + 26, w: file.w - 16, h: LINE }} kind="job-words">
        {filed}
      </Words>
      {free === undefined ? null : (
        <Words at={{ ...free, y: free.y + 5, h: free.h - 6 }} kind="job-legend">
          <span class="job-door">
            {text.t('play.job.door')} <Cap action="spool" />
          </span>
          <span class={waitingClass(costs.value)} data-tip={text.t('play.job.lineMeans')}>
            {text.t('play.job.line')}
          </span>
          <span class="job-cost" data-tip={text.t('play.job.priceMeans')}>
            {text.t('play.job.price')}
          </span>
        </Words>
      )}
    </>
  );
}

function inspectJob(play: Play, view: View, task: Int): Inspection | null {
  const job = jobOf(view, task);
  if (job === undefined) return null;
  const { text, format } = play;
  return {
    title: text.t('play.job.title', { guest: guestName(play, view, job.guest) }),
    what: text.t('verb.spool.means'),
    facts: [
      { label: text.t('play.job.recordsLeft'), value: format.integer(job.records) },
      { label: text.t('play.job.left'), value: spoken(play, view, job.left) },
      { label: text.t('play.job.behind'), value: format.integer(job.behind) },
      { label: text.t('play.job.keep'), value: spoken(play, view, job.waiting) },
      { label: text.t('play.job.cost'), value: spoken(play, view, job.price) },
    ],
    prices: price(play, 'backend', 'spool.record'),
    guide: GUIDE,
  };
}

export const printing: PlayPart = {
  panels: [{ turn: 245, Shown: Door }],
  targets: {
    job: {
      inspect: (play, view, { task }) => inspectJob(play, view, task),
      guides: [GUIDE],
      rect: ({ parts }) => parts.printing?.slots[0] ?? null,
    },
    spoolFile: {
      inspect: (play, { parts }) =>
        parts.printing === null
          ? null
          : {
              title: play.text.t('play.name.file', { n: parts.printing.filed, room: parts.printing.room }),
              what: play.text.t('play.job.fileMeans'),
              facts: [],
              prices: price(play, 'backend', 'printer.record'),
              guide: GUIDE,
            },
      guides: [GUIDE],
      rect: ({ parts }) => parts.printing?.file ?? null,
    },
  },
  acts: (_, pressed) => (pressed.kind === 'job' ? spoolIt(pressed.task) : null),
  /** a guest's number spools its job */
  digits: {
    first: 1,
    most: 9,
    verbs: ['spool'],
    take(play, index) {
      const job = jobs(play.view.peek()).find(({ guest }) => guest === index);
      return job !== undefined && play.command(spoolIt(job.task), { kind: 'job', task: job.task }).ok;
    },
  },
  actions: {
    spool({ play }) {
      const job = jobs(play.view.peek()).find(({ holds }) => holds);
      if (job !== undefined) play.command(spoolIt(job.task), { kind: 'job', task: job.task });
    },
  },
  narration: {
    printerAwaited: (speaker, view, { guest }) =>
      polite(speaker.text.t('event.printerAwaited', { guest: guestName(speaker, view, guest) })),
    jobSpooled: (speaker, view, { guest, records }) =>
      polite(speaker.text.t('event.jobSpooled', { guest: guestName(speaker, view, guest), records })),
  },
  watches(view, mix) {
    for (const { task, records, holds } of jobs(view)) {
      mix(task);
      mix(records);
      mix(holds);
    }
    mix(view.parts.printing?.filed ?? 0);
  },
  points: ({ job }, { parts }) => (job === undefined ? null : (parts.printing?.slots[job] ?? null)),
};
