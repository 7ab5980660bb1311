import { installFromDebian, isInstalled, run } from '../command.ts';
import { type GeneratorSite, PROBED } from './generator.ts';
import { pageLayout } from './page.ts';

/** As it comes: taxonomies of tags, html in Markdown cut out, typographic quotation marks. */
export const hugo: GeneratorSite = {
  ensure() {
    if (!isInstalled('hugo')) installFromDebian(['hugo'], 'Drafts are built with Hugo');
  },

  files: ({ html = false }) =>
    new Map([
      [
        'config.json',
        JSON.stringify({
          ...{ baseURL: 'https://blog.example/', title: 'Probe', disableKinds: ['RSS', 'sitemap', 'robotsTXT'] },
          ...(html ? { markup: { goldmark: { renderer: { unsafe: true } } } } : {}),
        }),
      ],
      ['layouts/_default/single.html', pageLayout(data(), '{{ .Content }}')],
      ['layouts/_default/list.html', '<ul>{{ range .Pages }}<li>{{ .Title }}</li>{{ end }}</ul>'],
    ]),

  build: (source, output, { drafts }) =>
    run('hugo', ['--quiet', '--source', source, '--destination', output, ...(drafts ? ['--buildDrafts'] : [])], source),
};

/** Each value under its name, where the front matter has it. Hugo knows them in small letters. */
function data(): string {
  const path = '{{ $data := dict "path" (print "content/" .File.Path) }}';
  const values = PROBED.map(
    (name) => `{{ with index .Params "${name.toLowerCase()}" }}{{ $data = merge $data (dict "${name}" .) }}{{ end }}`,
  );
  // What Hugo knows of its own accord is no parameter.
  const own = '{{ with .Title }}{{ $data = merge $data (dict "title" .) }}{{ end }}';
  return `${path}${values.join('')}${own}{{ $data | jsonify }}`;
}
