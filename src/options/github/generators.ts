import type { Generator } from '../../destinations/github/settings.ts';
import { t } from '../../ui/t.ts';

/** Proper nouns, which are not translated; whatever else there is has no name here. */
const NAMES: Record<Exclude<Generator, 'plain'>, string> = {
  ...{ jekyll: 'Jekyll', hugo: 'Hugo', astro: 'Astro', eleventy: 'Eleventy' },
};

export const generatorName = (generator: Generator): string =>
  generator === 'plain' ? t('github_generator_plain') : NAMES[generator];
