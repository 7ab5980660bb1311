/** A real WordPress behind the suite: one of ours, or the server that `WORDPRESS_URL` names. */
import type { Credentials } from '../../src/auth/credentials.ts';
import { wordpress } from '../../src/destinations/wordpress/adapter.ts';
import type { WordPressSettings } from '../../src/destinations/wordpress/settings.ts';
import { startFaults } from '../servers/faults.ts';
import { type RunningWordPress, startWordPress, type WordPressOptions } from '../servers/wordpress.ts';
import type { WordPressVersion } from '../servers/wordpress-install.ts';
import { WordPressSite } from '../servers/wordpress-site.ts';
import { memoryStore } from '../support/memory.ts';
import type { Harness } from './harness.ts';

export type SignIn = 'application_password' | 'jwt_login';

/** What is known of a person; what is missing can't be signed in with. */
export interface Person {
  login: string;
  password?: string;
  appPassword?: string;
}

export interface WordPressServer {
  /** Without a slash at its end. */
  url: string;
  admin: Person;
  /** Another person, whose name is known. */
  editor: (Person & { displayName: string }) | null;
  stop(): Promise<void>;
}

export const SETTINGS: WordPressSettings = { jwtNamespace: 'jwt-auth/v1', images: 'copy' };

/** The newest line, or that which the environment names. */
export const VERSION: WordPressVersion = process.env.WORDPRESS_VERSION === '6.1' ? '6.1' : '7.1';

/** One of ours. */
export async function ownServer(
  options: Partial<WordPressOptions> = {},
): Promise<WordPressServer & { running: RunningWordPress }> {
  const running = await startWordPress({ version: VERSION, progress: (line) => console.log(line), ...options });
  const { url, users } = running;
  return { url, admin: users.administrator, editor: users.editor, running, stop: () => running.stop() };
}

/**
 * The server that the environment names, or null. The application password is the person's at the editor too, so it is
 * needed; the password is for the other way to sign in.
 */
export function namedServer(): WordPressServer | null {
  const { WORDPRESS_URL, WORDPRESS_USERNAME: login, WORDPRESS_PASSWORD, WORDPRESS_APP_PASSWORD } = process.env;
  if (!WORDPRESS_URL) return null;
  if (!login || !WORDPRESS_APP_PASSWORD) throw new Error('WORDPRESS_USERNAME and WORDPRESS_APP_PASSWORD are missing.');
  const url = new URL(WORDPRESS_URL).href.replace(/\/$/, '');
  const admin = { login, appPassword: WORDPRESS_APP_PASSWORD };
  const site = new WordPressSite(url, admin);
  return {
    url,
    admin: { ...admin, ...(WORDPRESS_PASSWORD ? { password: WORDPRESS_PASSWORD } : {}) },
    editor: null,
    async stop() {
      for (let found = await contractTags(site); found.length > 0; found = await contractTags(site)) {
        for (const { id } of found) await site.removeTerm('tags', id);
      }
    },
  };
}

const contractTags = async (site: WordPressSite) =>
  (await site.terms('tags', 'contract')).filter(({ name }) => name.startsWith('contract'));

export function credentialsOf({ login, password, appPassword }: Person, signIn: SignIn): Credentials {
  const secret = signIn === 'jwt_login' ? password : appPassword;
  if (secret === undefined) throw new Error(`${login} can't sign in by ${signIn} here.`);
  return { method: signIn, username: login, password: secret };
}

export interface HarnessOptions {
  signIn: SignIn;
  /** Where the REST API is found on the server's host, with the leading slash. */
  apiPath: string;
  waitsForSlowAnswers?: boolean;
}

export async function wordpressHarness(
  server: WordPressServer,
  { signIn, apiPath, waitsForSlowAnswers = false }: HarnessOptions,
): Promise<Harness> {
  const { url, admin, editor } = server;
  const { origin, pathname } = new URL(`${url}/`);
  const faults = await startFaults(origin);
  const site = new WordPressSite(url, { login: admin.login, appPassword: admin.appPassword ?? '' });
  const credentials = credentialsOf(admin, signIn);
  return {
    destination: wordpress,
    url: origin,
    apiPath,
    faults,
    settings: { ...SETTINGS },
    credentials,
    wrongCredentials: credentialsOf({ login: admin.login, password: 'wrong', appPassword: 'xxxx xxxx' }, signIn),
    secrets: [admin.password, admin.appPassword, editor?.password, editor?.appPassword].flatMap((one) => one ?? []),
    user: editor && { credentials: credentialsOf(editor, signIn), name: editor.displayName },
    addresses: ['', 'wp-admin/', 'wp-login.php', 'wp-admin/post.php?post=1&action=edit', '?p=1']
      .map((path) => `${pathname}${path}`)
      .concat(apiPath),
    authorizesByClock: false,
    waitsForSlowAnswers,
    tokens: memoryStore(),
    isCreate: ({ method, path }) => method === 'POST' && /\/wp\/v2\/posts[?&]/.test(decodeURIComponent(path)),
    published: 'publish',
    editor: {
      publish: ({ remoteId }) => site.publish(remoteId),
      retitle: ({ remoteId }, title) => site.edit(remoteId, { title }),
      remove: ({ remoteId }) => site.remove(remoteId),
      tagsOf: ({ remoteId }) => site.tagsOf(remoteId),
      authorOf: async ({ remoteId }) => site.displayName((await site.post(remoteId)).author),
      addTags: async (names) => {
        for (const name of names) await site.createTerm('tags', name);
      },
    },
    countByTitle: (title) => site.countByTitle(title),
    isPublic: async (slug) => {
      const answer = await fetch(`${url}/?${new URLSearchParams({ rest_route: '/wp/v2/posts', slug })}`);
      return (await answer.text()) !== '[]';
    },
    async stop() {
      await faults.stop();
      await server.stop();
    },
  };
}
