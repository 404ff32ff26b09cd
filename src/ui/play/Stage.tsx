/** Everything that lies on the picture, in the order in which Tab goes through it: time, guests, the middle, the host. */
import { useMemo } from 'preact/hooks';
import type { BandForm, BandKind } from '../../session/bands.ts';
import type { Label } from '../../session/layout.ts';
import type { Int } from '../../sim/index.ts';
import { AwayNote } from './away.tsx';
import { Carried } from './carried.tsx';
import { useDerived, usePlay } from './context.ts';
import { Ending } from './ending.tsx';
import { Inspector } from './inspector.tsx';
import { LiveRegion } from './liveRegion.tsx';
import { Captions, PauseNote, Refusal } from './notes.tsx';
import type { Play, Surface } from './play.ts';
import { placed, Words } from './spot.tsx';
import { Strip } from './strip.tsx';
import { Tip } from './tip.tsx';
import { Tutorial } from './tutorial.tsx';

type Named = Label & { kind: BandKind | 'containers' | 'tenants' | 'hostKernel' | 'deviceModels' | 'map' };

/** A host kernel is the monitor's equal, or it carries the monitor and everything else. Where a monitor would be may be a map. */
function nameOfBand(kind: BandKind, form: BandForm, mapped: boolean): Named['kind'] {
  if (mapped && form === 'seam') return 'map';
  return kind === 'hostOs' && form !== 'beside' ? 'hostKernel' : kind;
}

/** As the level calls it, else by its number. */
function nameOfMachine({ level, text, view }: Play, n: Int): string {
  const id = view.peek().machines[n]?.id ?? '';
  return level.has(`machine.${id}`) ? level.say(`machine.${id}`) : text.t('play.machine', { n: n + 1 });
}

/** What bands are called. */
function Labels() {
  const play = usePlay();
  const { text } = play;
  const { labels, machines, parts } = play.layout.value;
  const mapped = parts.addressMap !== null;
  // not all who share that kernel are containers
  const tenanted = (label: Label & { kind: Named['kind'] }): Named =>
    label.kind === 'containers' && parts.walls !== null ? { ...label, kind: 'tenants' } : label;
  const models = machines.flatMap(({ beside }): Named[] =>
    beside === null ? [] : [{ kind: 'deviceModels', ...beside.appsWords }],
  );
  const named = machines.flatMap(({ bands }): Named[] => [
    ...bands.flatMap(({ kind, form, words }) => (words ? [{ kind: nameOfBand(kind, form, mapped), ...words }] : [])),
  ]);
  const titles = machines.flatMap(({ title }, n) => (title === null ? [] : [{ title, n }]));
  /** between its bands a machine is crossed by streams */
  const flatKind = titles.length > 0 ? ' thin plate' : ' thin';
  return (
    <>
      {titles.map(({ title, n }) => (
        <Words key={n} at={title} kind="machine-name">
          {nameOfMachine(play, n)}
        </Words>
      ))}
      {[...labels.map(tenanted), ...named, ...models].map(({ kind, rect, flat }) => (
        <Words key={placed(rect)} at={rect} kind={`storey-label ${kind}${flat ? flatKind : ''}`}>
          <b>{text.t(`play.band.${kind}`)}</b>
          <span>{text.t(`play.band.${kind}.sub`)}</span>
        </Words>
      ))}
    </>
  );
}

export function Stage({ surface, onEnd }: { surface: Surface; onEnd(): void }) {
  const play = usePlay();
  const { exits, back, unfolded, menu } = surface;
  const chosen = useDerived(() => play.chosen.value !== null);
  const panels = useMemo(() => play.parts.flatMap((part) => part.panels ?? []).sort((a, b) => a.turn - b.turn), [play]);
  const whole = useDerived(() => play.view.value.parts.platforms?.whole === true);
  const behind = useDerived(() => play.outcome.value !== null || menu.value);
  return (
    <div class="overlay" data-choosing={chosen}>
      <div class="machine" inert={behind}>
        {/* A press on nothing lets go of what was chosen; Escape does the same. */}
        <div class="ground" onPointerDown={() => play.choose(null)} />
        <Strip
          back={back}
          onMenu={() => {
            menu.value = true;
          }}
        />
        {whole.value ? null : <Labels />}
        <Tutorial />
        {panels.map(({ turn, Shown, over }) => (whole.value && over !== true ? null : <Shown key={turn} />))}
        {whole.value ? null : <Inspector open={unfolded} onGuide={exits.onGuide} />}
        <PauseNote />
        <Refusal />
        <Captions />
        <Tip />
      </div>
      <Carried />
      <Ending onEnd={onEnd} />
      <AwayNote />
      <LiveRegion />
    </div>
  );
}
