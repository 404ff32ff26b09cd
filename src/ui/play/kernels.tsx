/** Kernels that could be ported, each with what its guests lose in exits; and the table of hypercalls beside them. */
import { useComputed } from '@preact/signals';
import type { KernelPlace } from '../../session/layout.ts';
import { lostIn, profileOf } from '../../session/profile.ts';
import type { KernelView, View } from '../../session/view-model.ts';
import type { Id } from '../../sim/index.ts';
import { usePlay, useView } from './context.ts';
import { causeName, guestName, handlerName, kernelName, spoken } from './doing.ts';
import { lostByOneMore } from './goals.ts';
import { refusedName } from './names.ts';
import { ReasonSign, signOf } from './reasonSign.tsx';
import { whyNot } from './refusals.ts';
import { Face, placed, Spot, Words } from './spot.tsx';
import type { Play } from './store.ts';
import { keyOf } from './target.ts';

/** How many reasons fit beside the badges, with signs that can be read. */
const PROFILED = 2;

const find = (view: View, id: Id): KernelView | undefined => view.kernels.find((kernel) => kernel.id === id);

function stateOf(play: Play, view: View, kernel: KernelView): string {
  const { text } = play;
  if (kernel.closed) return text.t('play.kernel.closed');
  if (kernel.state === 'porting')
    return text.t('play.kernel.porting', { time: spoken(play, view, kernel.until - view.now) });
  return text.t(kernel.state === 'ported' ? 'play.kernel.ported' : 'play.kernel.asIs');
}

/** Bars by reason: which exits a port would save. The inspector has the numbers. */
function Profile({ id, at }: { id: Id; at: KernelPlace }) {
  const play = usePlay();
  const rows = useView((view) => {
    const kernel = find(view, id);
    if (kernel === undefined) return '';
    return profileOf(view, kernel)
      .slice(0, PROFILED)
      .map(({ reason, cycles }) => `${reason}:${Math.round(cycles / 50) * 50}`)
      .join();
  });
  const guests = find(play.view.peek(), id)?.guests.length ?? 1;
  const x = at.rect.x + 16 + guests * 22;
  const rect = { x, y: at.rect.y + 26, w: at.rect.x + at.rect.w - 10 - x, h: 32 };
  return (
    <span class="words profile" style={placed(rect)} aria-hidden="true">
      {rows.value
        .split(',')
        .filter(Boolean)
        .map((row) => {
          const [reason = '', cycles = '0'] = row.split(':');
          return (
            <span key={reason} class="profile-row">
              <ReasonSign reason={reason} />
              <span class="profile-bar">
                <span style={`inline-size:${Math.min(100, Number(cycles) / 50)}%`} />
              </span>
            </span>
          );
        })}
    </span>
  );
}

function PortButton({ id, at }: { id: Id; at: KernelPlace }) {
  const play = usePlay();
  const { text, session } = play;
  const state = useView((view) => find(view, id)?.state ?? 'asIs');
  const words = useView((view) => {
    const kernel = find(view, id);
    return kernel === undefined ? '' : stateOf(play, view, kernel);
  });
  const command = { do: 'port', kernel: id } as const;
  const verdict = useComputed(() => {
    void play.view.value; // a port elsewhere, or an ended level, changes the answer
    return session.can(command);
  });
  const kernel = find(play.view.peek(), id);
  if (kernel === undefined) return null;
  const from = { kind: 'kernel', kernel: id } as const;
  if (state.value !== 'asIs' || kernel.closed) {
    return (
      <Words at={at.port} kind={`kernel-state ${state.value}`}>
        {kernel.closed && !verdict.value.ok ? whyNot(text, verdict.value) : words}
      </Words>
    );
  }
  const restarts = text.t('play.kernel.restarts', { count: kernel.guests.length });
  const time = spoken(play, play.view.peek(), play.view.peek().knobs.portCycles ?? 0);
  const label = text.t('play.kernel.portName', { kernel: kernelName(play, id), time, restarts });
  return (
    <button
      type="button"
      class="small-button port"
      style={placed(at.port)}
      aria-disabled={!verdict.value.ok}
      onClick={() => {
        // the button is about to become words, so the focus goes to the card that it stood on
        if (play.command(command, from).ok) document.getElementById(keyOf(from))?.focus({ preventScroll: true });
      }}
    >
      <Face name={refusedName(play, label, verdict.value)} kind="port-face">
        <span>{text.t('play.kernel.port')}</span>
        <span class="note">{text.t('play.kernel.portTime', { time, restarts })}</span>
      </Face>
    </button>
  );
}

