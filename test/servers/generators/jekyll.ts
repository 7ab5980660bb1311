import { installFromDebian, isInstalled, run } from '../command.ts';
import { type GeneratorSite, PROBED } from './generator.ts';
import { pageLayout } from './page.ts';

/** As it comes: kramdown with GitHub's flavour, Rouge for code, Liquid before all. */
export const jekyll: GeneratorSite = {
  ensure() {
    if (!isInstalled('jekyll')) installFromDebian(['jekyll'], 'Drafts are built with Jekyll');
  },

  files: () =>
    new Map([
      ['_config.yml', 'title: Probe\nurl: https://blog.example\ndefaults: [{ values: { layout: post } }]\n'],
      ['_layouts/post.html', pageLayout(`{${members()}}`, '{{ content }}')],
    ]),

  build: (source, output, { drafts }) =>
    run(
      'jekyll',
      [
        'build',
        '--quiet',
        '--disable-disk-cache',
        '--source',
        source,
        '--destination',
        output,
        ...(drafts ? ['--drafts'] : []),
      ],
      source,
      { LANG: 'C.UTF-8' },
    ),
};

const members = (): string =>
  ['path', ...PROBED].map((name) => `&quot;${name}&quot;:{{ page.${name} | jsonify | escape }}`).join(',');
