import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, type RequestOptions, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, onTestFinished, test, vi } from 'vitest';
import { serve } from '../../tools/serve.mjs';

const outside = mkdtempSync(join(tmpdir(), 'serve-'));
const folder = join(outside, 'site');
mkdirSync(join(folder, 'assets'), { recursive: true });
writeFileSync(join(outside, 'secret.txt'), 'secret');
writeFileSync(join(outside, 'site-secret.txt'), 'secret');
writeFileSync(join(folder, 'index.html'), '<title>home</title>');
writeFileSync(join(folder, 'assets', 'a b.js'), 'export {};');
writeFileSync(join(folder, '.env'), 'secret');
mkdirSync(join(folder, '.git'));
writeFileSync(join(folder, '.git', 'config'), 'secret');
writeFileSync(join(folder, 'large.bin'), Buffer.alloc(20_000_000));
afterAll(() => rmSync(outside, { recursive: true }));

async function open(port = 0) {
  const site = await serve({ folder, port });
  onTestFinished(site.close);
  return site;
}

type Answer = { status: number | undefined; type: string | undefined; body: string; headers: IncomingHttpHeaders };

/** Asks for a path exactly as written; fetch() would tidy it first. */
function answerTo(url: string, path: string, options: RequestOptions = {}): Promise<Answer> {
  return new Promise((done, failed) => {
    const { hostname, port } = new URL(url);
    const asked = request({ hostname, port, path, ...options }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        body += part;
      });
      const { statusCode: status, headers } = response;
      response.on('end', () => done({ status, type: headers['content-type'], body, headers }));
    });
    asked.on('error', failed);
    asked.end();
  });
}

async function ask(url: string, path: string): Promise<Omit<Answer, 'headers'>> {
  const { status, type, body } = await answerTo(url, path);
  return { status, type, body };
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
  ['//', 200, 'text/html; charset=utf-8', '<title>home</title>'],
  ['/.env', 404, 'text/plain', 'Not found'],
  ['/.git/config', 404, 'text/plain', 'Not found'],
  ['/assets/%2egit', 404, 'text/plain', 'Not found'],
  [`/${'x'.repeat(300)}`, 404, 'text/plain', 'Not found'],
  [`/${'x/'.repeat(3000)}`, 404, 'text/plain', 'Not found'],
  ['http://elsewhere.example/index.html', 404, 'text/plain', 'Not found'],
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

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('%s is not allowed', async (method) => {
  const { url } = await open();
  const { status, headers } = await answerTo(url, '/', { method });
  expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
});

test('HEAD has no body', async () => {
  const { url } = await open();
  const { status, body, headers } = await answerTo(url, '/', { method: 'HEAD' });
  expect([status, body, headers['content-length']]).toEqual([200, '', '19']);
});

test.each([
  ['bytes=0-6', 206, '<title>'],
  ['bytes=-8', 206, '</title>'],
  ['bytes=9-5', 416, 'No such part'],
  ['bytes=900-', 416, 'No such part'],
  ['bytes=x', 200, '<title>home</title>'],
])('the part %s', async (range, status, body) => {
  const { url } = await open();
  const answer = await answerTo(url, '/', { headers: { range } });
  expect([answer.status, answer.body.slice(0, 19)]).toEqual([status, body]);
});

test('an unchanged file is not sent again', async () => {
  const { url } = await open();
  const { etag = '' } = (await answerTo(url, '/')).headers;
  expect(etag).not.toBe('');
  expect((await answerTo(url, '/', { headers: { 'if-none-match': etag } })).status).toBe(304);
});

test('whoever takes this machine for another host is turned away', async () => {
  const { url } = await open();
  for (const host of ['elsewhere.example', 'elsewhere.example:80', '127.0.0.1.elsewhere.example', '-'])
    expect((await answerTo(url, '/', { headers: { host } })).status).toBe(421);
  for (const host of ['localhost:4173', '127.0.0.1', '[::1]:80'])
    expect((await answerTo(url, '/', { headers: { host } })).status).toBe(200);
});

test('downloads that are broken off leave no file open', async () => {
  const { url } = await open();
  const { port } = new URL(url);
  const openFiles = () => readdirSync('/proc/self/fd').length;
  const before = openFiles();
  for (let i = 0; i < 60; i++) {
    await new Promise<void>((done) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write('GET /large.bin HTTP/1.1\r\nHost: localhost\r\n\r\n');
      });
      socket.once('data', () => socket.destroy());
      socket.on('close', () => done());
    });
  }
  await vi.waitFor(() => expect(openFiles()).toBeLessThan(before + 10), 5000);
});
