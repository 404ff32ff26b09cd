/**
 * The Content-Security-Policy of the built page, in the page itself, since the hosts that the game is meant for send no
 * headers of ours. Nothing is loaded from elsewhere and nothing runs that did not come with the game: what stands in the
 * page (where all of it is one file) is named by its hash. Who may frame the page is left open, as a page cannot say that
 * itself, and hosts of games do it.
 */
import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

const INLINE = /<(script|style)\b([^>]*)>([\s\S]*?)<\/\1>/g;

/** The hashes of what stands in a page between its tags, by tag. A script with an address has nothing there. */
function hashesIn(html: string): Record<'script' | 'style', string[]> {
  const found: Record<'script' | 'style', string[]> = { script: [], style: [] };
  for (const [, tag, attributes = '', content = ''] of html.matchAll(INLINE)) {
    if (/\ssrc\s*=/.test(attributes)) continue;
    const hash = `'sha256-${createHash('sha256').update(content.replaceAll('\r\n', '\n')).digest('base64')}'`;
    found[tag === 'style' ? 'style' : 'script'].push(hash);
  }
  return found;
}

/** `inline`: everything is in the page, so that pictures, fonts and sounds are data, and nothing at all is fetched. */
export function policyOf(html: string, inline: boolean): string {
  const { script, style } = hashesIn(html);
  const own = inline ? [] : ["'self'"];
  return Object.entries({
    'default-src': ["'none'"],
    'script-src': [...own, ...script],
    'style-src': [...own, ...style],
    'img-src': [...own, 'data:', 'blob:'],
    'font-src': [...own, 'data:'],
    'media-src': [...own, 'data:', 'blob:'],
    'connect-src': [...own, 'data:', 'blob:'],
    'base-uri': ["'none'"],
    'form-action': ["'none'"],
  })
    .map(([what, from]) => `${what} ${from.join(' ')}`)
    .join('; ');
}

const CHARSET = '<meta charset="utf-8" />';

/** The page with its policy, as early as it may stand: behind its character set. */
export function withPolicy(html: string, inline: boolean): string {
  if (!html.includes(CHARSET)) throw new Error(`index.html has no ${CHARSET}`);
  const policy = `<meta http-equiv="Content-Security-Policy" content="${policyOf(html, inline)}" />`;
  return html.replace(CHARSET, () => `${CHARSET}\n    ${policy}`);
}

/** Adds the policy to a build, when everything else is in the page. */
export function policyPlugin({ inline }: { inline: boolean }): Plugin {
  return {
    name: 'ring-minus-one:content-policy',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const page = bundle['index.html'];
        if (page?.type === 'asset') page.source = withPolicy(String(page.source), inline);
      },
    },
  };
}
