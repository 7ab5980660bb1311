/** Web hooks: one POST after a change, awaited by nobody. */
import { type Answer, bodyOf, type Call, idIn, nowOf, projectOf } from './api.ts';
import { notFound } from './errors.ts';
import { pick, text } from './json.ts';
import { webHookJson } from './rows.ts';
import { boolean, checkSchema, string, uri } from './schema.ts';
import { iso, stamped } from './store.ts';

const MODELS = ['entryType', 'entry', 'media'];
const EVENTS = [
  'projectUpdated',
  'projectDeleted',
  ...MODELS.flatMap((model) => [`${model}Created`, `${model}Updated`, `${model}Deleted`]),
  'entryDeletedBulk',
  'mediaDeletedBulk',
];

const schema = {
  properties: {
    name: string({ maximum: 64 }),
    url: uri,
    isActive: boolean,
    ...Object.fromEntries(EVENTS.map((event) => [event, boolean])),
  },
  required: ['name', 'url'],
};

/** What is not said to be off is on. */
export function createWebHook(call: Call): Answer {
  const data = pick(call.body, Object.keys(schema.properties));
  checkSchema(data, schema);
  const { webHooks } = call.api.store;
  const webHook = webHooks.insert({
    id: webHooks.takeId(),
    projectId: projectOf(call).id,
    name: text(data.name),
    url: text(data.url),
    isActive: data.isActive !== false,
    events: Object.fromEntries(EVENTS.map((event) => [event, bodyOf(call)[event] !== false])),
    ...stamped(nowOf(call)),
  });
  return { status: 201, body: webHookJson(webHook) };
}

export const listWebHooks = (call: Call): Answer => ({
  body: call.api.store.webHooks
    .all()
    .filter(({ projectId }) => projectId === projectOf(call).id)
    .map(webHookJson),
});

export function retrieveWebHook(call: Call): Answer {
  const webHook = call.api.store.webHooks.get(idIn(call, 'webHook'));
  if (webHook?.projectId !== projectOf(call).id) throw notFound();
  return { body: webHookJson(webHook) };
}

export function deleteWebHook(call: Call): Answer {
  call.api.store.webHooks.delete(idIn(call, 'webHook'));
  return { status: 204 };
}

type Action = 'create' | 'update' | 'delete' | 'bulkDelete';
const PAST = { create: 'Created', update: 'Updated', delete: 'Deleted', bulkDelete: 'DeletedBulk' } as const;

/** @param ids of what was changed */
export function announce(call: Call, model: string, action: Action, ids: readonly (number | string)[]): void {
  const project = projectOf(call);
  const hooks = call.api.store.webHooks
    .all()
    .filter(
      ({ projectId, isActive, events }) => projectId === project.id && isActive && events[`${model}${PAST[action]}`],
    );
  for (const { id, name, url } of hooks) {
    const body = {
      action,
      dateTime: iso(nowOf(call)),
      model,
      project: { id: project.id, name: project.name },
      target: action === 'bulkDelete' ? ids : ids.map((target) => ({ id: target })),
      webHook: { id, name, url },
    };
    const headers = {
      accept: 'application/json, text/plain, */*',
      'content-type': 'application/json;charset=utf-8',
      'user-agent': 'axios/0.16.2',
    };
    void fetch(url, { method: 'POST', headers, body: JSON.stringify(body) }).catch(() => undefined);
  }
}
