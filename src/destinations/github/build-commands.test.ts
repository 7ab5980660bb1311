import { describe, expect, test } from 'vitest';
import { buildsDrafts } from './build-commands.ts';
import { includesDrafts } from './site-config.ts';

describe('a command with drafts', () => {
  test.each([
    'hugo -D',
    'hugo --minify -D --gc',
    'hugo -DEF',
    'hugo -FD',
    'hugo --buildDrafts',
    'hugo --buildDrafts=true --minify',
    'cd site && hugo -D',
    '/usr/local/bin/hugo -D',
    'docker run --rm klakegg/hugo:0.107.0-ext -D',
    'hugo --baseURL "https://example.com/" -D',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of a workflow
    'hugo --baseURL "${{ steps.pages.outputs.base_url || vars.URL }}/" -D',
    'hugo \\\n  --gc \\\n  -D',
    'hugo\t-D\r\n',
    'command = "hugo -D"',
    'args: --minify --buildDrafts',
    'HUGO_BUILDDRAFTS: true',
    'HUGO_BUILDDRAFTS=1 hugo',
    'HUGO_BUILDDRAFTS = "true"',
    '"HUGO_BUILDDRAFTS": "true"',
    'jekyll build --drafts',
    'bundle exec jekyll build --drafts --future',
    'JEKYLL_ENV=production bundle exec jekyll b -D',
    'jekyll build -ID',
    'jekyll_build_options: --drafts',
  ])('%j', (text) => {
    expect(buildsDrafts(text)).toBe(true);
  });

  test.each([
    'hugo',
    'hugo --minify --gc',
    'hugo server -D',
    'hugo -D server',
    'hugo serve --buildDrafts',
    'hugo --buildDrafts=false',
    'hugo -D=false',
    'hugo -d public/Drafts',
    'hugo --destination Drafts',
    'hugo --buildFuture -EF',
    '# hugo -D',
    'hugo --minify # -D shows drafts',
    'hugo && git branch -D old',
    'hugo; curl -D headers.txt https://example.com/',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expression of a workflow
    "hugo ${{ github.event_name == 'pull_request' && '-D' || '' }}",
    'cargo clippy -- -D warnings',
    'npm install -D hugo-bin',
    'npm install hugo-bin -D',
    'gh pr create --draft',
    'HUGO_BUILDDRAFTS: false',
    'HUGO_BUILDFUTURE: true',
    'jekyll build',
    'jekyll build --unpublished --future',
    'bundle exec jekyll serve --drafts',
  ])('and none is %j', (text) => {
    expect(buildsDrafts(text)).toBe(false);
  });
});

describe('a workflow', () => {
  const steps =
    'jobs:\n  site:\n    steps:\n      - uses: actions/checkout@v4\n      - name: Build\n        run: hugo -D\n';
  test.each([
    ['on: push', true],
    ['on: [push, pull_request]', true],
    ['"on":\n  push:\n    branches: [main]', true],
    ['on:\n- push\n- pull_request', true],
    ['on:\n  pull_request:\n    branches: [main]\n\n  workflow_dispatch:', true],
    ['on:\n  pull_request:\n  # by night\n  schedule:\n    - cron: "0 0 * * *"', true],
    ['on:\r\n  push:\r\n  pull_request:\r', true],
    ['name: nothing starts it', true],
    ['on: [pull_request, push ]', true],
    ['on:\n  pull_request:\nenv:\n  HUGO: https://example.com/releases/hugo.deb', false],
    ['on: pull_request', false],
    ['on: [pull_request]', false],
    ['on:\n  pull_request:\n    branches:\n      - main', false],
    ['on:\n  - pull_request_target', false],
    ['on:\n  pull_request:\n#  push:', false],
  ])('%j', (events, counts) => {
    expect(buildsDrafts(`name: Site\n${events}\n${steps}`)).toBe(counts);
  });

  test('has steps for pull requests alone', () => {
    const when = (condition: string): string =>
      `on: [push, pull_request]\n${steps.replace('run:', `if: ${condition}\n        run:`)}      - run: hugo\n`;
    expect(buildsDrafts(when("github.event_name == 'pull_request'"))).toBe(false);
    expect(buildsDrafts(when("github.event_name != 'pull_request'"))).toBe(true);
  });

  test('has conditions of the shell before its commands', () => {
    const script = '|\n          [ -d public ] && rm -r public\n          [[ -n $X ]]\n          hugo -D';
    expect(buildsDrafts(`on: push\n${steps.replace('hugo -D', script)}`)).toBe(true);
  });
});