function Kernel({ id, index }: { id: Id; index: number }) {
  const play = usePlay();
  const { text, format } = play;
  const place = useComputed(() => play.layout.value.kernels[index] ?? null);
  const lost = useView((view) => {
    const kernel = find(view, id);
    return kernel === undefined ? '' : text.t('play.kernel.lost', { share: format.percent(lostIn(view, kernel)) });
  });
  const at = place.value;
  if (at === null) return null;
  return (
    <li>
      <Spot
        target={{ kind: 'kernel', kernel: id }}
        at={at.rect}
        kind="card"
        tip={text.t('play.tip.kernel')}
        name={(view) => {
          const kernel = find(view, id);
          if (kernel === undefined) return '';
          const guests = kernel.guests.map((guest) => guestName(play, view, guest)).join(', ');
          const state = stateOf(play, view, kernel);
          const profile = profileOf(view, kernel)
            .slice(0, PROFILED)
            .map(({ reason }) => causeName(play, reason))
            .join(', ');
          const share = format.percent(lostIn(view, kernel));
          const name = text.t('play.name.kernel', { kernel: kernelName(play, id), state, guests });
          return profile === '' ? name : `${name} ${text.t('play.kernel.lostName', { share, profile })}`;
        }}
      />
      <Words at={at.name} kind="card-title">
        <span>{kernelName(play, id)}</span>
        <span class="lost">{lost}</span>
      </Words>
      <Profile id={id} at={at} />
      <PortButton id={id} at={at} />
    </li>
  );
}

function Hypercall({ id, index }: { id: Id; index: number }) {
  const play = usePlay();
  const { text, session } = play;
  const place = useComputed(() => play.layout.value.hypercalls?.entries[index] ?? null);
  const on = useView((view) => view.hypercalls.find((call) => call.id === id)?.enabled ?? false);
  const lines = text.t('unit.lines', {
    count: play.view.peek().hypercalls.find((call) => call.id === id)?.codeLines ?? 0,
  });
  const command = useComputed(
    () => ({ do: 'setRule', rule: { reason: 'hypercall', guest: '*', handler: id }, on: !on.value }) as const,
  );
  const verdict = useComputed(() => {
    void play.view.value;
    return session.can(command.value);
  });
  /** the star that this entry would give away, '' where it gives away none */
  const givesUp = useView((view) => {
    const star = view.hypercalls.some((call) => call.id === id && !call.enabled) ? lostByOneMore(view) : null;
    return star === null ? '' : text.t('play.hypercall.givesUp', { stars: '★'.repeat(star) });
  });
  const call = handlerName(play, id);
  const at = place.value;
  if (at === null) return null;
  return (
    <li>
      <button
        type="button"
        role="switch"
        aria-checked={on}
        aria-disabled={!verdict.value.ok}
        id={`hypercall-${id}`}
        class="hypercall"
        data-tip={text.word('handler', id, {}, 'does')}
        style={placed(at)}
        onClick={() => play.command(command.value, { kind: 'hypercall', handler: id })}
        onFocus={() => play.point({ kind: 'hypercall', handler: id })}
        onBlur={() => play.point(null)}
        onPointerEnter={() => play.point({ kind: 'hypercall', handler: id })}
        onPointerLeave={() => play.point(null)}
      >
        <span class="call-letter" aria-hidden="true">
          {signOf(id).letter}
        </span>
        <Face
          name={refusedName(
            play,
            text.t(givesUp.value === '' ? 'play.name.hypercall' : 'play.name.hypercallDear', {
              call,
              lines,
              warning: givesUp.value,
            }),
            verdict.value,
          )}
          kind="call-face"
        >
          <span class="hypercall-name">{call}</span>
          {givesUp.value === '' ? <span class="note">{lines}</span> : <span class="note gives-up">{givesUp}</span>}
        </Face>
      </button>
    </li>
  );
}

export function Kernels() {
  const play = usePlay();
  const { text } = play;
  const kernels = useView((view) => (view.verbs.includes('port') ? view.kernels.map(({ id }) => id).join() : ''));
  const calls = useView((view) => view.hypercalls.map(({ id }) => id).join());
  const trusted = useView((view) => text.t('play.trusted', { lines: play.format.integer(view.trustedLines) }));
  const table = useComputed(() => play.layout.value.hypercalls);
  return (
    <>
      <ul aria-label={text.t('play.kernels')}>
        {kernels.value
          .split(',')
          .filter(Boolean)
          .map((id, index) => (
            <Kernel key={id} id={id} index={index} />
          ))}
      </ul>
      {table.value === null ? null : (
        <section aria-label={text.t('play.hypercall.title')} class="table">
          <span class="card-ground" style={placed(table.value.rect)} />
          <Words at={table.value.title} kind="card-title">
            <span>{text.t('play.hypercall.title')}</span>
            <span class="note" data-tip={text.t('metric.trustedLines.means')}>
              {trusted}
            </span>
          </Words>
          <ul>
            {calls.value.split(',').map((id, index) => (
              <Hypercall key={id} id={id} index={index} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
