/** A small server that misbehaves as asked, alone or in front of a real one, and records what it was sent. */
import {
  createServer,
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { createServer as createSecureServer, request as httpsRequest } from 'node:https';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { selfSigned } from '../support/self-signed.ts';

export type Fault =
  /** What the real server answers. */
  | { kind: 'pass' }
  /** The real server handles the request; its answer never arrives. */
  | { kind: 'drop' }
  /** The real server handles the request at once; its answer arrives `ms` later. */
  | { kind: 'delay'; ms: number }
  /** The real server handles the request; half of its answer's body arrives. */
  | { kind: 'cut_off' }
  /** The real server's answer with its clock `ms` ahead. */
  | { kind: 'date'; ms: number }
  | { kind: 'redirect'; status: 301 | 302 | 303 | 307 | 308; to: string }
  | { kind: 'answer'; status: number; headers?: Record<string, string>; body: string };

export interface RecordedRequest {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface FaultServer {
  url: string;
  requests: RecordedRequest[];
  /** What happens to requests from now on. */
  set(fault: Fault | ((request: RecordedRequest) => Fault)): void;
  /** Nothing listens at this address any more. */
  stop(): Promise<void>;
}

/** A page where JSON was asked for: a captive portal, a theme's 404, a maintenance page. */
export const htmlPage = (status = 200): Fault => ({
  kind: 'answer',
  status,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: '<!doctype html><title>Welcome</title><p>Please sign in to the network.</p>',
});

export const jsonAnswer = (status: number, body: unknown, headers: Record<string, string> = {}): Fault => ({
  kind: 'answer',
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(body),
});

export interface FaultOptions {
  /** The real server is told the name by which this one was asked, and takes it for its own. */
  keepHost?: boolean;
  /** It speaks https, with a certificate that nobody knows. */
  secure?: boolean;
}

/** @param target the real server's origin; without one only redirects and own answers are possible */
export async function startFaults(
  target?: string,
  { keepHost = false, secure = false }: FaultOptions = {},
): Promise<FaultServer> {
  const requests: RecordedRequest[] = [];
  const over = new AbortController();
  let choose: (request: RecordedRequest) => Fault = () => ({ kind: 'pass' });

  const answer = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const body = await buffer(incoming);
    const { method = '', url = '', headers } = incoming;
    const recorded = { method, path: url, headers, body: body.toString() };
    requests.push(recorded);
    const fault = choose(recorded);
    if (fault.kind === 'redirect') outgoing.writeHead(fault.status, { location: fault.to }).end();
    else if (fault.kind === 'answer') outgoing.writeHead(fault.status, fault.headers).end(fault.body);
    else {
      // Whoever stands behind may have ended before us.
      const real = await forward(recorded, body, target, keepHost).catch(() => null);
      if (real === null) outgoing.destroy();
      else await answerThrough(fault, real, outgoing, over.signal);
    }
  };
  const server = secure ? createSecureServer(selfSigned(), answer) : createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The fault server has no port.');
  return {
    url: `${secure ? 'https' : 'http'}://127.0.0.1:${address.port}`,
    requests,
    set(fault) {
      choose = typeof fault === 'function' ? fault : () => fault;
    },
    async stop() {
      over.abort();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

function forward(
  recorded: RecordedRequest,
  body: Buffer,
  target: string | undefined,
  keepHost: boolean,
): Promise<Answer> {
  if (target === undefined) throw new Error('There is no real server behind this one.');
  return new Promise((resolve, reject) => {
    const { host, 'accept-encoding': _encoding, ...others } = recorded.headers;
    const headers = keepHost ? { ...others, host } : others;
    const url = new URL(recorded.path, target);
    const request = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const outgoing = request(url, { method: recorded.method, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
      );
      answer.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

async function answerThrough(
  fault: Exclude<Fault, { kind: 'redirect' | 'answer' }>,
  answer: Answer,
  outgoing: ServerResponse,
  over: AbortSignal,
): Promise<void> {
  const { 'transfer-encoding': _encoding, ...headers } = answer.headers;
  if (fault.kind === 'drop') {
    outgoing.destroy();
    return;
  }
  if (fault.kind === 'delay') {
    try {
      await sleep(fault.ms, undefined, { signal: over });
    } catch {
      return;
    }
  }
  if (fault.kind === 'date') headers.date = new Date(Date.now() + fault.ms).toUTCString();
  outgoing.writeHead(answer.status, headers);
  if (fault.kind === 'cut_off') {
    outgoing.write(answer.body.subarray(0, answer.body.length / 2), () => outgoing.destroy());
  } else {
    outgoing.end(answer.body);
  }
}
