/**
 * A client of Firefox's own remote protocol: frames `<bytes>:<json>` over TCP, a command [0, id, name, params], an
 * answer [1, id, error, result].
 * @see https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html
 */
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';

const Answer = v.tuple([
  v.literal(1),
  v.number(),
  v.nullable(v.object({ error: v.string(), message: v.string() })),
  v.unknown(),
]);
const Value = v.object({ value: v.optional(v.unknown()) });
const Outcome = v.object({ value: v.optional(v.unknown()), error: v.optional(v.string()) });

interface Pending {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

export class Marionette {
  #lastId = 0;
  #greeted = false;
  #buffer = Buffer.alloc(0);
  readonly #pending = new Map<number, Pending>();

  private constructor(private readonly socket: Socket) {
    socket.on('data', (data) => this.#read(data));
    socket.on('close', () => {
      for (const { reject } of this.#pending.values()) reject(new Error('Firefox closed the connection.'));
      this.#pending.clear();
    });
    socket.on('error', () => socket.destroy());
  }

  /** Connects as soon as Firefox listens; gives up after `timeoutMs`. */
  static async connect(port: number, timeoutMs: number): Promise<Marionette> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const socket = connect(port, '127.0.0.1');
      const error = await new Promise<Error | null>((resolve) => {
        socket.once('connect', () => resolve(null));
        socket.once('error', resolve);
      });
      if (error === null) return new Marionette(socket);
      if (performance.now() > deadline) throw error;
      await sleep(100);
    }
  }

  /** Sends one command, `WebDriver:Navigate` for example, and gives its result. */
  command(name: string, params: Record<string, unknown> = {}): Promise<unknown> {
    this.#lastId += 1;
    const id = this.#lastId;
    const text = JSON.stringify([0, id, name, params]);
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
  }

  /** Runs the body of a function in the page; `args` is the array of its arguments. */
  async run(script: string, args: unknown[] = []): Promise<unknown> {
    const result = await this.command('WebDriver:ExecuteScript', {
      script: `const args = arguments; ${script}`,
      args,
      newSandbox: true,
    });
    return v.parse(Value, result).value;
  }

  /** The same with `await` in the body. */
  async runAsync(script: string, args: unknown[] = []): Promise<unknown> {
    const wrapped = `
      const done = arguments[arguments.length - 1];
      const args = Array.from(arguments).slice(0, -1);
      (async () => {${script}})().then((value) => done({ value }), (error) => done({ error: String(error?.message ?? error) }));`;
    const result = await this.command('WebDriver:ExecuteAsyncScript', { script: wrapped, args, newSandbox: true });
    const outcome = v.parse(Outcome, v.parse(Value, result).value);
    if (outcome.error !== undefined) throw new Error(outcome.error);
    return outcome.value;
  }

  /** The same in the browser's own window, with its privileges. */
  async runInBrowser(script: string, args: unknown[] = []): Promise<unknown> {
    await this.command('Marionette:SetContext', { value: 'chrome' });
    try {
      return await this.runAsync(script, args);
    } finally {
      await this.command('Marionette:SetContext', { value: 'content' });
    }
  }

  close(): void {
    this.socket.destroy();
  }

  #read(data: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, data]);
    for (;;) {
      const colon = this.#buffer.indexOf(':');
      if (colon < 0) return;
      const end = colon + 1 + Number(this.#buffer.subarray(0, colon).toString());
      if (this.#buffer.length < end) return;
      const message: unknown = JSON.parse(this.#buffer.subarray(colon + 1, end).toString());
      this.#buffer = this.#buffer.subarray(end);
      if (this.#greeted) this.#settle(message);
      this.#greeted = true;
    }
  }

  #settle(message: unknown): void {
    const [, id, error, result] = v.parse(Answer, message);
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (error === null) pending?.resolve(result);
    else pending?.reject(new Error(`${error.error}: ${error.message}`));
  }
}
