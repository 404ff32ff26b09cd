/** Whom a key press is meant for. */

/** Is a key press meant for a field rather than for the game? */
export function isTyping(event: Pick<KeyboardEvent, 'target' | 'key' | 'isComposing'>): boolean {
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  if (event.isComposing) return true; // even Escape is the input method's
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return event.key !== 'Escape';
  if (target instanceof HTMLInputElement) {
    const isText = !['checkbox', 'radio', 'range', 'button', 'file'].includes(target.type);
    return isText && event.key !== 'Escape';
  }
  return target.isContentEditable;
}

/** Would Enter press what has the focus? Then it means nothing else. */
export function isControl(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest('a, button, input, select, summary, textarea, [role="slider"]') !== null
  );
}
