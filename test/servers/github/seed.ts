/** What is there at first. */

import type { Account, App, Installation } from './records.ts';
import type { Repository } from './repository.ts';
import { newPair, type World } from './world.ts';

export interface Seed {
  /** Owns `blog` and `notes`, and writes to `press/site`. */
  person: Account;
  /** `press`, an organisation. */
  organization: Account;
  /** `ada/blog`: public, a Jekyll site on `main`. */
  blog: Repository;
  /** `ada/notes`: private, on the free plan: no draft pull requests. */
  notes: Repository;
  /** `press/site`: private, of an organisation that pays: a Hugo site. */
  site: Repository;
  /** Fine-grained, for all of the person's own repositories: contents and pull requests, to write. It never ends. */
  token: string;
  /** Installed at the person, for all of their repositories, with the same permissions. */
  app: App;
  /** PEM of PKCS#1, as GitHub gives it. */
  privateKey: string;
  installation: Installation;
}

const JEKYLL = {
  '_config.yml': 'title: A blog\nurl: "https://ada.example"\n',
  '_posts/2026-01-02-hello.md': '---\nlayout: post\ntitle: Hello\n---\n\nThe first post.\n',
  'index.md': '---\nlayout: home\n---\n',
};

const HUGO = {
  'hugo.toml': 'baseURL = "https://press.example/"\nlanguageCode = "en"\ntitle = "The press"\n',
  'content/posts/hello.md': '---\ntitle: Hello\ndate: 2026-01-02\n---\n\nThe first post.\n',
};

const WRITES = { contents: 'write', pull_requests: 'write' } as const;

/** The same in all worlds of this process: to make one takes as long as a whole test. */
let pair: ReturnType<typeof newPair> | undefined;

export function seed(world: World): Seed {
  pair ??= newPair();
  const person = world.addUser('ada', { name: 'Ada Lovelace' });
  const organization = world.addOrganization('press', { name: 'The Press', plan: 'team' });
  const blog = world.addRepository('ada/blog', JEKYLL);
  const notes = world.addRepository('ada/notes', { 'README.md': '# Notes\n' }, { isPrivate: true });
  const site = world.addRepository('press/site', HUGO, { isPrivate: true, roles: { ada: 'write' } });
  const token = world.addFineGrainedToken('ada', { permissions: WRITES });
  const { app, privateKey } = world.addApp('ada', 'Clipdraft of Ada', WRITES, pair);
  const installation = world.install(app, 'ada');
  return { person, organization, blog, notes, site, token, app, privateKey, installation };
}
