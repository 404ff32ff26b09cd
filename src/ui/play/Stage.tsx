/** Everything that lies on the picture, in the order in which Tab goes through it: time, guests, the middle, the host. */
import { useComputed } from '@preact/signals';
import { Applicant } from './applicant.tsx';
import { AwayNote } from './away.tsx';
import { usePlay } from './context.ts';
import { Devices } from './devices.tsx';
import { Ending } from './ending.tsx';
import { Exits } from './exits.tsx';
import { Guests } from './guests.tsx';
import { Inspector } from './inspector.tsx';
import { Kernels } from './kernels.tsx';
import { Latch } from './latch.tsx';
import { LimitsPanel } from './limitsPanel.tsx';
import { LiveRegion } from './liveRegion.tsx';
import { Captions, PauseNote, Refusal } from './notes.tsx';
import { QuestionPanel } from './questionPanel.tsx';
import { SharedKernel } from './shared.tsx';
import { Sockets } from './sockets.tsx';
import { Words } from './spot.tsx';
import { Strip } from './strip.tsx';
import type { Surface } from './surface.ts';
import { Tip } from './tip.tsx';
import { Tutorial } from './tutorial.tsx';
import { Wires } from './wires.tsx';

/** What the storeys are called, at the left edge. */
function Labels() {
  const play = usePlay();
  const { text } = play;
  const { labels, band, middle } = play.layout.value;
  const upper = band === 'sharedKernel' ? 'containers' : 'guests';
  const thin = { ...labels.middle, y: middle.y, h: middle.h };
  const label = (
    rect: typeof labels.guests,
    which: 'guests' | 'containers' | 'monitor' | 'sharedKernel' | 'hardware',
  ) => (
    <Words at={rect} kind={`storey-label ${which}${rect === thin ? ' thin' : ''}`}>
      <b>{text.t(`play.band.${which}`)}</b>
      <span>{text.t(`play.band.${which}.sub`)}</span>
    </Words>
  );
  return (
    <>
      {label(labels.guests, upper)}
      {label(band === 'none' ? thin : labels.middle, band === 'sharedKernel' ? 'sharedKernel' : 'monitor')}
      {label(labels.host, 'hardware')}
    </>
  );
}

export function Stage({ surface, onEnd }: { surface: Surface; onEnd(): void }) {
  const play = usePlay();
  const { exits, back, unfolded, menu } = surface;
  const chosen = useComputed(() => play.chosen.value !== null);
  const ended = useComputed(() => play.outcome.value !== null);
  return (
    <div class="overlay" data-choosing={chosen} data-band={play.layout.value.band}>
      <div class="machine" inert={ended}>
        {/* A press on nothing lets go of what was chosen; Escape does the same. */}
        <div class="ground" onPointerDown={() => play.choose(null)} />
        <Strip
          back={back}
          onMenu={() => {
            menu.value = true;
          }}
        />
        <Labels />
        <Tutorial />
        <Guests />
        <Applicant />
        <SharedKernel />
        <Wires />
        <Kernels />
        <Exits />
        <QuestionPanel />
        <Latch />
        <Sockets />
        <Devices />
        <LimitsPanel />
        <Inspector open={unfolded} onGuide={exits.onGuide} />
        <PauseNote />
        <Refusal />
        <Captions />
        <Tip />
      </div>
      <Ending onEnd={onEnd} />
      <AwayNote />
      <LiveRegion />
    </div>
  );
}
