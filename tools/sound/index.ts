/**
 * `npm run sound`: renders the palette and writes assets/audio/. Needs ffmpeg with libopus and libmp3lame; the results are
 * committed, so that nobody else does. `npm run sound -- --wav FOLDER` writes each take as a WAV file instead, to look at.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { peak, toDecibels } from './buffer.ts';
import { loudness } from './loudness.ts';
import { assemble, type Rendered, renderTakes, toPcm } from './sprite.ts';
import { wav } from './wav.ts';

const OUT = 'assets/audio';
/** No dates, no version strings: the same samples give the same bytes. */
const REPRODUCIBLE = ['-fflags', '+bitexact', '-flags:a', '+bitexact', '-map_metadata', '-1'];
const ENCODERS: Record<string, string[]> = {
  webm: ['-c:a', 'libopus', '-b:a', '20k', '-vbr', 'on', '-application', 'audio'],
  mp3: ['-c:a', 'libmp3lame', '-q:a', '6', '-ar', '24000'],
};

function encode(rendered: readonly Rendered[]): void {
  const { samples, table } = assemble(rendered);
  const scratch = mkdtempSync(join(tmpdir(), 'sound-'));
  const source = join(scratch, 'sprite.wav');
  writeFileSync(source, wav(toPcm(samples)));
  mkdirSync(OUT, { recursive: true });
  for (const [extension, options] of Object.entries(ENCODERS)) {
    const target = join(OUT, `sprite.${extension}`);
    execFileSync('ffmpeg', ['-v', 'error', '-y', '-i', source, ...options, ...REPRODUCIBLE, target]);
    console.log(`${target}: ${statSync(target).size} bytes`);
  }
  writeFileSync(join(OUT, 'sprite.json'), `${JSON.stringify(table, null, 2).replace(/\[\s+(.*?)\s+\]/gs, oneLine)}\n`);
  rmSync(scratch, { recursive: true });
}

const oneLine = (_: string, items: string): string => `[${items.replace(/\s+/g, ' ')}]`;

function describe({ name, samples }: Rendered): string {
  const [length, loud, high] = [samples.length / 48000, loudness(samples), toDecibels(peak(samples))].map((n) =>
    n.toFixed(2),
  );
  return `${name.padEnd(20)} ${length} s, loudness ${loud} dB, peak ${high} dB`;
}

const rendered = renderTakes();
const folder = process.argv[process.argv.indexOf('--wav') + 1];
if (process.argv.includes('--wav') && folder !== undefined) {
  mkdirSync(folder, { recursive: true });
  for (const take of rendered) {
    writeFileSync(join(folder, `${take.name}.wav`), wav(toPcm(take.samples)));
    console.log(describe(take));
  }
} else {
  encode(rendered);
}
