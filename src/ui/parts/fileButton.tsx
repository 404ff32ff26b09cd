/** A button that asks for a file. The browser's own control lies in it unseen, so that keys and screen readers know it. */
import type { Result } from '../../session/untrusted.ts';
import { Icon } from './icon.tsx';
import { textOf } from './transfer.ts';
import './fileButton.css';

type Props = {
  words: string;
  kind?: 'quiet' | undefined;
  /** bytes: what is larger is not even opened */
  most: number;
  /** the text of the file, or `tooLarge` or `unreadable` */
  onFile(content: Result<string>): void;
};

export function FileButton({ words, kind, most, onFile }: Props) {
  const take = async (input: HTMLInputElement) => {
    const file = input.files?.[0];
    if (file === undefined) return;
    input.value = ''; // the same file may be chosen again
    onFile(await textOf(file, most));
  };
  return (
    <label class="button file-button" data-kind={kind}>
      <Icon name="upload" />
      {words}
      <input
        type="file"
        accept=".json,.txt,application/json,text/plain"
        onChange={(event) => take(event.currentTarget)}
      />
    </label>
  );
}
