import type { Element } from 'hast';
import { elementsNamed, stringProperty, textContent } from './tree.ts';

/** The TeX that a formula (`math`) was made from; '' where the page does not give it. */
export function texOf(math: Element): string {
  const source = elementsNamed(math, 'annotation').find(
    (annotation) => stringProperty(annotation, 'encoding') === 'application/x-tex',
  );
  return source === undefined ? '' : textContent(source).trim();
}
