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
  const status = await api.call('GET', 'authentication/setup/');
  if (!status.setup[0].status) {
    await api.call('POST', 'authentication/setup/', { setup: [{ ...OWNER, blogTitle: SITE_TITLE }] });
  }
  await api.signIn();
  const known = await api.call('GET', 'integrations/?include=api_keys&limit=100');
  const named = (list: { integrations: Integration[] }): Integration | undefined =>
    list.integrations.find((entry) => entry.name === 'Clipdraft');
  const integration =
    named(known) ??
    named(await api.call('POST', 'integrations/?include=api_keys', { integrations: [{ name: 'Clipdraft' }] }));
  const me = (await api.call('GET', 'users/me/')).users[0];
  const staff = (await api.call('GET', `users/${me.id}/token/`)).apiKey;
  return {
    adminApiKey: secretOf(integration, 'admin'),
    contentApiKey: secretOf(integration, 'content'),
    staffToken: `${staff.id}:${staff.secret}`,
  };
}

interface Integration {
  name: string;
  api_keys: { type: string; secret: string }[];
}

function secretOf(integration: Integration | undefined, type: string): string {
  const key = integration?.api_keys.find((entry) => entry.type === type);
  if (key === undefined) throw new Error(`Ghost made no ${type} key.`);
  return key.secret;
}

/** Ghost's admin API with a session cookie. The answers are Ghost's own, read in tests only. */
class AdminSession {
  #cookie = '';

  constructor(private readonly url: string) {}

  async signIn(): Promise<void> {
    const answer = await this.#fetch('POST', 'session/', { username: OWNER.email, password: OWNER.password });
    this.#cookie = answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
  }

  // biome-ignore lint/suspicious/noExplicitAny: the answers of a set-up call, which only this file reads
  async call(method: string, path: string, body?: unknown): Promise<any> {
    return (await this.#fetch(method, path, body)).json();
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
