/**
 * A static file server, as plain as the hosts that the game is meant for: it knows no routes, and answers 404 for what is
 * not there. What HTTP asks of one (types, parts, unchanged files, downloads that are broken off) is `send`'s.
 *
 * It is for this machine only. A page elsewhere could have its own name point here (DNS rebinding) and read what is served
 * as if it were its own; so whoever does not ask for this machine by one of its names is turned away.
 *
 * As a command (`node tools/serve.mjs [folder]`) it serves dist/ on $PORT, or the next free port, and prints the address.
 */
import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import send from 'send';

const NAMES = ['127.0.0.1', 'localhost', '[::1]'];

/** @param {string | undefined} host as in the request: a name, perhaps with a port */
const isOurs = (host) => NAMES.includes((host ?? '').replace(/:\d+$/, '').toLowerCase());

/**
 * @param {import('node:http').ServerResponse} response
 * @param {number} status
 * @param {string} words
 */
function refuse(response, status, words) {
  response.writeHead(status, { 'content-type': 'text/plain' }).end(words);
}

/** What is told of a request that `send` cannot answer; the rest is not there, whatever the reason. */
const FAILURES = new Map([
  [412, 'Changed'],
  [416, 'No such part'],
]);

/**
 * @param {string} folder absolute
 * @param {Record<string, string>} headers
 * @returns {import('node:http').RequestListener}
 */
const answer = (folder, headers) => (request, response) => {
  const { method, url = '/' } = request;
  if (!isOurs(request.headers.host)) return refuse(response, 421, 'Not here');
  if (method !== 'GET' && method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD');
    return refuse(response, 405, 'Not allowed');
  }
  const path = url.startsWith('/') ? url.replace(/[?#].*$/, '') : '/%'; // a whole address is none of ours
  send(request, path, { root: folder, dotfiles: 'ignore', cacheControl: false })
    .on('headers', () => {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    })
    .on('directory', () => refuse(response, 404, 'Not found'))
    .on('error', (error) => {
      if (response.headersSent) return response.destroy();
      for (const [name, value] of Object.entries(error.headers ?? {})) response.setHeader(name, value);
      const words = FAILURES.get(error.status);
      return refuse(response, words === undefined ? 404 : error.status, words ?? 'Not found');
    })
    .pipe(response);
};

/**
 * Listens on the first free port from `port` on; 0 takes any.
 * @param {import('node:http').Server} server
 * @param {number} port
 * @returns {Promise<number>} the port taken
 */
function listen(server, port) {
  return new Promise((done, failed) => {
    /** @param {NodeJS.ErrnoException} error */
    const onError = (error) => {
      if (error.code === 'EADDRINUSE' && port < 65_535) listen(server, port + 1).then(done, failed);
      else failed(error);
    };
    server.once('error', onError);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', onError);
      const address = server.address();
      done(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

/**
 * Serves a folder to this machine only.
 * @param {{ folder: string, port?: number, headers?: Record<string, string> }} options `port` 0, the default, takes any
 *   free one; `headers` go with every file
 * @returns {Promise<{ url: string, close: () => Promise<void> }>} `url` ends in a slash
 */
export async function serve({ folder, port = 0, headers = {} }) {
  const server = createServer(answer(resolve(folder), headers));
  const taken = await listen(server, port);
  const close = () =>
    new Promise((done) => {
      server.close(() => done(undefined));
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${taken}/`, close: () => close().then(() => undefined) };
}

/**
 * $PORT as a number.
 * @param {string | undefined} text
 * @throws {Error} if it is none
 */
function portFrom(text) {
  if (text === undefined || text === '') return 4173;
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) throw new Error(`PORT is "${text}", which is no port.`);
  return Number(text);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const folder = process.argv[2] ?? fileURLToPath(new URL('../dist/', import.meta.url));
  const { url } = await serve({ folder, port: portFrom(process.env.PORT) });
  console.log(`Ring −1 runs at ${url} (Ctrl+C ends it)`);
}
