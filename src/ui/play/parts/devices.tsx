/** Devices: their names, and whether they are at work. */
import type { DeviceView, View } from '../../../session/view-model.ts';
import type { Id } from '../../../sim/index.ts';
import { useDerived, usePlay, useView } from '../context.ts';
import type { Inspection, Play, PlayPart } from '../play.ts';
import { price } from '../prices.ts';
import { Spot, Words } from '../spot.tsx';

declare module '../target.ts' {
  interface Targets {
    device: { device: Id };
  }
}

const GUIDE = 'device-model';

function stateOf({ text, format }: Play, device: DeviceView | undefined): string {
  if (device === undefined || device.busy === 0) return text.t('play.device.idle');
  return device.line > 0
    ? text.t('play.device.queued', { n: format.integer(device.line) })
    : text.t('play.device.busy');
}

function Device({ id, index }: { id: Id; index: number }) {
  const play = usePlay();
  const { text, level } = play;
  const place = useDerived(() => play.layout.value.devices[index] ?? null);
  const find = (view: View): DeviceView | undefined => view.parts.devices?.all.find((device) => device.id === id);
  const kind = find(play.view.peek())?.kind ?? 'disk';
  const name = level.has(`device.${id}`) ? level.say(`device.${id}`) : text.t(`machine.device.${kind}`);
  const state = useView((view) => stateOf(play, find(view)));
  const at = place.value;
  if (at === null) return null;
  return (
    <li>
      <Spot
        target={{ kind: 'device', device: id }}
        at={at.rect}
        name={(view) => text.t('play.name.device', { device: name, state: stateOf(play, find(view)) })}
      />
      <Words at={at.name} kind="device-name">
        {name}
      </Words>
      <Words at={at.note} kind="note centred">
        {state}
      </Words>
    </li>
  );
}

function Devices() {
  const { text } = usePlay();
  const ids = useView((view) => (view.parts.devices?.all ?? []).map(({ id }) => id).join());
  if (ids.value === '') return null;
  return (
    <ul aria-label={text.t('play.devices')}>
      {ids.value.split(',').map((id, index) => (
        <Device key={id} id={id} index={index} />
      ))}
    </ul>
  );
}

function ofDevice(play: Play, view: View, { device: id }: { device: Id }): Inspection | null {
  const device = view.parts.devices?.all.find((other) => other.id === id);
  if (device === undefined) return null;
  const { text, format, session } = play;
  const spec = session.level.setup.machines.flatMap((machine) => machine.devices).find((other) => other.id === id);
  return {
    title: text.t(`machine.device.${device.kind}`),
    what: text.t(device.busy > 0 ? 'play.device.busy' : 'play.device.idle'),
    facts: [{ label: text.t('play.inspect.queue'), value: format.integer(device.line) }],
    prices: spec === undefined ? [] : price(play, 'backend', spec.service.cost),
    guide: GUIDE,
  };
}

export const devices: PlayPart = {
  panels: [{ turn: 310, Shown: Devices }],
  targets: { device: { inspect: ofDevice, guides: [GUIDE] } },
};
