/**
 * Zip archives: written with fflate, read back by a reader of our own that takes the archive's directory at its word and
 * repairs nothing, so that the rules in packageRules.ts are asked of what is really there.
 *
 * The format is APPNOTE.TXT of PKWARE: at the end of the file a record that says where the central directory is, there
 * one header per entry, and each points to a local header with the entry's bytes behind it. All numbers are little-endian.
 */
import { inflateSync, type Zippable, zipSync } from 'fflate';

/** path inside the archive → contents */
export type Files = Readonly<Record<string, Uint8Array>>;

export type ZipEntry = {
  /** as it stands in the directory; U+FFFD where the bytes are no UTF-8 */
  path: string;
  /** whether the bytes of the path are UTF-8, and said to be where they are not plain ASCII */
  isUtf8: boolean;
  bytes: Uint8Array;
};

/** Kinds that are compressed already: packing them again costs time and saves nothing. */
const DENSE = /\.(woff2|webm|mp3|png)$/;

/** Zip has no time zone. The earliest date it can say, in local parts, since fflate writes local parts. */
const NO_DATE = new Date(1980, 0, 1);

/** The same files always give the same bytes: sorted, without dates, the contents at one level of compression. */
export function writeZip(files: Files): Uint8Array {
  const sorted: Zippable = {};
  for (const path of Object.keys(files).sort()) {
    const bytes = files[path];
    if (bytes !== undefined) sorted[path] = [bytes, { level: DENSE.test(path) ? 0 : 9, mtime: NO_DATE }];
  }
  return zipSync(sorted);
}

const END = 0x06_05_4b_50;
const CENTRAL = 0x02_01_4b_50;
const LOCAL = 0x04_03_4b_50;
/** bit of the flags: the path is UTF-8 */
const SAYS_UTF8 = 0x08_00;

/** @throws {RangeError} if the bytes are no zip archive, or one that is damaged */
export function readZip(archive: Uint8Array): ZipEntry[] {
  const data = new DataView(archive.buffer, archive.byteOffset, archive.byteLength);
  const end = endOf(data);
  const entries: ZipEntry[] = [];
  let at = data.getUint32(end + 16, true);
  for (let left = data.getUint16(end + 10, true); left > 0; left--) {
    if (data.getUint32(at, true) !== CENTRAL) throw new RangeError(`no directory entry at byte ${at}`);
    const [nameLength, extraLength, noteLength] = [28, 30, 32].map((field) => data.getUint16(at + field, true));
    const name = archive.subarray(at + 46, at + 46 + (nameLength ?? 0));
    entries.push({ ...pathOf(name, data.getUint16(at + 8, true)), bytes: contents(archive, data, at) });
    at += 46 + (nameLength ?? 0) + (extraLength ?? 0) + (noteLength ?? 0);
  }
  return entries;
}

/** Where the last record begins: a note of any length may follow it, so it is looked for from the end. */
function endOf(data: DataView): number {
  for (let at = data.byteLength - 22; at >= 0; at--) if (data.getUint32(at, true) === END) return at;
  throw new RangeError('no zip archive');
}

function pathOf(name: Uint8Array, flags: number): Pick<ZipEntry, 'path' | 'isUtf8'> {
  const path = new TextDecoder().decode(name);
  const isAscii = name.every((byte) => byte < 0x80);
  return { path, isUtf8: isAscii || ((flags & SAYS_UTF8) !== 0 && !path.includes('\uFFFD')) };
}

/** The bytes of the entry whose directory header begins at `at`. */
function contents(archive: Uint8Array, data: DataView, at: number): Uint8Array {
  const method = data.getUint16(at + 10, true);
  const packed = data.getUint32(at + 20, true);
  const size = data.getUint32(at + 24, true);
  const local = data.getUint32(at + 42, true);
  if (data.getUint32(local, true) !== LOCAL) throw new RangeError(`no entry at byte ${local}`);
  const from = local + 30 + data.getUint16(local + 26, true) + data.getUint16(local + 28, true);
  const bytes = archive.subarray(from, from + packed);
  const plain = method === 8 ? inflateSync(bytes, { out: new Uint8Array(size) }) : bytes;
  if ((method !== 0 && method !== 8) || plain.length !== size)
    throw new RangeError(`unreadable entry at byte ${local}`);
  return plain;
}