describe('what Netlify runs', () => {
  test.each([
    ['[build]\ncommand = "hugo -D"', true],
    ['  [build]\n  publish = "public"\n  command = "hugo -D"', true],
    ['[build]\ncommand = "hugo"\n[build.environment]\nHUGO_BUILDDRAFTS = "true"', true],
    ['[context.production]\ncommand = "hugo --buildDrafts"', true],
    ['[context.production.environment]\nHUGO_BUILDDRAFTS = "true"', true],
    ['[context.deploy-preview]\ncommand = "hugo -D"', false],
    ['[build]\ncommand = "hugo"\n\n[context.branch-deploy]\ncommand = "hugo -D -F"\n', false],
    ['[context.deploy-preview.environment]\nHUGO_BUILDDRAFTS = "true"', false],
    ['[dev]\ncommand = "hugo -D"', false],
    ['[[redirects]]\nfrom = "hugo -D"', false],
    ['[build]\n# command = "hugo -D"', false],
  ])('%j', (text, counts) => {
    expect(buildsDrafts(text)).toBe(counts);
  });
});

describe('what packages and Vercel run', () => {
  const scripts = (named: Record<string, string>): string => JSON.stringify({ scripts: named });
  test.each([
    [scripts({ build: 'hugo -D' }), true],
    [scripts({ 'build:production': 'npm run css && hugo --minify -D' }), true],
    [scripts({ deploy: 'jekyll build --drafts && gh-pages -d _site' }), true],
    ['{"buildCommand":"hugo -D","devCommand":"hugo server"}', true],
    ['{"build":{"env":{"HUGO_BUILDDRAFTS":"true"}}}', true],
    [scripts({ dev: 'hugo -D', start: 'hugo -D', serve: 'hugo -D', preview: 'hugo -D', watch: 'hugo -D' }), false],
    [scripts({ 'build:preview': 'hugo -D', 'build:drafts': 'hugo -D' }), false],
    [scripts({ build: 'hugo', 'build:dev': 'hugo -D' }), false],
    ['{"buildCommand":"hugo","devCommand":"hugo -D"}', false],
    ['{"description":"hugo -D"}', false],
    ['{"scripts":["hugo -D"]}', false],
    ['{"scripts":{"build":{"toString":1}}}', false],
    ['null', false],
  ])('%s', (text, counts) => {
    expect(buildsDrafts(text)).toBe(counts);
  });
});

describe('what is no text of anybody’s keeps nobody busy', () => {
  const LENGTH = 400_000;
  const long = (piece: string): string => piece.repeat(Math.ceil(LENGTH / piece.length));
  test.each([
    ...[
      'hugo ',
      'hugo.',
      'hugo:',
      'hugo -',
      'hugo -E',
      '-E',
      ' --drafts=0',
      ' server',
      '${{',
      '\\\n',
      '\n',
      '\r\n',
      ' ',
    ],
    ...[
      'on:\n -\n',
      '- ',
      '\n- ',
      '[',
      '\n[',
      'if:',
      'if: ==',
      '\nif:== ',
      'push',
      '"',
      'HUGO_BUILDDRAFTS ',
      'show_drafts = ',
    ],
    ...[
      'include:\n- *',
      'include: [',
      '*',
      '_*',
      '_drafts.',
      'drafts: {',
      'drafts: { output ',
      'drafts:\n',
      ' drafts:\n',
    ],
    ...['\n  ', '  drafts:\n    output: no\n', '#', '\n#', '{"a":', '"a', '"build', '"dev', '"a:', 'pull_request '],
  ])('%j', (piece) => {
    const text = long(piece);
    const texts = [text, `on: ${text}`, `include:\n${text}`, `drafts:\n ${text}`];
    const shown = texts.map((one) => [buildsDrafts(one), includesDrafts(`x: y\n${one}`)]);
    expect(shown).toHaveLength(4);
  });

  test('nor do lists within lists', () => {
    const nested = Array.from({ length: 300 }, (_, depth) => `${' '.repeat(depth)}drafts:\n`).join('');
    expect(includesDrafts(nested + `${' '.repeat(300)}x: y\n`.repeat(300))).toBe(false);
  });
});
