/** Every recorded exchange, sent to a double of its own. */
import type { Api } from '../../servers/contentjet/api.ts';
import { Store } from '../../servers/contentjet/store.ts';
import { createTransport } from '../../servers/contentjet/transport.ts';
import { listen, stop } from '../../servers/contentjet.ts';
import { answerDifferences, deliveryDifferences } from './compare.ts';
import type { Exchange } from './recorded.ts';
import { fileFor, requestFrom } from './request.ts';
import { rewritten } from './rewrite.ts';
import { type Sink, startSink } from './sink.ts';
import { addPeople, type SettableClock, UNRECORDED } from './unrecorded.ts';
import type { World } from './worlds.ts';

/** The addresses of the recorded server, and of what its web hook called. */
const RECORDED_URL = 'http://127.0.0.1:33000';
const RECORDED_SINK = 'http://127.0.0.1:33026';

export interface Difference {
  name: string;
  found: string[];
}

interface Stage {
  api: Api;
  clock: SettableClock;
  world: World;
  sink: Sink;
  /** What only answers tell: a recorded piece of text, and what it is here. */
  known: Map<string, string>;
  /** The bytes of what was sent, by the exchange. */
  files: ReadonlyMap<string, Buffer>;
}

/** @returns those exchanges that are answered otherwise, each with what differs */
export async function replay(exchanges: readonly Exchange[], world: World): Promise<Difference[]> {
  const clock: SettableClock = { time: 0, now: () => clock.time };
  const secret = 'a secret of its own';
  const api: Api = { store: new Store(), clock, secret, tokenSeconds: 300, clientTokenSeconds: 3600, url: '' };
  const server = createTransport(api, { requests: [], faultFor: () => undefined });
  const sink = await startSink();
  try {
    api.url = await listen(server, 0);
    addPeople(api, world, clock);
    const known = new Map([
      [RECORDED_URL, api.url],
      [RECORDED_SINK, sink.url],
    ]);
    const stage = { api, clock, world, sink, known, files: filesOf(exchanges) };
    const result: Difference[] = [];
    for (const exchange of world.arrange(exchanges)) {
      const found = await differencesOf(exchange, stage);
      if (found.length > 0) result.push({ name: exchange.name, found });
    }
    return result;
  } finally {
    await stop(server);
    await sink.stop();
  }
}

const filesOf = (exchanges: readonly Exchange[]): Map<string, Buffer> =>
  new Map(exchanges.flatMap(({ name, multipart }) => (multipart?.[0] ? [[name, fileFor(multipart[0])]] : [])));

async function differencesOf(recorded: Exchange, stage: Stage): Promise<string[]> {
  const { api, world, known, sink } = stage;
  await UNRECORDED[recorded.name]?.(api, world, async (exchange) => {
    await send(rewritten(exchange, world, known), stage);
  });
  const exchange = rewritten(recorded, world, known);
  const learn = (there: string, here: string): boolean => {
    // An address is asked for by its path.
    const [from, to] = there.startsWith('http') ? [pathOf(there), pathOf(here)] : [there, here];
    if ([...known.values()].includes(from)) return false;
    known.set(from, to);
    return true;
  };
  if (exchange.path === null) return deliveryDifferences(exchange, await sink.received(), { api, learn });
  const { answer, filling } = await send(exchange, stage);
  api.tokenSeconds = 300;
  return answerDifferences(exchange, answer, { api, learn, filling, files: stage.files });
}

const pathOf = (address: string): string => new URL(address).pathname;

async function send(exchange: Exchange, { api, clock }: Stage): Promise<{ answer: Response; filling: string }> {
  clock.time = exchange.at;
  const { path, filling, ...request } = requestFrom(exchange, api);
  return { answer: await fetch(`${api.url}${path}`, request), filling };
}
