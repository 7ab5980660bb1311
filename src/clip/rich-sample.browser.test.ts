/// <reference types="vite/client" />
import { expect, test } from 'vitest';
import page from '../../test/fixtures/rich-sample.html?raw';
import { acceptTree } from './accept-tree.ts';
import { capture } from './capture.ts';

async function frameWith(html: string): Promise<Document> {
  const frame = document.createElement('iframe');
  frame.width = '900';
  frame.height = '900';
  frame.srcdoc = html;
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  document.body.append(frame);
  await loaded;
  if (frame.contentDocument === null) throw new Error('the frame has no document');
  return frame.contentDocument;
}

test('the rich sample is captured as the fixture that destinations are tested with (vitest -u writes it)', async () => {
  const doc = await frameWith(page);
  const article = doc.querySelector('article');
  if (article === null) throw new Error('the sample has no article');
  doc.getSelection()?.selectAllChildren(article);
  const captured = capture({ kind: 'selection' }, doc);
  if (!captured.found) throw new Error('nothing was captured');
  const { notes } = captured;
  const fixture = { content: acceptTree(captured.content), notes };
  await expect(`${JSON.stringify(fixture, null, 1)}\n`).toMatchFileSnapshot(
    '../../test/fixtures/rich-sample.clip.json',
  );
});
