import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { serve } from '../../tools/serve.mjs';

const outside = mkdtempSync(join(tmpdir(), 'serve-'));
const folder = join(outside, 'site');
mkdirSync(join(folder, 'assets'), { recursive: true });
writeFileSync(join(outside, 'secret.txt'), 'secret');
writeFileSync(join(outside, 'site-secret.txt'), 'secret');
writeFileSync(join(folder, 'index.html'), '<title>home</title>');
writeFileSync(join(folder, 'assets', 'a b.js'), 'export {};');
afterAll(() => rmSync(outside, { recursive: true }));

async function open(port = 0) {
  const site = await serve({ folder, port });
  onTestFinished(site.close);
  return site;
}

/** Asks for a path exactly as written; fetch() would tidy it first. */
function ask(
  url: string,
  path: string,
): Promise<{ status: number | undefined; type: string | undefined; body: string }> {
  return new Promise((done, failed) => {
    const { hostname, port } = new URL(url);
    const asked = request({ hostname, port, path }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        body += part;
      });
      response.on('end', () => done({ status: response.statusCode, type: response.headers['content-type'], body }));
    });
    asked.on('error', failed);
    asked.end();
  });
}

test.each([
  ['/', 200, 'text/html; charset=utf-8', '<title>home</title>'],
  ['/?seed=1', 200, 'text/html; charset=utf-8', '<title>home</title>'],
  ['/assets/a%20b.js', 200, 'text/javascript; charset=utf-8', 'export {};'],
  ['/assets', 404, 'text/plain', 'Not found'],
  ['/assets/', 404, 'text/plain', 'Not found'],
  ['/index.html/more', 404, 'text/plain', 'Not found'],
  ['/Index.html', 404, 'text/plain', 'Not found'],
  ['/../secret.txt', 404, 'text/plain', 'Not found'],
  ['/%2e%2e/secret.txt', 404, 'text/plain', 'Not found'],
  ['/..%2fsecret.txt', 404, 'text/plain', 'Not found'],
  ['/..%2fsite-secret.txt', 404, 'text/plain', 'Not found'],
  ['/%', 404, 'text/plain', 'Not found'],
  ['/%00', 404, 'text/plain', 'Not found'],
  ['//', 404, 'text/plain', 'Not found'],
])('GET %s is %d', async (path, status, type, body) => {
  const { url } = await open();
  expect(await ask(url, path)).toEqual({ status, type, body });
});

test('a port that is taken leads to the next free one', async () => {
  const first = await open();
  const second = await open(Number(new URL(first.url).port));
  expect(Number(new URL(second.url).port)).toBeGreaterThan(Number(new URL(first.url).port));
  expect((await ask(second.url, '/')).status).toBe(200);
});
