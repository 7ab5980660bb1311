/** A real Ghost behind the suite: its own of version 6 (or `GHOST_VERSION=5`), or the server `GHOST_URL` names. */
import { createHmac } from 'node:crypto';
import * as v from 'valibot';
import type { Receipt } from '../../src/destinations/destination.ts';
import { ghost } from '../../src/destinations/ghost/adapter.ts';
import { startFaults } from '../servers/faults.ts';
import { startGhost } from '../servers/ghost.ts';
import { memoryStore } from '../support/memory.ts';
import type { Harness } from './harness.ts';

interface Server {
  url: string;
  adminApiKey: string;
  staff: { token: string; name: string } | null;
  stop(): Promise<void>;
}

export async function ghostHarness(): Promise<Harness> {
  const server = await openServer();
  const faults = await startFaults(server.url);
  const api = new EditorApi(server);
  const { adminApiKey, staff } = server;
  return {
    destination: ghost,
    url: server.url,
    apiPath: '/',
    faults,
    settings: { apiVersion: 'unversioned' },
    credentials: { method: 'admin_api_key', key: adminApiKey },
    wrongCredentials: { method: 'admin_api_key', key: `${adminApiKey.split(':')[0]}:${'0'.repeat(64)}` },
    secrets: [adminApiKey, staff?.token].flatMap((key) => key?.split(':')[1] ?? []),
    user: staff && { credentials: { method: 'admin_api_key', key: staff.token }, name: staff.name },
    addresses: ['/', '/ghost/', '/ghost/#/editor/post/1', '/ghost/api/admin/site/', '/no-such-post/'],
    authorizesByClock: true,
    waitsForSlowAnswers: true,
    tokens: memoryStore(),
    isCreate: ({ method }) => method === 'POST',
    published: 'published',
    editor: {
      publish: (receipt) => api.edit(receipt, { status: 'published' }),
      remove: (receipt) => api.remove(`posts/${receipt.remoteId}/`),
      retitle: (receipt, title) => api.edit(receipt, { title }),
      tagsOf: async (receipt) => (await api.post(receipt)).tags.map(({ name }) => name),
      authorOf: async (receipt) => (await api.post(receipt)).authors[0]?.name ?? '',
      addTags: (names) => api.addTags(names),
    },
    countByTitle: (title) => api.countByTitle(title),
    isPublic: async (slug) => (await fetch(`${server.url}/${slug}/`)).ok,
    async stop() {
      await faults.stop();
      await api.removeTags('contract');
      await server.stop();
    },
  };
}

async function openServer(): Promise<Server> {
  const { GHOST_URL, GHOST_ADMIN_API_KEY, GHOST_VERSION } = process.env;
  if (GHOST_URL && GHOST_ADMIN_API_KEY) {
    return {
      url: new URL(GHOST_URL).href.replace(/\/$/, ''),
      adminApiKey: GHOST_ADMIN_API_KEY,
      staff: null,
      stop: async () => {},
    };
  }
  const running = await startGhost({
    version: GHOST_VERSION === '5' ? '5' : '6',
    progress: (line) => console.log(line),
  });
  const staff = { token: running.staffToken, name: running.ownerName };
  return { url: running.url, adminApiKey: running.adminApiKey, staff, stop: () => running.stop() };
}

const Post = v.object({
  id: v.string(),
  updated_at: v.string(),
  tags: v.array(v.object({ name: v.string() })),
  authors: v.array(v.object({ name: v.string() })),
});
const Posts = v.object({ posts: v.array(Post) });
const Tags = v.object({ tags: v.array(v.object({ id: v.string() })) });
const Count = v.object({ meta: v.object({ pagination: v.object({ total: v.number() }) }) });

/** The person at the editor: Ghost's API with a token made here, not by the code under test. */
export class EditorApi {
  constructor(private readonly server: Pick<Server, 'url' | 'adminApiKey'>) {}

  async post(receipt: Receipt): Promise<v.InferOutput<typeof Post>> {
    const { posts } = v.parse(Posts, await this.#call('GET', `posts/${receipt.remoteId}/`));
    return v.parse(Post, posts[0]);
  }

  async edit(receipt: Receipt, change: object): Promise<void> {
    const { updated_at } = await this.post(receipt);
    await this.#call('PUT', `posts/${receipt.remoteId}/`, { posts: [{ ...change, updated_at }] });
  }

  async countByTitle(title: string): Promise<number> {
    const filter = encodeURIComponent(`title:'${title}'`);
    return v.parse(Count, await this.#call('GET', `posts/?limit=1&filter=${filter}`)).meta.pagination.total;
  }

  async remove(path: string): Promise<void> {
    await this.#call('DELETE', path);
  }

  async addTags(names: string[]): Promise<void> {
    for (const name of names) await this.#call('POST', 'tags/', { tags: [{ name }] });
  }

  async removeTags(prefix: string): Promise<void> {
    const path = `tags/?limit=100&fields=id&filter=${encodeURIComponent(`name:~^'${prefix}'`)}`;
    for (;;) {
      const { tags } = v.parse(Tags, await this.#call('GET', path));
      if (tags.length === 0) return;
      for (const { id } of tags) await this.remove(`tags/${id}/`);
    }
  }

  async #call(method: string, path: string, body?: object): Promise<unknown> {
    const answer = await fetch(`${this.server.url}/ghost/api/admin/${path}`, {
      method,
      headers: { authorization: `Ghost ${this.#token()}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`Ghost: ${method} ${path} ${answer.status} ${await answer.text()}`);
    return answer.status === 204 ? null : answer.json();
  }

  #token(): string {
    const [kid = '', secret = ''] = this.server.adminApiKey.split(':');
    const iat = Math.floor(Date.now() / 1000);
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = `${part({ alg: 'HS256', kid, typ: 'JWT' })}.${part({ iat, exp: iat + 60, aud: '/admin/' })}`;
    return `${signed}.${createHmac('sha256', Buffer.from(secret, 'hex')).update(signed).digest('base64url')}`;
  }
}
