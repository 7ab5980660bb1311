import { afterAll } from 'vitest';
import { type ContentjetServer, contentjetHarness, namedServer, ownServer } from './contentjet-harness.ts';
import { destinationContract } from './suite.ts';

async function run(name: string, server: ContentjetServer): Promise<void> {
  const harness = await contentjetHarness(server);
  afterAll(() => harness.stop());
  destinationContract(`Contentjet ${name}`, harness);
}

const named = namedServer();
if (named === null) {
  await run('with a body of Markdown', await ownServer('article'));
  await run('with a body of plain text', await ownServer('note'));
} else {
  await run('as named', named);
}
