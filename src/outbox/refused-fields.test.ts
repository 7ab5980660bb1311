/** What a site has refused field by field, on the way back to the editor. */
import { expect, test } from 'vitest';
import { createWorld, queue, read } from '../../test/support/outbox-world.ts';
import type { ErrorView, FieldIssue } from '../core/errors.ts';
import type { Draft } from '../draft/draft.ts';
import type { EditedDraft } from './outbox.ts';

const ISSUES: FieldIssue[] = [
  { field: 'title', rule: 'too_long', limit: 60 },
  { field: 'tags', rule: 'format' },
  { field: 'body', rule: 'too_long', limit: 30_000 },
  { field: 'section', rule: 'required', label: 'Section' },
];

/** A draft that was refused, and is being edited again. */
async function reopened(error: ErrorView) {
  const world = createWorld();
  const { id } = await queue(world, 'a');
  const { store, outbox } = world.background();
  await store.update(id, (entry) => ({ ...entry, state: 'needs_attention', error }));
  await outbox.reopen(id);
  const edit = (patch: Partial<Draft>, more: Omit<EditedDraft, 'draft'> = {}) =>
    outbox.edit(id, (draft) => ({ ...more, draft: { ...draft, ...patch } }));
  const fields = async () => ((await read(world, id)).error?.issues ?? []).map(({ field }) => field);
  return { outbox, id, edit, fields, entry: () => read(world, id) };
}

const refused = (): ReturnType<typeof reopened> =>
  reopened({ code: 'draft_rejected', destination: 'contentjet', issues: ISSUES });

test('each field that was refused is known until it is changed', async () => {
  const { edit, fields, entry } = await refused();
  expect(await fields()).toEqual(['title', 'tags', 'body', 'section']);
  await edit({ excerpt: 'Another' });
  expect(await fields()).toEqual(['title', 'tags', 'body', 'section']);
  await edit({ title: 'Short' });
  expect(await fields()).toEqual(['tags', 'body', 'section']);
  await edit({}, { options: { cut: true } });
  expect(await fields()).toEqual(['tags', 'section']);
  await edit({ tags: ['one'], note: 'And a word' });
  expect(await fields()).toEqual(['section']);
  expect((await entry()).error).toMatchObject({ code: 'draft_rejected', destination: 'contentjet' });
});

test('the last one that is changed takes the refusal with it', async () => {
  const one = await reopened({
    code: 'draft_rejected',
    destination: 'ghost',
    issues: [{ field: 'tags', rule: 'format' }],
  });
  await one.edit({ tags: ['one'] });
  expect((await one.entry()).error).toBeNull();
});

test('another account has refused nothing', async () => {
  const { edit, entry } = await refused();
  await edit({}, { accountId: 'another' });
  expect((await entry()).error).toBeNull();
});

test('sent again, the draft has a clean slate', async () => {
  const { outbox, id, entry } = await refused();
  await outbox.submit(id, 'blog');
  expect((await entry()).error).toBeNull();
});

test('a refusal that names no field has been read', async () => {
  const { entry } = await reopened({ code: 'draft_rejected', destination: 'ghost' });
  expect((await entry()).error).toBeNull();
});
