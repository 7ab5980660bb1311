/** One server that stands in for every host: for tests of what is found at an address. */
import { afterEach, beforeEach } from 'vitest';
import type { DestinationId, HttpDeps, Io } from '../../src/destinations/destination.ts';
import { createHttp } from '../../src/destinations/http.ts';
import { type FaultServer, startFaults } from '../servers/faults.ts';

export interface EveryHost {
  /** A new one for each test; it is told the host in the header `x-host`. */
  server: FaultServer;
  /** Every address that was asked for, as it was asked for. */
  asked: string[];
  io(): Io;
}

export function everyHost(destination: DestinationId, explain: NonNullable<HttpDeps['explain']>): EveryHost {
  const clock = { now: () => Date.UTC(2026, 10, 21) };
  let server: FaultServer | undefined;
  const asked: string[] = [];
  beforeEach(async () => {
    server = await startFaults();
    asked.length = 0;
  });
  afterEach(() => server?.stop());

  const running = (): FaultServer => {
    if (server === undefined) throw new Error('The server of a test runs while the test does.');
    return server;
  };
  const fetchAnywhere: HttpDeps['fetch'] = (address, init) => {
    asked.push(address);
    const { host, pathname, search } = new URL(address);
    const headers = { ...Object.fromEntries(new Headers(init.headers)), 'x-host': host };
    return fetch(`${running().url}${pathname}${search}`, { ...init, headers });
  };
  return {
    get server() {
      return running();
    },
    asked,
    io: () => ({ http: createHttp({ fetch: fetchAnywhere, clock, destination, explain, allowHttp: true }), clock }),
  };
}
