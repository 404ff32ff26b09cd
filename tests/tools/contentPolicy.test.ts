import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { policyOf, withPolicy } from '../../tools/contentPolicy.ts';

const sha256 = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const page = (inside: string): string => `<!doctype html><head><meta charset="utf-8" />${inside}</head>`;
const part = (policy: string, what: string): string | undefined =>
  policy.split('; ').find((one) => one.startsWith(`${what} `));

test('files of the game may be loaded, and nothing may stand in the page', () => {
  const policy = policyOf(page('<script type="module" src="./a.js"></script>'), false);
  expect(part(policy, 'script-src')).toBe("script-src 'self'");
  expect(part(policy, 'style-src')).toBe("style-src 'self'");
  expect(part(policy, 'default-src')).toBe("default-src 'none'");
  expect(policy).not.toContain('unsafe');
});

test('in one file what stands there is named by its hash, and nothing is loaded', () => {
  const script = 'const tag = "<style>not one</style>";\nrun(tag);';
  const policy = policyOf(page(`<script type="module">${script}</script><style>b { top: 0 }</style>`), true);
  expect(part(policy, 'script-src')).toBe(`script-src ${sha256(script)}`);
  expect(part(policy, 'style-src')).toBe(`style-src ${sha256('b { top: 0 }')}`);
  expect(policy).not.toContain("'self'");
});

test('the policy comes before everything that it is about', () => {
  const html = withPolicy(page('<script src="./a.js"></script>'), false);
  expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<script'));
  expect(html.indexOf('charset')).toBeLessThan(html.indexOf('Content-Security-Policy'));
  expect(() => withPolicy('<html></html>', false)).toThrow('charset');
});
