import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../../parts/icon.tsx';
import { useText } from '../../shell/context.ts';
import { CostList } from './CostList.tsx';
import { GuideLinks } from './GuideLinks.tsx';
import { Others } from './Others.tsx';
import { Published } from './Published.tsx';
import { Timeline } from './Timeline.tsx';
import { Tries } from './Tries.tsx';

/** Whoever opened it once finds it open after the next run. */
const open = signal(false);

/** Everything else, below the fold. */
export function Fold() {
  const { text } = useText();
  const fold = useRef<HTMLButtonElement>(null);
  const pressed = useRef(false);
  // what was asked for is below what can be seen: the page goes there, the button on top
  useEffect(() => {
    if (open.value && pressed.current) fold.current?.scrollIntoView();
    pressed.current = false;
  }, [open.value]);
  return (
    <>
      <button
        ref={fold}
        type="button"
        class="button debrief-fold"
        data-kind="quiet"
        aria-expanded={open.value}
        aria-controls="debrief-more"
        onClick={() => {
          pressed.current = true;
          open.value = !open.value;
        }}
      >
        <Icon name={open.value ? 'minus' : 'plus'} />
        {text.t(open.value ? 'debrief.button.less' : 'debrief.button.more')}
        <span class="muted debrief-small">{text.t('debrief.moreHint')}</span>
      </button>
      <div class="debrief-more" id="debrief-more" hidden={!open.value}>
        {open.value && (
          <>
            <Timeline />
            <CostList />
            <div class="debrief-pair">
              <Tries />
              <Published />
            </div>
            <Others />
            <GuideLinks />
          </>
        )}
      </div>
    </>
  );
}
