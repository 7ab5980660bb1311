/** Bytes. Ghost answers a created post of 1 MB with about four times that. */
const MAX_BYTES = 16 * 1024 * 1024;

/** The answer is larger than anything we asked for. */
export class TooMuchToRead extends Error {}

/**
 * The body as JSON: null where it is empty, undefined where it is not JSON by its type or its text.
 * @throws TooMuchToRead beyond 16 MB; whatever the stream throws where the connection breaks
 */
export async function readJson(response: Response): Promise<unknown> {
  const text = await readText(response);
  if (text === '') return null;
  const type = response.headers.get('content-type') ?? '';
  if (!/^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(type)) return undefined;
  for (const candidate of [text, from(text, /^\uFEFF?[{[]/m), from(text, /\{/)]) {
    try {
      return JSON.parse(candidate);
    } catch {
      // The next candidate leaves out more of what stands before.
    }
  }
  return undefined;
}

/** A warning of PHP, or a byte order mark, stands before the JSON of an answer that is right in itself (recorded from WordPress 7.1.1). */
function from(text: string, start: RegExp): string {
  const at = text.search(start);
  return at === -1 ? '' : text.slice(at).replace(/^\uFEFF/, '');
}

/**
 * The body as text, whatever its type says; UTF-8, which is all that our readers look for.
 * @throws TooMuchToRead beyond `maxBytes`; whatever the stream throws where the connection breaks
 */
export async function readText(response: Response, maxBytes = MAX_BYTES): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of chunks(response, maxBytes)) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}

/**
 * The body's bytes, of the type that the answer names.
 * @throws TooMuchToRead beyond `maxBytes`; whatever the stream throws where the connection breaks
 */
export async function readBlob(response: Response, maxBytes = MAX_BYTES): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of chunks(response, maxBytes)) parts.push(chunk);
  return new Blob(parts, { type: response.headers.get('content-type') ?? '' });
}

async function* chunks(response: Response, maxBytes: number): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = response.body?.getReader();
  let bytes = 0;
  while (reader !== undefined) {
    const { done, value } = await reader.read();
    if (done) return;
    bytes += value.byteLength;
    if (bytes > maxBytes) throw new TooMuchToRead();
    yield value;
  }
}
