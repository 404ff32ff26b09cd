/**
 * Classic WebDriver tells nothing of a page's console. So the page under test gets one more script, before all others and
 * before any policy of its own is read, which keeps what would be seen there.
 */

/** In the page. What it hears can be had from `window.heard`. */
function listen(): void {
  const heard: string[] = [];
  const { error } = console;
  console.error = (...said: unknown[]) => {
    heard.push(`console: ${said.map(String).join(' ')}`);
    error.apply(console, said);
  };
  window.addEventListener(
    'error',
    ({ message, target }) => {
      heard.push(
        target instanceof HTMLElement ? `not loaded: ${target.outerHTML.slice(0, 120)}` : `exception: ${message}`,
      );
    },
    true,
  );
  window.addEventListener('unhandledrejection', ({ reason }) => heard.push(`rejection: ${String(reason)}`));
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    heard.push(`policy: ${violatedDirective} ${blockedURI}`),
  );
  Object.assign(window, { heard });
}

/** The page with that script. */
export function listening(html: string): string {
  if (!html.includes('<head>')) throw new Error('no head to put the script into');
  return html.replace('<head>', `<head><script>(${listen})()</script>`);
}
