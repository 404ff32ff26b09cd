/** The campaign as a core sample: six strata, each with its own band structure, and the levels found in it. */
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Id } from '../../../sim/types.ts';
import { isChord, nameOf } from '../../keys/press.ts';
import { OpenRun, type Told } from '../../parts/OpenRun.tsx';
import { Ways } from '../../parts/Ways.tsx';
import { useText } from '../../shell/context.ts';
import { Screen } from '../../shell/Screen.tsx';
import { useServices } from '../../shell/services.ts';
import { isControl } from '../../shell/typing.ts';
import { startOf } from '../start.ts';
import { LevelCard } from './LevelCard.tsx';
import { LevelDetail } from './LevelDetail.tsx';
import { isDirection, type MapAct, mapOf, neighbour, placeOn, roman } from './model.ts';
import { StratumPicture } from './StratumPicture.tsx';
import './map.css';

type StratumProps = {
  act: MapAct;
  index: number;
  current: Id | null;
  onPoint(level: Id): void;
  onEnter(level: Id): void;
};

function Stratum({ act, index, current, onPoint, onEnter }: StratumProps) {
  const { text } = useText();
  return (
    <li class="map-act" data-open={act.open} data-act={act.id} data-next={act.levels.some((level) => level.next)}>
      <div class="map-core">
        <StratumPicture act={act.id} />
      </div>
      <div class="map-act-name">
        <span class="map-roman" aria-hidden="true">
          {roman(index + 1)}
        </span>
        <h2>{text.word('map.act', act.id, {}, 'title')}</h2>
        <p class="figures">{text.word('map.act', act.id, {}, 'years')}</p>
      </div>
      <ol class="map-levels">
        {act.levels.map((level) => (
          <LevelCard
            key={level.id}
            level={level}
            current={level.id === current}
            onPoint={() => onPoint(level.id)}
            onEnter={() => onEnter(level.id)}
          />
        ))}
      </ol>
    </li>
  );
}

export function MapScreen() {
  const { text } = useText();
  const { library, save, settings, router, runs, sound } = useServices();
  const map = mapOf(library.campaign, library.built, save.value, settings.settings.value.openAll);
  const first = map.acts[0]?.levels[0]?.id ?? null;
  const pointed = useSignal<Id | null>(null);
  const current = pointed.value ?? placeOn(map, runs.current.value?.session.level.id ?? null) ?? first;
  const told = useSignal<Told>(null);
  const list = useRef<HTMLOListElement>(null);

  const enter = (id: Id) => {
    const level = map.acts.flatMap((act) => act.levels).find((one) => one.id === id);
    if (level === undefined || level.access === 'toCome' || level.access === 'locked') return;
    sound('uiClick');
    router.go(startOf(library.campaign, save.value, id));
  };
  // Wherever the focus is: the map is the only thing here that arrows can mean.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || current === null || isChord(event)) return;
      const name = nameOf(event);
      if (isDirection(name)) {
        const target = neighbour(map.acts, current, name);
        pointed.value = target;
        list.current?.querySelector<HTMLElement>(`[data-level="${target}"]`)?.focus();
      } else if (name === 'Enter' && !isControl(event.target)) enter(current);
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  });

  return (
    <Screen
      name="map"
      heading={text.t('map.heading')}
      aside={<p class="map-stars">{text.t('map.stars', { stars: map.stars, all: map.allStars })}</p>}
      actions={
        <>
          <p role="status" class="map-told" data-error={told.value?.isError}>
            {told.value?.words}
          </p>
          <OpenRun
            kind="quiet"
            tell={(words) => {
              told.value = words;
            }}
          />
          <Ways />
        </>
      }
    >
      <ol class="map-acts" ref={list}>
        {map.acts.map((act, index) => (
          <Stratum
            key={act.id}
            act={act}
            index={index}
            current={current}
            onPoint={(id) => {
              pointed.value = id;
            }}
            onEnter={enter}
          />
        ))}
      </ol>
      <LevelDetail map={map} level={current} onEnter={enter} />
    </Screen>
  );
}
