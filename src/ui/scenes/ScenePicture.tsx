/** Plays a scene a few times over and then shows its still, or shows only that. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { Drawn } from './Drawn.tsx';
import { isLate, watchPace } from './pace.ts';
import { type Actor, framesOf, type Pose, poseAt, type Scene } from './score.ts';
import './scene.css';

const transformOf = ({ x, y, scale }: Pose): string => `translate(${x}px, ${y}px) scale(${scale})`;

type Start = { current: Animation['startTime'] };

/** Whoever looks longer has seen it, and nobody looks at a page that is left open: it rests. */
const ROUNDS = 2;

const EASE = 'cubic-bezier(0.3, 0.75, 0.25, 1)';

/** All actors of a picture share the moment at which it began: `start` is filled by the first of them. */
function animate(element: SVGGElement, actor: Actor, seconds: number, start: Start): Animation {
  const frames = framesOf(actor, seconds).map((frame) => ({
    offset: Math.min(1, frame.offset),
    transform: transformOf(frame),
    opacity: frame.opacity,
    strokeDashoffset: String(1 - frame.fill),
    easing: frame.eased ? EASE : 'linear',
  }));
  const animation = element.animate(frames, { duration: seconds * 1000, iterations: ROUNDS });
  start.current ??= document.timeline.currentTime;
  animation.startTime = start.current;
  return animation;
}

type PartProps = { actor: Actor; scene: Scene; still: boolean; start: Start; rest: () => void };

function Part({ actor, scene, still, start, rest }: PartProps) {
  const group = useRef<SVGGElement>(null);
  useEffect(() => {
    const element = group.current;
    if (element === null || still || actor.beats.length === 0) return;
    const animation = animate(element, actor, scene.seconds, start);
    animation.onfinish = rest;
    return () => animation.cancel();
  }, [actor, scene, still, start, rest]);
  const pose = still ? poseAt(actor, scene.seconds, scene.still) : actor.pose;
  return (
    <g ref={group} style={{ transform: transformOf(pose), opacity: pose.opacity, strokeDashoffset: 1 - pose.fill }}>
      <Drawn drawing={actor.drawing} />
    </g>
  );
}

type Props = {
  scene: Scene;
  /** show the still only */
  still: boolean;
  /** what a screen reader says; null where the words around it say it already */
  label: string | null;
  /** where it stands in a box of another shape */
  align?: 'xMidYMid meet' | 'xMaxYMid meet';
};

export function ScenePicture({ scene, still, label, align = 'xMidYMid meet' }: Props) {
  const start = useRef<Animation['startTime']>(null);
  const [rested, setRested] = useState<Scene | null>(null);
  const rest = useCallback(() => setRested(scene), [scene]);
  const isStill = still || rested === scene || isLate();
  useEffect(() => (isStill ? undefined : watchPace(rest)), [isStill, rest]);
  return (
    <svg
      class="scene"
      data-still={isStill}
      viewBox={`${scene.left ?? 0} ${scene.top ?? 0} ${scene.width} ${scene.height}`}
      preserveAspectRatio={align}
      role="img"
      aria-label={label ?? ''}
      aria-hidden={label === null}
    >
      {scene.actors.map((actor) => (
        <Part key={actor.id} actor={actor} scene={scene} still={isStill} start={start} rest={rest} />
      ))}
    </svg>
  );
}
