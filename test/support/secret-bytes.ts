/** Finds secrets in what has arrived somewhere, however they were written on the way. */

/** How many bytes of `received` are a secret: as it is, url-encoded in both ways, or in base64 at any offset. */
export function secretBytes(received: string, secrets: readonly string[]): number {
  const traces = new Set(secrets.flatMap(tracesOf));
  let bytes = 0;
  for (const trace of traces) bytes += (received.split(trace).length - 1) * trace.length;
  return bytes;
}

function tracesOf(secret: string): string[] {
  const urlEncoded = encodeURIComponent(secret);
  const formEncoded = new URLSearchParams({ a: secret }).toString().slice(2);
  const written = [secret, urlEncoded, formEncoded, wholly(formEncoded)];
  return [...written, ...[...new Set(written)].flatMap(inBase64)];
}

/** Also the marks that `encodeURIComponent` leaves (RFC 6749 appendix B says no more than "form-urlencoded"). */
const wholly = (text: string): string =>
  text.replace(/[-_.!~*'()]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);

/** What stands before a secret shifts its base64: the digits that depend on the secret alone, at each of three offsets. */
function inBase64(text: string): string[] {
  const bytes = Buffer.from(text);
  return [0, 1, 2].flatMap((offset) => {
    const shifted = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
    const start = Math.ceil((offset * 8) / 6);
    const digits = shifted.slice(start, Math.floor(((offset + bytes.length) * 8) / 6));
    return [digits, digits.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
