/** Asks before something that cannot be undone. The browser's own dialog keeps the focus inside and gives it back. */
import { useEffect, useId, useRef } from 'preact/hooks';

type Props = { words: string; yes: string; no: string; onYes(): void; onNo(): void };

export function Ask({ words, yes, no, onYes, onNo }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    return () => {
      element?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onNo();
      }}
    >
      <div class="stack">
        <p id={id}>{words}</p>
        <div class="row">
          <button type="button" class="button" onClick={onNo}>
            {no}
          </button>
          <button type="button" class="button" data-kind="danger" onClick={onYes}>
            {yes}
          </button>
        </div>
      </div>
    </dialog>
  );
}
