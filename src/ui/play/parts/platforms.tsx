/** Platforms: a rack from outside, into each of whose hosts one can go, and who comes next. */
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Rect, TowerPlace } from '../../../session/layout.ts';
import type { RackPlace } from '../../../session/parts/platforms.ts';
import type { View } from '../../../session/view-model.ts';
import type { Id, Int } from '../../../sim/index.ts';
import { useDerived, usePlay, useSteady, useView } from '../context.ts';
import { type Speaker, soonIn } from '../doing.ts';
import { machineName } from '../mixing.ts';
import { assertive, polite } from '../narrate.ts';
import type { Inspection, Play, PlayPart } from '../play.ts';
import { hostName, hostsIn, isWhole, lookAt, next, platformName, platformSays, toggle } from '../rack.ts';
import { HostBox } from '../rackHost.tsx';
import { WallsInside } from '../rackTenant.tsx';
import { Cap, Face, placed } from '../spot.tsx';
import { trustName } from '../wallCard.tsx';
import '../rack.css';

declare module '../target.ts' {
  interface Targets {
    /** a host of a rack */
    rackHost: { machine: Int };
  }
}

const GUIDE = 'platform';

/** Milliseconds after which a run without a tutorial leaves the machine with which it begins. */
const LEAVES = 1600;
/** seconds of the machine after which it is no beginning any more */
const LEFT_AFTER = 3;

/** Of somebody who has not asked yet. */
function nameOf({ level, session }: Pick<Play, 'level' | 'session'>, guest: Int): string {
  const id = session.level.setup.guests[guest]?.id ?? '';
  return level.has(`guest.${id}`) ? level.say(`guest.${id}`) : id;
}

/** Whoever comes within the time that is known: the order book. */
function Next({ at }: { at: RackPlace['coming'] }) {
  const play = usePlay();
  const { text } = play;
  const list = useSteady(() => {
    const view = play.view.value;
    return (view.parts.platforms?.coming ?? []).map(({ guest, trust, closed, in: left }) => {
      const args = { guest: nameOf(play, guest), trust: trustName(play, trust), time: soonIn(play, view, left) };
      const said = text.t(closed ? 'play.rack.comesClosed' : 'play.rack.comes', args);
      return { index: guest, kind: trust, words: args.trust, time: args.time, closed, said };
    });
  });
  return (
    <section class="rack-coming" style={placed(at)} aria-label={text.t('play.rack.coming')}>
      <h2>{text.t('play.rack.coming')}</h2>
      <ul>
        {list.value.map(({ index, kind, words, time, closed, said }) => (
          <li key={index} data-trust={kind} data-tip={said}>
            <Face name={said} kind="rack-comer">
              <span>
                {words} {closed ? <em>{text.t('play.rack.closed')}</em> : null}
              </span>
              <small>{time}</small>
            </Face>
          </li>
        ))}
        {list.value.length === 0 ? <li class="note">{text.t('play.rack.nobody')}</li> : null}
      </ul>
    </section>
  );
}

/** The rack. The machine in which one was becomes one of its boxes: the picture shrinks to where that stands. */
function Whole({ place }: { place: RackPlace }) {
  const play = usePlay();
  const count = useView((view) => hostsIn(view).length);
  return (
    <section class="rack" style={placed(place.rack)} aria-label={play.text.t('play.rack.title')}>
      {place.boxes.slice(0, count.value).map((at, machine) => (
        <HostBox key={machine} machine={machine} at={{ ...at, x: at.x - place.rack.x, y: at.y - place.rack.y }} />
      ))}
      <Next at={{ ...place.coming, x: place.coming.x - place.rack.x, y: place.coming.y - place.rack.y }} />
    </section>
  );
}

