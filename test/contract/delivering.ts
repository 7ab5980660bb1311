import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import type { Receipt } from '../../src/destinations/destination.ts';
import type { Draft } from '../../src/draft/draft.ts';
import { aClip, aDraft, WORDS } from '../fixtures/draft.ts';
import { FORMATTED, FORMATTED_SIGNS } from './formatted-content.ts';
import { errorOf, type Harness, newKeyFor, openSession } from './harness.ts';
import { newNonce } from './keys.ts';

/** Servers keep the time of the last change in whole seconds. */
const A_SECOND = 1100;

export function delivering(harness: Harness): void {
  const { destination } = harness;
  const asTag = (name: string): string => harness.asTag?.(name) ?? name;

  /** Creates a draft, lets the test look at it, and takes it away again. */
  async function withDraft(
    more: Partial<Draft>,
    look: (receipt: Receipt, key: string) => Promise<void>,
  ): Promise<void> {
    const session = await openSession(harness);
    const draft = aDraft(more);
    const key = await destination.deliveryKey(draft, newNonce(), session);
    const receipt = await destination.createDraft(draft, key, {}, session);
    try {
      await look(receipt, key);
    } finally {
      await destination.deleteDraft(receipt, session).catch(() => undefined);
    }
  }

  describe('delivering', () => {
    test('a draft is created unpublished, and read back', async () => {
      const title = `Read back ${newNonce()}`;
      await withDraft({ title }, async (receipt, key) => {
        const session = await openSession(harness);
        expect(await destination.getDraft(receipt, session)).toMatchObject({ title, status: 'draft', slug: key });
        expect(await harness.isPublic(key)).toBe(false);
        expect(receipt.editUrl).toMatch(new RegExp(`^${harness.editorUrl ?? harness.url}/`));
        expect(await harness.countByTitle(title)).toBe(1);
      });
    });

    test('its formatting survives', async () => {
      await withDraft({ passages: [aClip({ content: FORMATTED })], quote: false }, async (receipt) => {
        const draft = await destination.getDraft(receipt, await openSession(harness));
        const html = harness.toHtml?.(draft.html) ?? draft.html.replaceAll(/<!--.*?-->/g, '');
        for (const sign of harness.formattedSigns ?? FORMATTED_SIGNS) expect(html).toMatch(sign);
      });
    });

    test('its tags arrive', async () => {
      const tags = [`contract ${newNonce()}`, `contract, Ümlaut ${newNonce()}`];
      await withDraft({ tags }, async (receipt) => {
        expect((await harness.editor.tagsOf(receipt)).sort()).toEqual(tags.map(asTag).sort());
      });
    });

    if (!harness.hasNoOptions) {
      test('tags beyond a page of the server are all offered', async () => {
        const nonce = newNonce();
        const tags = Array.from({ length: 130 }, (_, i) => asTag(`contract ${nonce} ${i}`));
        await harness.editor.addTags(tags);
        const offered = (await destination.options(await openSession(harness))).tags;
        expect(tags.filter((tag) => !offered.includes(tag))).toEqual([]);
        expect(new Set(offered).size).toBe(offered.length);
      });
    }

    test.each([
      ['as long as it may be', '🎉'.repeat(destination.descriptor.limits.titleCodePoints), null],
      ['empty', '', WORDS.untitled],
      ['of white space', ' \n ', WORDS.untitled],
      ['in another script', 'Привет, 東京! مرحبا', null],
    ])('a title may be %s', async (_name, title, instead) => {
      await withDraft({ title }, async (receipt, key) => {
        const session = await openSession(harness);
        expect((await destination.getDraft(receipt, session)).title).toBe(instead ?? title);
        expect(await destination.findDraft(key, session)).toMatchObject({ remoteId: receipt.remoteId });
      });
    });

    test('a title that is too long is refused before anything is sent', async () => {
      const { titleCodePoints: limit } = destination.descriptor.limits;
      const draft = aDraft({ title: 'a'.repeat(limit + 1) });
      const session = await openSession(harness, { url: harness.faults.url });
      const error = await errorOf(harness, destination.createDraft(draft, newKeyFor(harness), {}, session));
      expect(error.toView()).toMatchObject({
        code: 'draft_rejected',
        issues: [{ field: 'title', rule: 'too_long', limit }],
      });
      expect(harness.faults.requests).toEqual([]);
    });

    test('nothing is found under a key that was never sent', async () => {
      expect(await destination.findDraft(newKeyFor(harness), await openSession(harness))).toBeNull();
    });

    test('what only served the delivery is cleared away', async () => {
      const title = `Tidy me ${newNonce()}`;
      await withDraft({ title }, async (receipt, key) => {
        const session = await openSession(harness);
        await destination.tidy(receipt, aDraft({ title }), session);
        const { slug, status } = await destination.getDraft(receipt, session);
        const cleared = harness.hidesKey ? '' : title.toLowerCase().replaceAll(' ', '-');
        expect(slug).toBe(harness.keepsKey ? key : cleared);
        expect(slug === key).toBe(harness.keepsKey ?? false);
        expect(status).toBe('draft');
      });
    });

    test('clearing away leaves what the person has changed meanwhile', async () => {
      await withDraft({}, async (receipt, key) => {
        if (!harness.knowsChanges) await sleep(A_SECOND);
        await harness.editor.retitle(receipt, 'My own title');
        const session = await openSession(harness);
        await destination.tidy(receipt, aDraft(), session);
        expect(await destination.getDraft(receipt, session)).toMatchObject({
          ...{ title: 'My own title', slug: harness.hidesKey ? '' : key },
        });
      });
    });

    test('undo deletes the draft; once more is no error', async () => {
      await withDraft({}, async (receipt, key) => {
        const session = await openSession(harness);
        await destination.deleteDraft(receipt, session);
        const found = await destination.findDraft(key, session);
        if (harness.remembersUndone) expect(found).toMatchObject({ remoteId: receipt.remoteId });
        else expect(found).toBeNull();
        expect((await errorOf(harness, destination.getDraft(receipt, session))).code).toBe('not_found');
        await destination.deleteDraft(receipt, session);
        await destination.tidy(receipt, aDraft(), session);
      });
    });

    test('undo never deletes what was published', async () => {
      const session = await openSession(harness);
      const receipt = await destination.createDraft(aDraft(), newKeyFor(harness), {}, session);
      await harness.editor.publish(receipt);
      expect((await errorOf(harness, destination.deleteDraft(receipt, session))).code).toBe('conflict');
      const { published } = harness;
      const left = destination.getDraft(receipt, session);
      if (published === null) expect((await errorOf(harness, left)).code).toBe('not_found');
      else expect(await left).toMatchObject({ status: published });
      await harness.editor.remove(receipt);
    });
  });
}
