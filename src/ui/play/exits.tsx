/** The exits themselves: each that waits can be chosen, which brings its question up. */
import type { Int } from '../../sim/index.ts';
import { useDerived, usePlay, useView } from './context.ts';
import { nameOfExit } from './names.ts';
import { around } from './places.ts';
import { openExits } from './question.ts';
import { Spot } from './spot.tsx';

function Exit({ task }: { task: Int }) {
  const play = usePlay();
  const place = useDerived(() => {
    const exit = play.view.value.parts.exits?.open.find((other) => other.task === task);
    if (exit === undefined) return null;
    const { sockets, towers } = play.layout.value;
    return sockets[exit.pcpu]?.held.exit ?? towers[exit.guest]?.parked ?? null;
  });
  if (place.value === null) return null;
  return (
    <Spot
      target={{ kind: 'exit', task }}
      at={around(place.value, 40)}
      kind="round"
      name={(view) => {
        const exit = view.parts.exits?.open.find((other) => other.task === task);
        return exit === undefined ? '' : nameOfExit(play, view, exit);
      }}
    />
  );
}

export function Exits() {
  const tasks = useView((view) =>
    openExits(view)
      .map(({ task }) => task)
      .join(),
  );
  return (
    <>
      {tasks.value
        .split(',')
        .filter(Boolean)
        .map(Number)
        .map((task) => (
          <Exit key={task} task={task} />
        ))}
    </>
  );
}
