import { fileURLToPath } from 'node:url';
import { run } from '../command.ts';
import { type GeneratorSite, PROBED } from './generator.ts';
import { pageLayout } from './page.ts';

const COMMAND = fileURLToPath(new URL('../../../node_modules/@11ty/eleventy/cmd.cjs', import.meta.url));

/** As Eleventy's documentation has it; without a line like this nothing hides a draft. */
const HIDDEN = `config.addPreprocessor('drafts', 'md', (data) => data.draft && !process.env.BUILD_DRAFTS ? false : undefined);`;

const config = (hidesDrafts: boolean): string => `
export default (config) => {
  config.setQuietMode(true);
  config.addPassthroughCopy('img');
  ${hidesDrafts ? HIDDEN : ''}
  config.addFilter('probed', function () {
    const data = this.ctx;
    const members = ${JSON.stringify(PROBED)}.filter((name) => data[name] !== undefined).map((name) => [name, data[name]]);
    return JSON.stringify({ path: data.page.inputPath.replace(/^\\.\\//, ''), ...Object.fromEntries(members) });
  });
  return { markdownTemplateEngine: 'liquid' };
};
`;

export const eleventy: GeneratorSite = {
  ensure() {},

  files: ({ hidesDrafts = true }) =>
    new Map([
      ['package.json', '{ "type": "module" }'],
      ['eleventy.config.js', config(hidesDrafts)],
      ['posts/posts.json', '{ "layout": "post.njk" }'],
      ['_includes/post.njk', pageLayout('{{ page | probed }}', '{{ content | safe }}')],
    ]),

  build: (source, output, { drafts }) =>
    run(process.execPath, [COMMAND, '--quiet', '--output', output], source, drafts ? { BUILD_DRAFTS: '1' } : {}),
};
