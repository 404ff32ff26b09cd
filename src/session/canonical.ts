/**
 * One text and one short number for equal data, however its keys are ordered: what identity and checksums rest on.
 */

/** JSON with the keys of every object and map in code-unit order and no spaces. Data must be plain otherwise. */
export function canonical(data: unknown): string {
  if (Array.isArray(data)) return `[${data.map(canonical).join(',')}]`;
  if (typeof data === 'object' && data !== null) {
    const entries = (data instanceof Map ? [...data] : Object.entries(data)).filter(([, value]) => value !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${canonical(value)}`).join(',')}}`;
  }
  return JSON.stringify(data);
}

/**
 * 64 bits of a text as 16 hexadecimal digits: two 32-bit lanes of multiply and rotate.
 * It finds accidents (a torn write, another version of a level); it is no protection against forgers.
 */
export function hash(text: string): string {
  let a = 0x243f6a88 ^ text.length;
  let b = 0x85a308d3;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x9e3779b1);
    b = Math.imul(b ^ unit, 0x5f356495);
    a = (a << 13) | (a >>> 19);
    b = (b << 17) | (b >>> 15);
  }
  a = finish(a ^ (b >>> 7));
  b = finish(b ^ a);
  return (a >>> 0).toString(16).padStart(8, '0') + (b >>> 0).toString(16).padStart(8, '0');
}

/** spreads every bit of a lane over the whole lane */
function finish(lane: number): number {
  let x = Math.imul(lane ^ (lane >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}
