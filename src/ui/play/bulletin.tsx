/** What has just happened to somebody, over the picture for a while: what is too important for the run's log alone. */
import { useEffect, useState } from 'preact/hooks';
import type { Rect } from '../../session/layout.ts';
import type { View } from '../../session/view-model.ts';
import type { SimEvent } from '../../sim/index.ts';
import { usePlay } from './context.ts';
import { Words } from './spot.tsx';

/** milliseconds */
const SHOWN = 6000;

type BulletinProps = {
  /** null: there is no room for it now */
  at: Rect | null;
  /** '' where an event is not told of */
  wordsOf: (event: SimEvent, view: View) => string;
};

/** @param wordsOf the same function each time, since the run is listened to with it */
export function Bulletin({ at, wordsOf }: BulletinProps) {
  const { session } = usePlay();
  const [said, say] = useState({ n: 0, words: '' });
  useEffect(
    () =>
      session.listen((event) => {
        const words = wordsOf(event, session.view());
        if (words !== '') say(({ n }) => ({ n: n + 1, words }));
      }),
    [session, wordsOf],
  );
  useEffect(() => {
    if (said.words === '') return undefined;
    const timer = setTimeout(() => say(({ n }) => ({ n, words: '' })), SHOWN);
    return () => clearTimeout(timer);
  }, [said.n]);
  if (at === null || said.words === '') return null;
  return (
    <Words at={at} kind="panicked">
      {said.words}
    </Words>
  );
}
