/** A small http server on loopback for test pages and scripted answers. It records every request it got. */
import { readFile, stat } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';

export interface RecordedRequest {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A page's html (or any text), or a function that answers by itself. */
export type Route = string | ((request: RecordedRequest, response: ServerResponse) => void | Promise<void>);

export interface PageServer {
  /** `http://127.0.0.1:<port>`, without a trailing slash. */
  url: string;
  port: number;
  /** In the order of their arrival; a test may empty it. */
  requests: RecordedRequest[];
  /** Adds or replaces the answer for a path. */
  route(path: string, route: Route): void;
  close(): Promise<void>;
}

export interface PageServerOptions {
  /** By path, without the query; `*` answers what nothing else does. */
  routes?: Record<string, Route>;
  /** Files are served from here where no route answers. */
  folder?: string;
  /** A free one where not given. */
  port?: number;
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.htm': 'text/html; charset=utf-8',
  '.xhtml': 'application/xhtml+xml',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.pdf': 'application/pdf',
};

/** Starts the server; strings are served as html. */
export async function startPages({ routes = {}, folder, port = 0 }: PageServerOptions = {}): Promise<PageServer> {
  const table = new Map(Object.entries(routes));
  const requests: RecordedRequest[] = [];
  const server = createServer((incoming, response) => {
    answer(incoming, response).catch((error: unknown) => {
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain' });
      response.end(String(error));
    });
  });

  async function answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await record(incoming);
    requests.push(request);
    const route = table.get(request.url.pathname);
    if (route === undefined && folder !== undefined && (await sendFile(folder, request.url.pathname, response))) return;
    const chosen = route ?? table.get('*');
    if (typeof chosen === 'function') return chosen(request, response);
    response.writeHead(chosen === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(chosen ?? '<!doctype html><title>404</title><h1>Nothing is here</h1>');
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The page server has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    port: address.port,
    requests,
    route: (path, route) => void table.set(path, route),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function record(incoming: IncomingMessage): Promise<RecordedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  return {
    method: incoming.method ?? 'GET',
    url: new URL(incoming.url ?? '/', `http://${incoming.headers.host ?? '127.0.0.1'}`),
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

/** False where the folder holds no such file; nothing outside the folder is ever read. */
async function sendFile(folder: string, path: string, response: ServerResponse): Promise<boolean> {
  const root = normalize(folder + sep);
  const file = normalize(join(root, decodeURIComponent(path)));
  if (!file.startsWith(root)) return false;
  const found = await stat(file).catch(() => null);
  const target = found?.isDirectory() ? join(file, 'index.html') : file;
  const body = await readFile(target).catch(() => null);
  if (body === null) return false;
  response.writeHead(200, { 'content-type': TYPES[extname(target).toLowerCase()] ?? 'application/octet-stream' });
  response.end(body);
  return true;
}
