import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDraftSaver, type DraftEdit } from './draft-saver.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function recorder() {
  const stored: DraftEdit[] = [];
  const errors: unknown[] = [];
  let answer: () => Promise<unknown> = () => Promise.resolve();
  const answers: unknown[] = [];
  const saver = createDraftSaver({
    store: (patch) => {
      stored.push(patch);
      return answer();
    },
    onStored: (stored) => answers.push(stored),
    onError: (thrown) => errors.push(thrown),
  });
  return {
    saver,
    stored,
    answers,
    errors,
    answerWith(next: () => Promise<unknown>) {
      answer = next;
    },
  };
}

test('a burst of edits becomes one message with the last value of each field', async () => {
  const { saver, stored } = recorder();
  saver.edit({ note: 'H' });
  saver.edit({ note: 'He' });
  saver.edit({ title: 'T' });
  await vi.advanceTimersByTimeAsync(150);
  expect(stored).toEqual([{ note: 'He', title: 'T' }]);
});

test('someone who types without a pause is still saved every 150 ms', async () => {
  const { saver, stored } = recorder();
  for (let key = 0; key < 10; key += 1) {
    saver.edit({ note: 'x'.repeat(key) });
    await vi.advanceTimersByTimeAsync(60);
  }
  expect(stored.length).toBeGreaterThanOrEqual(3);
});

test('a popup that closes sends at once, with whatever has not been acknowledged yet', async () => {
  const { saver, stored, answerWith } = recorder();
  answerWith(() => new Promise(() => undefined));
  saver.edit({ title: 'T' });
  await vi.advanceTimersByTimeAsync(150);
  saver.edit({ note: 'N' });
  void saver.flush();
  expect(stored).toEqual([{ title: 'T' }, { title: 'T', note: 'N' }]);
});

test('flush without edits sends nothing', async () => {
  const { saver, stored } = recorder();
  await saver.flush();
  expect(stored).toEqual([]);
});

test('flush rejects where the edit could not be stored, and the next edit carries it again', async () => {
  const { saver, stored, answerWith } = recorder();
  answerWith(() => Promise.reject(new Error('full')));
  saver.edit({ title: 'T' });
  await expect(saver.flush()).rejects.toThrow('full');
  answerWith(() => Promise.resolve());
  saver.edit({ note: 'N' });
  await saver.flush();
  expect(stored.at(-1)).toEqual({ title: 'T', note: 'N' });
});

test('a save that fails by itself is told', async () => {
  const { saver, errors, answerWith } = recorder();
  answerWith(() => Promise.reject(new Error('full')));
  saver.edit({ title: 'T' });
  await vi.advanceTimersByTimeAsync(150);
  expect(errors).toHaveLength(1);
});

test('what is answered is told, and an answer that a later one has overtaken is not', async () => {
  const { saver, answers, answerWith } = recorder();
  let answerFirst: (answer: unknown) => void = () => undefined;
  answerWith(() => new Promise((resolve) => (answerFirst = resolve)));
  saver.edit({ title: 'T' });
  await vi.advanceTimersByTimeAsync(150);
  answerWith(() => Promise.resolve('to the second'));
  saver.edit({ note: 'N' });
  await saver.flush();
  answerFirst('to the first');
  answerWith(() => Promise.resolve('to the third'));
  saver.edit({ note: 'No' });
  await saver.flush();
  expect(answers).toEqual(['to the second', 'to the third']);
});
