import { afterAll } from 'vitest';
import { wordpress } from '../../src/destinations/wordpress/adapter.ts';
import { anonymousIo } from './harness.ts';
import { destinationContract } from './suite.ts';
import {
  type HarnessOptions,
  namedServer,
  ownServer,
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
  const [newest, plain, prefixed, old, oldPlain] = [
    await ownServer({ version: '7.1' }),
    await ownServer({ version: '7.1', permalinks: 'plain' }),
    await ownServer({ version: '7.1', restPrefix: 'api' }),
    await ownServer({ version: '6.1' }),
    await ownServer({ version: '6.1', permalinks: 'plain' }),
  ];
  await run('7.1', newest, { signIn: 'application_password', apiPath: '/wp-json/', waitsForSlowAnswers: true });
  await run('7.1', plain, { signIn: 'jwt_login', apiPath: PLAIN });
  await run('7.1', prefixed, { signIn: 'jwt_login', apiPath: '/api/' });
  await run('6.1', old, { signIn: 'jwt_login', apiPath: '/wp-json/' });
  await run('6.1', oldPlain, { signIn: 'application_password', apiPath: PLAIN });
} else {
  const { apiUrl } = await wordpress.discover(new URL(named.url), anonymousIo({ destination: wordpress }));
  const apiPath = apiUrl.slice(new URL(apiUrl).origin.length);
  await run('as named', named, { signIn: 'application_password', apiPath, waitsForSlowAnswers: true });
  if (named.admin.password !== undefined) await run('as named', named, { signIn: 'jwt_login', apiPath });
}
