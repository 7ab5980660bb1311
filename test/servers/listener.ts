/** A stranger's address: it keeps every byte that arrives there, and answers all that asks with what would be welcome. */
import { createServer, type Socket } from 'node:net';

export interface Listener {
  /** `http://127.0.0.1:<port>`. */
  url: string;
  /** What has arrived on all connections, as latin1. */
  received(): string;
  stop(): Promise<void>;
}

/** @param welcome JSON for every request */
export async function startListener(welcome: unknown): Promise<Listener> {
  const chunks: Buffer[] = [];
  const sockets = new Set<Socket>();
  const body = JSON.stringify(welcome);
  const answer = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`;
  const server = createServer((socket) => {
    sockets.add(socket);
    let head = '';
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk) => {
      chunks.push(chunk);
      head += chunk.toString('latin1');
      const [, length = '0'] = /content-length: (\d+)/i.exec(head) ?? [];
      const end = head.indexOf('\r\n\r\n');
      if (end !== -1 && head.length >= end + 4 + Number(length)) socket.end(answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The listener has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    received: () => Buffer.concat(chunks).toString('latin1'),
    async stop() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
