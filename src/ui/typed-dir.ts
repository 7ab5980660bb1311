/** A field follows the direction of what is typed; while it is empty, its placeholder follows the page. */
export function typedDir(text: string): 'auto' | undefined {
  return text === '' ? undefined : 'auto';
}
