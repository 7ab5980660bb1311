import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';

/** The first owner, an integration and its keys, made through Ghost's own admin API as its set-up screen does. */

export const OWNER = { name: 'Olive Owner', email: 'owner@example.com', password: 'correct-horse-battery-9' } as const;
export const SITE_TITLE = 'Clip Lab';

export interface GhostKeys {
  adminApiKey: string;
  contentApiKey: string;
  staffToken: string;
}

/** Seeds a fresh Ghost; on one that was seeded before, reads the same keys again. */
export async function seedGhost(url: string): Promise<GhostKeys> {
  const api = new AdminSession(url);
  const status = await api.call('GET', 'authentication/setup/', Setup);
  if (!status.setup[0].status) {
    await api.call('POST', 'authentication/setup/', v.unknown(), { setup: [{ ...OWNER, blogTitle: SITE_TITLE }] });
  }
  await api.signIn();
  const path = 'integrations/?include=api_keys&limit=100';
  const named = (list: v.InferOutput<typeof Integrations>) => list.integrations.find((one) => one.name === 'Clipdraft');
  const integration =
    named(await api.call('GET', path, Integrations)) ??
    named(await api.call('POST', path, Integrations, { integrations: [{ name: 'Clipdraft' }] }));
  const me = (await api.call('GET', 'users/me/', Users)).users[0];
  const staff = (await api.call('GET', `users/${me.id}/token/`, Token)).apiKey;
  return {
    adminApiKey: secretOf(integration, 'admin'),
    contentApiKey: secretOf(integration, 'content'),
    staffToken: `${staff.id}:${staff.secret}`,
  };
}

const Integration = v.object({
  name: v.string(),
  api_keys: v.array(v.object({ type: v.string(), secret: v.string() })),
});
const Integrations = v.object({ integrations: v.array(Integration) });
const Setup = v.object({ setup: v.tuple([v.object({ status: v.boolean() })]) });
const Users = v.object({ users: v.tuple([v.object({ id: v.string() })]) });
const Token = v.object({ apiKey: v.object({ id: v.string(), secret: v.string() }) });

function secretOf(integration: v.InferOutput<typeof Integration> | undefined, type: string): string {
  const key = integration?.api_keys.find((entry) => entry.type === type);
  if (key === undefined) throw new Error(`Ghost made no ${type} key.`);
  return key.secret;
}

/** Ghost's admin API with a session cookie. */
class AdminSession {
  #cookie = '';

  constructor(private readonly url: string) {}

  /** Right after the set-up Ghost may hand out a session that it does not know yet (recorded from Ghost 6): once more then. */
  async signIn(): Promise<void> {
    for (let tries = 10; ; tries--) {
      const answer = await this.#fetch('POST', 'session/', { username: OWNER.email, password: OWNER.password });
      this.#cookie = answer.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; ');
      try {
        await this.#fetch('GET', 'users/me/');
        return;
      } catch (error) {
        if (tries === 0) throw error;
        await sleep(500);
      }
    }
  }

  async call<T>(method: string, path: string, shape: v.GenericSchema<unknown, T>, body?: unknown): Promise<T> {
    return v.parse(shape, await (await this.#fetch(method, path, body)).json());
  }

  async #fetch(method: string, path: string, body?: unknown): Promise<Response> {
    const answer = await fetch(`${this.url}/ghost/api/admin/${path}`, {
      method,
      headers: { 'content-type': 'application/json', origin: new URL(this.url).origin, cookie: this.#cookie },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`Ghost: ${method} ${path} ${answer.status} ${(await answer.text()).slice(0, 500)}`);
    return answer;
  }
}
