/** RIFF WAVE, mono, 16 bits: the plainest container there is. */
import { RATE } from './scale.ts';

const HEADER = 44;

export function wav(pcm: Int16Array): Uint8Array {
  const data = new DataView(new ArrayBuffer(HEADER + pcm.length * 2));
  const text = (at: number, word: string) => {
    for (let i = 0; i < word.length; i++) data.setUint8(at + i, word.charCodeAt(i));
  };
  text(0, 'RIFF');
  data.setUint32(4, HEADER - 8 + pcm.length * 2, true);
  text(8, 'WAVEfmt ');
  data.setUint32(16, 16, true); // bytes of the format block
  data.setUint16(20, 1, true); // PCM
  data.setUint16(22, 1, true); // channels
  data.setUint32(24, RATE, true);
  data.setUint32(28, RATE * 2, true); // bytes per second
  data.setUint16(32, 2, true); // bytes per sample
  data.setUint16(34, 16, true); // bits per sample
  text(36, 'data');
  data.setUint32(40, pcm.length * 2, true);
  for (const [index, sample] of pcm.entries()) data.setInt16(HEADER + index * 2, sample, true);
  return new Uint8Array(data.buffer);
}
