import { afterAll } from 'vitest';
import { wordpress } from '../../src/destinations/wordpress/adapter.ts';
import { anonymousIo } from './harness.ts';
import { destinationContract } from './suite.ts';
import {
  type HarnessOptions,
  namedServer,
  ownServer,
  VERSION,
  type WordPressServer,
  wordpressHarness,
} from './wordpress-harness.ts';

async function run(name: string, server: WordPressServer, options: HarnessOptions): Promise<void> {
  const harness = await wordpressHarness(server, options);
  afterAll(() => harness.stop());
  destinationContract(`WordPress ${name}, ${options.signIn}, ${options.apiPath}`, harness);
}

const PLAIN = '/index.php?rest_route=/';

const named = namedServer();
if (named === null) {
  // The old line has a run of its own, too: the newest one only has a look at it.
  const version = VERSION;
  await run(version, await ownServer({ version }), {
    ...{ signIn: 'application_password', apiPath: '/wp-json/' },
    waitsForSlowAnswers: version === '7.1',
  });
  const plain = await ownServer({ version, permalinks: 'plain' });
  await run(version, plain, { signIn: 'jwt_login', apiPath: PLAIN });
  const prefixed = await ownServer({ version, restPrefix: 'api' });
  await run(version, prefixed, { signIn: 'jwt_login', apiPath: '/api/' });
  if (version === '7.1') {
    await run('6.1', await ownServer({ version: '6.1' }), { signIn: 'jwt_login', apiPath: '/wp-json/' });
  }
} else {
  const { apiUrl } = await wordpress.discover(new URL(named.url), anonymousIo({ destination: wordpress }));
  const apiPath = apiUrl.slice(new URL(apiUrl).origin.length);
  await run('as named', named, { signIn: 'application_password', apiPath, waitsForSlowAnswers: true });
  if (named.admin.password !== undefined) await run('as named', named, { signIn: 'jwt_login', apiPath });
}
