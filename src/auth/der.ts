/** As much of DER (ITU-T X.690 §8, §10.1) as a private key is made of. */

export type Bytes = Uint8Array<ArrayBuffer>;

export const INTEGER = 0x02;
export const BIT_STRING = 0x03;
export const OCTET_STRING = 0x04;
export const NULL = 0x05;
export const OBJECT_IDENTIFIER = 0x06;
export const SEQUENCE = 0x30;

export interface Element {
  tag: number;
  content: Bytes;
  /** With its tag and length. */
  whole: Bytes;
}

/** More than a private key has in any place: whoever sends a million of them is told no at once. */
const MOST = 16;

/** The elements that these bytes are, one after the other; null where they are not, to the last byte. */
export function elementsOf(bytes: Bytes): Element[] | null {
  const elements: Element[] = [];
  for (let at = 0; at < bytes.length; ) {
    const element = elementAt(bytes, at);
    if (element === null || elements.length === MOST) return null;
    elements.push(element);
    at += element.whole.length;
  }
  return elements;
}

function elementAt(bytes: Bytes, at: number): Element | null {
  const tag = bytes[at] ?? 0;
  const first = bytes[at + 1] ?? 0x80;
  const digits = first < 0x80 ? 0 : first & 0x7f;
  const start = at + 2 + digits;
  // Lengths of no digits are indefinite (BER), those of five are beyond any key.
  if (first === 0x80 || digits > 4 || start > bytes.length) return null;
  const length = bytes.subarray(at + 2, start).reduce((sum, digit) => sum * 256 + digit, digits === 0 ? first : 0);
  const shortest = lengthOf(length).length === 1 + digits;
  if (!shortest || start + length > bytes.length) return null;
  return { tag, content: bytes.subarray(start, start + length), whole: bytes.subarray(at, start + length) };
}

/** One element around these parts. */
export function toDer(tag: number, ...parts: Bytes[]): Bytes {
  const size = parts.reduce((sum, { length }) => sum + length, 0);
  return new Uint8Array([tag, ...lengthOf(size), ...parts.flatMap((part) => [...part])]);
}

/** In as few bytes as it can be said. */
function lengthOf(length: number): number[] {
  if (length < 0x80) return [length];
  const digits: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256);
  return [0x80 + digits.length, ...digits];
}
