import type { Http, HttpAnswer, HttpRequest, Schema } from './destination.ts';

/** Pages of a list; nobody looks through more. */
const MAX_PAGES = 50;

/** The calls that every client makes, by paths of its own API. */
export class JsonApi {
  readonly #http: Http;
  readonly #addressOf: (path: string) => string;

  constructor(http: Http, addressOf: (path: string) => string) {
    this.#http = http;
    this.#addressOf = addressOf;
  }

  /** `url` is a path with its query. */
  call<T>(request: HttpRequest<T>): Promise<HttpAnswer<T>> {
    return this.#http.request({ ...request, url: this.#addressOf(request.url) });
  }

  /** What an answer of 200 says. */
  async get<T>(url: string, schema: Schema<T>): Promise<T> {
    return (await this.call({ method: 'GET', url, expect: [200], schema })).body;
  }
}

/**
 * All pages of a list one after the other, or the first `most` of them. `read` gives those of a page (from 1), and the
 * number of a page that is known to be there, the last one or the next.
 */
export async function allPages<T>(
  read: (page: number) => Promise<{ items: readonly T[]; known: number }>,
  most = MAX_PAGES,
): Promise<T[]> {
  const all: T[] = [];
  for (let page = 1, last = 1; page <= Math.min(last, most); page += 1) {
    const { items, known } = await read(page);
    all.push(...items);
    last = known;
  }
  return all;
}
