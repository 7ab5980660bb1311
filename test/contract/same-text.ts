/** Whether two texts say the same in the same order. */

/** Letters and digits, word by word. */
function words(text: string): string[] {
  return text.normalize('NFC').match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
}

/**
 * '' where every letter of `before` is in `after`, in order, and no two words have been glued together; else what is
 * wrong. `after` may part words further (quotation marks do).
 */
export function textDifference(before: string, after: string): string {
  const [from, to] = [words(before), words(after)];
  const [fromText, toText] = [from.join(''), to.join('')];
  if (fromText !== toText) {
    let same = 0;
    while (same < fromText.length && fromText[same] === toText[same]) same += 1;
    const at = (text: string): string => text.slice(Math.max(0, same - 20), same + 40);
    return `text differs: …${at(fromText)}… became …${at(toText)}…`;
  }
  const kept = new Set(ends(to));
  const glued = ends(from).find((end) => !kept.has(end));
  return glued === undefined ? '' : `glued together: …${fromText.slice(Math.max(0, glued - 20), glued + 20)}…`;
}

/** Where each word ends, counted in letters. */
function ends(list: readonly string[]): number[] {
  let length = 0;
  return list.map((word) => {
    length += word.length;
    return length;
  });
}
