import type { ClipNoteCode } from '../clip/clip.ts';
import type { Draft } from './draft.ts';

const LEFT_OUT: readonly ClipNoteCode[] = ['scripts_left_out', 'forms_left_out', 'media_unreadable'];

/** What a body lacks of the pages: what was noted when they were clipped, and what its system could not keep. */
export function leftOutOf(draft: Draft, lost: ReadonlySet<ClipNoteCode>): ClipNoteCode[] {
  const noted = new Set(draft.passages.flatMap((passage) => passage.notes.map((note) => note.code)));
  return LEFT_OUT.filter((code) => noted.has(code) || lost.has(code));
}
