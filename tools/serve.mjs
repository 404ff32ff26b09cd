/**
 * A static file server, as plain as the hosts that the game is meant for: it knows no routes, adds no headers beyond the
 * type, and answers 404 for what is not there.
 *
 * As a command (`node tools/serve.mjs [folder]`) it serves dist/ on $PORT, or the next free port, and prints the address.
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** @type {Record<string, string>} */
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webm': 'audio/webm',
  '.woff2': 'font/woff2',
};

/**
 * The file that an address stands for, or null: outside the folder, not there, or not an address at all.
 * @param {string} folder absolute
 * @param {string} url as in the request: path and query
 * @returns {Promise<string | null>}
 */
async function fileFor(folder, url) {
  try {
    const path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
    const file = resolve(join(folder, path.endsWith('/') ? `${path}index.html` : path));
    if (!file.startsWith(folder + sep)) return null;
    return (await stat(file)).isFile() ? file : null;
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && ['ENOENT', 'ENOTDIR'].includes(String(error.code));
    if (missing || error instanceof URIError || error instanceof TypeError) return null;
    throw error;
  }
}

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
  const root = resolve(folder);
  const server = createServer(async (request, response) => {
    try {
      const file = await fileFor(root, request.url ?? '/');
      if (file === null) {
        response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found');
        return;
      }
      response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream', ...headers });
      createReadStream(file)
        .on('error', (error) => response.destroy(error))
        .pipe(response);
    } catch (error) {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
    }
  });
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
