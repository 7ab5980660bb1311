/** Clients: machines that read one project. Their secrets are shown to whoever may list them, other clients too. */
import { randomUUID } from 'node:crypto';
import { type Answer, bodyOf, type Call, idIn, nowOf, projectOf } from './api.ts';
import { notFound } from './errors.ts';
import { pick, text } from './json.ts';
import { clientJson } from './rows.ts';
import { checkSchema, string } from './schema.ts';
import { stamped } from './store.ts';

const schema = { properties: { name: string({ minimum: 1, maximum: 64 }) }, required: ['name'] };

const random32 = (): string => randomUUID().replaceAll('-', '');

export function createClient(call: Call): Answer {
  checkSchema(pick(call.body, ['name']), schema);
  const { clients } = call.api.store;
  const client = clients.insert({
    id: clients.takeId(),
    projectId: projectOf(call).id,
    name: text(bodyOf(call).name),
    clientId: random32(),
    clientSecret: random32(),
    ...stamped(nowOf(call)),
  });
  return { status: 201, body: clientJson(client) };
}

export const listClients = (call: Call): Answer => ({
  body: call.api.store.clients
    .all()
    .filter(({ projectId }) => projectId === projectOf(call).id)
    .toSorted((one, other) => other.modifiedAt - one.modifiedAt)
    .map(clientJson),
});

export function retrieveClient(call: Call): Answer {
  const client = call.api.store.clients.get(idIn(call, 'client'));
  if (client?.projectId !== projectOf(call).id) throw notFound();
  return { body: clientJson(client) };
}

export function deleteClient(call: Call): Answer {
  call.api.store.clients.delete(idIn(call, 'client'));
  return { status: 204 };
}
