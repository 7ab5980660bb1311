import { useState } from 'preact/hooks';
import type { RepositoryDetails } from '../../destinations/destination.ts';
import type { Generator, Layout } from '../../destinations/github/settings.ts';
import type { Images } from '../images.tsx';
import { type Choices, isSame } from './choices.ts';
import { constantsText, type ParsedConstants, parseConstants } from './constants.ts';
import {
  asUsual,
  beginLayouts,
  changeLayout,
  type Delivery,
  isChanged,
  type LayoutChange,
  layoutOf,
  withSite,
} from './layouts.ts';
import { wordOf } from './publishes.ts';

/** How files look, and how they get there, while it is being chosen. */
export interface Looks {
  layout: Layout;
  delivery: Delivery;
  hidesDrafts: boolean;
  images: Images;
  /** The fixed lines as they are typed, and what they say. */
  constants: { text: string; parsed: ParsedConstants };
  /** The person changed something of the preset. */
  changed: boolean;
  /** What the repository's files tell, where that is what is chosen. */
  guessed: boolean;
  setGenerator(generator: Generator): void;
  setDelivery(delivery: Delivery): void;
  setHidesDrafts(hidesDrafts: boolean): void;
  setImages(images: Images): void;
  setConstants(text: string): void;
  change(change: LayoutChange): void;
  /** Back to the preset. */
  reset(): void;
}

export function useLooks(stored: Choices, repository: RepositoryDetails | null): Looks {
  const site = repository?.site ?? null;
  const [chosen, setLayouts] = useState(() =>
    beginLayouts(stored.layout && { layout: stored.layout, delivery: stored.delivery }, site),
  );
  /** The person said what makes the site, here and now. */
  const [said, setSaid] = useState(false);
  const [typed, setTyped] = useState<{ generator: Generator; text: string } | null>(null);
  const [images, setImages] = useState(stored.images);
  const keeps = said || (stored.layout !== null && isSame(stored.repository, repository));
  const layouts = repository === null ? chosen : withSite(chosen, site, keeps);
  const layout = layoutOf(layouts);
  const [confirmed, setConfirmed] = useState(
    stored.hidesDrafts && stored.layout ? wordOf(stored.repository, stored.layout) : null,
  );
  const word = wordOf(repository, layout);
  const { generator, delivery } = layouts;
  const text = typed?.generator === generator ? typed.text : constantsText(layout.constants);

  return {
    ...{ layout, delivery, hidesDrafts: confirmed === word, images, setImages },
    setHidesDrafts: (hides) => setConfirmed(hides ? word : null),
    constants: { text, parsed: parseConstants(text) },
    changed: isChanged(layouts),
    guessed: site !== null && site.generator === generator,
    setGenerator: (picked) => {
      setSaid(true);
      setLayouts({ ...layouts, generator: picked });
    },
    setDelivery: (picked) => setLayouts({ ...layouts, delivery: picked }),
    setConstants: (lines) => {
      setTyped({ generator, text: lines });
      const parsed = parseConstants(lines);
      if (parsed.ok) setLayouts(changeLayout(layouts, { constants: parsed.constants }));
    },
    change: (change) => setLayouts(changeLayout(layouts, change)),
    reset: () => {
      setTyped(null);
      setLayouts(asUsual(layouts));
    },
  };
}