/** Inside: the way out. */
function Out({ at }: { at: Rect }) {
  const play = usePlay();
  const { text } = play;
  const name = useView((view) => {
    const { inside = 0, hosts = [] } = view.parts.platforms ?? {};
    const platform = hosts[inside]?.platform ?? '';
    const machine = hostName(play, view, inside);
    return platform === '' ? machine : `${machine} · ${platformName(play, platform)}`;
  });
  return (
    <div class="rack-out" style={placed(at)}>
      <b>{name}</b>
      <button type="button" class="small-button" onClick={() => lookAt(play, null)}>
        {text.t('play.rack.out')} <Cap action="rack" />
      </button>
    </div>
  );
}

function Rack() {
  const play = usePlay();
  const whole = useView(isWhole);
  const place = useDerived(() => play.layout.value.parts.platforms);
  const inside = useView(({ parts }) => parts.platforms?.inside ?? 0);
  const mark = useRef<HTMLSpanElement>(null);
  const box = place.value?.boxes[inside.value];

  // the picture under all words shrinks to the box, and grows out of it again
  useLayoutEffect(() => {
    const stage = mark.current?.closest<HTMLElement>('.stage');
    if (stage == null || box === undefined) return undefined;
    stage.style.setProperty('--box-x', String(box.x));
    stage.style.setProperty('--box-y', String(box.y));
    stage.style.setProperty('--box-by', String(box.h / 720));
    stage.toggleAttribute('data-rack', true);
    stage.toggleAttribute('data-whole', whole.value);
    return () => {
      stage.removeAttribute('data-rack');
      stage.removeAttribute('data-whole');
    };
  }, [whole.value, box?.x, box?.y, box?.h]);

  // where nobody is told to step back, the camera does it by itself, once
  const told = useDerived(() => play.lesson.value !== null);
  useEffect(() => {
    const { now, hz } = play.view.peek();
    if (told.value || now > LEFT_AFTER * hz) return undefined;
    const timer = setTimeout(() => {
      if (!isWhole(play.view.peek())) lookAt(play, null);
    }, LEAVES);
    return () => clearTimeout(timer);
  }, [told.value, play]);

  if (place.value === null) return null;
  return (
    <>
      <span ref={mark} hidden />
      {whole.value ? <Whole place={place.value} /> : <Out at={place.value.out} />}
    </>
  );
}

/** In other levels walls are seen elsewhere, or there are none. */
function InTower({ guest, at }: { guest: Int; at: TowerPlace }) {
  const play = usePlay();
  return play.view.peek().parts.platforms === null ? null : <WallsInside guest={guest} at={at} />;
}

const named = (speaker: Speaker, view: View, machine: Int, platform: Id) => ({
  platform: platformName(speaker, platform),
  machine: hostName(speaker, view, machine),
});

export const platforms: PlayPart = {
  panels: [{ turn: 108, Shown: Rack, over: true }],
  AtGuest: InTower,
  targets: {
    rackHost: {
      inspect(play, view, { machine }): Inspection | null {
        const host = hostsIn(view)[machine];
        if (host === undefined) return null;
        return {
          title: machineName(play, view, machine),
          what: host.platform === '' ? play.text.t('play.rack.none') : platformSays(play, host.platform, 'in'),
          facts: [],
          prices: [],
          guide: GUIDE,
        };
      },
      guides: [GUIDE],
      rect: ({ parts }, { machine }) => parts.platforms?.boxes[machine] ?? null,
    },
  },
  actions: {
    rack: ({ play }) => toggle(play),
    rackNext: ({ play }) => next(play),
  },
  narration: {
    platformChosen: (speaker, view, { machine, platform }) =>
      polite(speaker.text.t('event.platformChosen', named(speaker, view, machine, platform))),
    platformReady: (speaker, view, { machine, platform }) =>
      assertive(speaker.text.t('event.platformReady', named(speaker, view, machine, platform))),
  },
  watches(view, mix) {
    mix(isWhole(view));
    mix(view.parts.platforms?.inside ?? 0);
    for (const { platform, until, tenants } of hostsIn(view)) {
      mix(platform);
      mix(until);
      mix(tenants.join());
    }
  },
  points({ box }, { parts }, view) {
    if (box === undefined || parts.platforms === null) return null;
    if (!isWhole(view)) return parts.platforms.out;
    return parts.platforms.boxes[box] ?? null;
  },
};
