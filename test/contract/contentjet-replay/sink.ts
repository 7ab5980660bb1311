/** What a web hook calls. */
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { listen, stop } from '../../servers/contentjet.ts';

export interface Sink {
  url: string;
  /** The next call, as an answer with its headers and its body. */
  received(): Promise<Response>;
  stop(): Promise<void>;
}

export async function startSink(): Promise<Sink> {
  const calls: Response[] = [];
  let tell: () => void = () => undefined;
  const server = createServer(async (incoming, outgoing) => {
    const headers = new Headers();
    for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
    calls.push(new Response(await buffer(incoming), { headers }));
    outgoing.end();
    tell();
  });
  return {
    url: await listen(server, 0),
    async received() {
      if (calls.length === 0) await new Promise<void>((resolve) => (tell = resolve));
      const [call] = calls.splice(0, 1);
      if (call === undefined) throw new Error('Nobody called.');
      return call;
    },
    stop: () => stop(server),
  };
}
