import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ServerProcess {
  pid: number;
  /** The last lines it wrote. */
  log(): string;
  exited(): boolean;
  /** Ends it and every process it has started. */
  end(): Promise<void>;
}

/**
 * Starts a server as the head of a process group of its own, which is ended when we end in the ordinary ways. Its
 * standard input closes however we end: a server that watches it leaves no orphan even when we are killed.
 * @param env its whole environment
 */
export function launch(command: string, args: string[], cwd: string, env: NodeJS.ProcessEnv): ServerProcess {
  const child: ChildProcess = spawn(command, args, { cwd, detached: true, stdio: ['pipe', 'pipe', 'pipe'], env });
  const pid = child.pid;
  if (pid === undefined) {
    child.once('error', () => {});
    throw new Error(`${command} could not be started.`);
  }
  let tail = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      tail = (tail + chunk.toString()).slice(-3000);
    });
  }
  const over = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const exited = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const signal = (name: NodeJS.Signals): void => {
    try {
      process.kill(-pid, name);
    } catch {
      // The whole group is gone already.
    }
  };
  const killAll = (): void => signal('SIGKILL');
  process.once('exit', killAll);
  const end = async (): Promise<void> => {
    process.removeListener('exit', killAll);
    if (!exited()) {
      signal('SIGTERM');
      await Promise.race([over, sleep(3000, undefined, { ref: false })]);
    }
    signal('SIGKILL');
    if (!exited()) await over;
  };
  return { pid, log: () => tail, exited, end };
}

/**
 * Waits until a GET of this address is answered with a 2xx.
 * @param name of the server, for the error
 * @param limit milliseconds
 */
export async function untilReady(name: string, address: string, server: ServerProcess, limit: number): Promise<void> {
  const deadline = performance.now() + limit;
  while (performance.now() < deadline) {
    if (server.exited()) throw new Error(`${name} ended while starting:\n${server.log()}`);
    const answer = await fetch(address, { signal: AbortSignal.timeout(5000) }).catch(() => null);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error(`${name} did not answer within ${limit / 1000} s:\n${server.log()}`);
}

/**
 * A port on which nothing listens.
 * @param preferred this one where it is free
 */
export async function freePort(preferred = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => (preferred === 0 ? reject(error) : resolve(freePort())));
    probe.listen(preferred, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('No free port.')),
      );
    });
  });
}
