/**
 * Runs a TypeScript program in Node: `node tools/run.mjs ENTRY.ts ARGUMENTS…`, the entry as seen from the repository.
 *
 * Node 20 reads no TypeScript, so vite bundles the entry and everything it imports from this repository into one file
 * under .out/, which is kept until a source is newer. Packages stay in node_modules. The program then runs in this very
 * process: standard output, working directory and exit code are its own, and nothing else is printed.
 *
 * The program finds the repository in $PROJECT_ROOT; its own import.meta.url is the bundle's, and so is that of the tools
 * that it imports: they are commands only when process.argv[1], which is the entry, names them.
 */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));

/** What a bundle can be made of. Folders count too: their time changes when a file comes or goes. */
const SOURCES = ['src', 'levels', 'tools', 'package-lock.json'];

/**
 * The latest change at or below a path, in milliseconds since 1970.
 * @param {string} path
 * @returns {number}
 */
function newest(path) {
  const own = statSync(path);
  if (!own.isDirectory()) return own.mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), own.mtimeMs);
}

/** @param {string} bundle */
function isCurrent(bundle) {
  if (!existsSync(bundle)) return false;
  const changed = SOURCES.map((name) => join(root, name)).filter((path) => existsSync(path));
  return statSync(bundle).mtimeMs > Math.max(...changed.map(newest));
}

/**
 * Writes the bundle in one step, since others may be running the old one or writing the same one. It is dated to the
 * start of the build, so that a source changed meanwhile makes it out of date.
 * @param {string} entry absolute
 * @param {string} bundle absolute
 */
async function bundleUp(entry, bundle) {
  const { build } = await import('vite');
  const started = new Date();
  const scratch = join(root, '.out', `bundle-${process.pid}`);
  try {
    await build({
      root,
      configFile: false,
      publicDir: false,
      logLevel: 'error',
      build: {
        ssr: entry,
        outDir: scratch,
        target: 'node20',
        sourcemap: 'inline',
        minify: false,
        rolldownOptions: { output: { entryFileNames: 'bundle.mjs', codeSplitting: false } },
      },
    });
    mkdirSync(dirname(bundle), { recursive: true });
    utimesSync(join(scratch, 'bundle.mjs'), started, started);
    renameSync(join(scratch, 'bundle.mjs'), bundle);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const [given, ...args] = process.argv.slice(2);
if (given === undefined) throw new Error('Usage: node tools/run.mjs ENTRY.ts ARGUMENTS…');
const entry = resolve(root, given);
const bundle = join(
  root,
  '.out',
  relative(root, entry)
    .replace(/^src[\\/]/, '')
    .replace(/\.ts$/, '.mjs'),
);
if (!isCurrent(bundle)) await bundleUp(entry, bundle);

// `npm run` moves to the repository first and keeps in INIT_CWD where it was called: that is where file names start.
const fromScript = process.env.npm_lifecycle_script?.includes('tools/run.mjs');
if (fromScript && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
process.env.PROJECT_ROOT = root;
process.argv = [process.execPath, entry, ...args];
process.setSourceMapsEnabled(true);
await import(pathToFileURL(bundle).href);
