/** Adds what was typed (several tags at once where commas part them); a tag that is there already is not added twice. */
export function addTags(tags: readonly string[], typed: string): string[] {
  const out = [...tags];
  for (const part of typed.split(',')) {
    const tag = part.trim().replace(/\s+/g, ' ');
    if (tag !== '' && !out.some((other) => same(other, tag))) out.push(tag);
  }
  return out;
}

/** Up to `max` known tags that fit what is typed, those that begin with it first; never one that is chosen already. */
export function suggestTags(known: readonly string[], chosen: readonly string[], typed: string, max = 6): string[] {
  const wanted = fold(typed.trim());
  const left = known.filter((tag) => !chosen.some((other) => same(other, tag)));
  if (wanted === '') return left.slice(0, max);
  const starting = left.filter((tag) => fold(tag).startsWith(wanted));
  const containing = left.filter((tag) => !starting.includes(tag) && fold(tag).includes(wanted));
  return [...starting, ...containing].slice(0, max);
}

function same(one: string, other: string): boolean {
  return fold(one) === fold(other);
}

/** For comparing what people type with what stands in a list. */
export function fold(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
