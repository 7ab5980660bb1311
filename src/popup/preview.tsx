import type { Root } from 'hast';
import type { ComponentChild } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import type { ClipNote, ClipNoteCode } from '../clip/clip.ts';
import type { Draft } from '../draft/draft.ts';
import { draftSections } from '../draft/sections.ts';
import { Button } from '../ui/button.tsx';
import { t, tCount } from '../ui/t.ts';
import { BEGINNING, showTree, WHOLE } from '../ui/tree.tsx';

/** What is missing although the page had it: said before sending. The rest belongs to every web page and is said quietly. */
const LOSSES = new Set<ClipNoteCode>(['formatting_missing', 'text_cut', 'too_large', 'media_unreadable']);

/** The passage and its source line as they will arrive. */
export function Preview({ draft, quote }: { draft: Draft; quote: boolean }) {
  const [whole, setWhole] = useState(false);
  // Images may change while it is looked at: nothing of it shows.
  const shown = useMemo(() => show(draft, quote, whole), [draft.passages, quote, whole]);
  const notes = draft.passages.flatMap((passage) => passage.notes);
  return (
    <>
      {/* A scrolling area is reached by keyboard, too. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
      <section class="preview" aria-label={t('preview')} tabIndex={0}>
        {shown.parts}
        {shown.cut && (
          <div class="preview-cut">
            <p>{t('preview_cut')}</p>
            <Button kind="quiet" onClick={() => setWhole(true)}>
              {t('preview_show_all')}
            </Button>
          </div>
        )}
      </section>
      <Notes notes={notes} />
    </>
  );
}

function show(draft: Draft, quote: boolean, whole: boolean): { parts: ComponentChild[]; cut: boolean } {
  const words = { source: t('source'), untitled: t('untitled') };
  let cut = false;
  const parts = draftSections({ ...draft, note: '', quote }, words).map((section) => {
    const root: Root = { type: 'root', children: section.content };
    const shown = showTree(root, whole ? WHOLE : BEGINNING);
    cut ||= shown.cut;
    return (
      <div class={`tree tree-${section.kind}`} lang={section.lang ?? undefined} dir={section.dir ?? 'auto'}>
        {shown.nodes}
      </div>
    );
  });
  return { parts, cut };
}

function Notes({ notes }: { notes: readonly ClipNote[] }) {
  if (notes.length === 0) return null;
  return (
    <ul class="clip-notes">
      {notes.map((note) => (
        <li key={note.code} class={LOSSES.has(note.code) ? 'clip-note-loss' : undefined}>
          {note.code === 'media_unreadable' ? tCount('note_media_unreadable', note.count) : t(`note_${note.code}`)}
        </li>
      ))}
    </ul>
  );
}
