/** Opens a run that somebody saved as a file, and leads to its debrief. */
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { LIMITS, type Result } from '../../session/untrusted.ts';
import type { Bp } from '../../sim/types.ts';
import { useText } from '../shell/context.ts';
import { openRun } from '../shell/openRun.ts';
import { useServices } from '../shell/services.ts';
import { FileButton } from './fileButton.tsx';
import './openRun.css';

/** What a screen says in its live region, null for nothing. */
export type Told = { words: string; isError: boolean } | null;

type Props = { kind?: 'quiet'; tell(told: Told): void };

/** A turn of the browser: it draws, and hears whoever does not want to wait. */
const turn = () => new Promise<void>((resolve) => setTimeout(resolve));

export function OpenRun({ kind, tell }: Props) {
  const { text } = useText();
  const { library, runs, router } = useServices();
  /** of the run that is being opened, null when none is */
  const passed = useSignal<Bp | null>(null);
  /** counts the files that were chosen: only the last is still wanted, and none when the screen is left */
  const wanted = useRef(0);
  useEffect(
    () => () => {
      wanted.current++;
    },
    [],
  );

  const fail = (code: string, path: string) => {
    const known = text.exists(`problem.${code}`) ? code : 'unknown';
    const problem = text.word('problem', known, { code, path });
    passed.value = null;
    tell({ words: text.t('opened.cannot', { problem }), isError: true });
  };
  const open = async (content: Result<string>) => {
    const mine = ++wanted.current;
    if (!content.ok) return fail(content.code, content.path);
    const isWanted = () => mine === wanted.current;
    const goesOn = async (share: Bp): Promise<boolean> => {
      if (isWanted()) passed.value = share;
      await turn();
      return isWanted();
    };
    tell({ words: text.t('opened.opening'), isError: false });
    const made = await openRun(content.value, { library, runs, language: text.language, goesOn }).catch(
      (problem: unknown) => {
        console.info(problem);
        return { ok: false, code: 'notFetched', path: '' } as const;
      },
    );
    if (made === null || !isWanted()) return;
    if (made.ok) router.go({ screen: 'debrief', level: made.value });
    else fail(made.code, made.path);
  };

  return (
    <>
      <FileButton words={text.t('opened.button.open')} kind={kind} most={LIMITS.runBytes} onFile={open} />
      {passed.value !== null && (
        <progress class="open-run" max={10_000} value={passed.value} aria-label={text.t('opened.opening')} />
      )}
    </>
  );
}
