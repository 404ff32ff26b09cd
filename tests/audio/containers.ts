/** How long an encoded file is, read from its bytes: no decoder needed. */

/** Bit rates in kbit/s of MPEG-2 layer III by index, and sampling rates by index (ISO 13818-3). */
const BIT_RATES = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const SAMPLING_RATES = [22050, 24000, 16000];
const SAMPLES_PER_FRAME = 576;

/** Walks the frames of an MPEG-2 layer III file. The first frame is LAME's note about the rest and makes no sound. */
export function mp3Milliseconds(bytes: Uint8Array): number {
  let at = 0;
  if (bytes[0] === 0x49) at = 10 + bytes.slice(6, 10).reduce((size, byte) => size * 128 + byte, 0); // ID3
  let milliseconds = 0;
  let frames = 0;
  while (at + 4 <= bytes.length) {
    const [sync, version, rates] = [bytes[at], bytes[at + 1], bytes[at + 2]] as [number, number, number];
    if (sync !== 0xff || (version & 0xfe) !== 0xf2) throw new Error(`no MPEG-2 layer III frame at byte ${at}`);
    const bitRate = BIT_RATES[rates >> 4] as number;
    const samplingRate = SAMPLING_RATES[(rates >> 2) & 3] as number;
    at += Math.floor((72_000 * bitRate) / samplingRate) + ((rates >> 1) & 1);
    if (frames > 0) milliseconds += (SAMPLES_PER_FRAME / samplingRate) * 1000;
    frames++;
  }
  return milliseconds;
}

/** The Duration element (0x4489, a float of 8 bytes) of a WebM file, in the usual milliseconds. */
export function webmMilliseconds(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < 1000; at++) {
    if (view.getUint16(at) === 0x4489 && view.getUint8(at + 2) === 0x88) return view.getFloat64(at + 3);
  }
  throw new Error('no duration in the first 1000 bytes');
}
