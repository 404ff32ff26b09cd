/** Texts that leave the game and come into it: files and the clipboard, each of which a browser may refuse. */

import { bad, good, type Result } from '../../session/untrusted.ts';

/** The text of a file of at most so many bytes. Problems: `tooLarge`, `unreadable`. */
export async function textOf(file: File, most: number): Promise<Result<string>> {
  if (file.size > most) return bad('tooLarge');
  try {
    return good(await file.text());
  } catch (refused) {
    console.info(refused);
    return bad('unreadable');
  }
}

/** Offers a text as a file to keep. */
export function downloadText(name: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has its own reference by then; a minute is long enough for the slowest.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** False where the browser does not let the page write to the clipboard, as in many frames. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (refused) {
    console.info(refused);
    return false;
  }
}
