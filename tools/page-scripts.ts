import { build, type Plugin } from 'vite';
import { JSX } from './bundle-alone.ts';

/** Where the popup's script leaves what the options page takes from it. */
const SHARED = 'clipdraft';

/** The scripts that each page loads, in this order. */
const SCRIPTS: Record<string, readonly string[]> = {
  'src/popup/index.html': ['popup.js'],
  'src/options/index.html': ['popup.js', 'options.js'],
};

/**
 * The pages' scripts. A popup is opened many times a day, and each file it loads costs it more than what stands in the
 * file (measured: 2.4 against 2.0 times a blank page); a module costs more than a classic script. So all that the popup
 * needs is one classic script. The options page loads that same file before its own, which holds only what the popup has
 * not: preact and src/ui would be in the zip twice otherwise. (The popup's script shows nothing where it finds no popup.)
 */
export function pageScripts(): Plugin {
  return {
    name: 'page-scripts',
    apply: 'build',
    transformIndexHtml: {
      order: 'pre',
      handler(html, { path }) {
        const scripts = SCRIPTS[path.slice(1)];
        if (scripts === undefined) throw new Error(`Which scripts does ${path} load?`);
        const tags = scripts.map((file) => `<script defer src="../../${file}" vite-ignore></script>`);
        return html.replace(/<script type="module".*<\/script>/, tags.join('\n    '));
      },
    },
    async generateBundle() {
      for (const [fileName, source] of await bundlePages()) this.emitFile({ type: 'asset', fileName, source });
    },
  };
}

/**
 * The options page's styles begin with the popup's, for the same reason. The bundler names a page's own before those it
 * shares, and the own ones are to have the last word.
 */
export function sharedStylesFirst(): Plugin {
  return {
    name: 'shared-styles-first',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html) => html.replace(/(<link rel="stylesheet"[^>]*>)\s*(<link rel="stylesheet"[^>]*>)/, '$2\n    $1'),
    },
  };
}

const OPTIONS = 'virtual:options';

/**
 * The bundler is told that the options page imports the popup. So it takes what both need from the popup's file, in one
 * import against one export, which become a return and a declaration here.
 */
async function bundlePages(): Promise<[file: string, code: string][]> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    oxc: { jsx: JSX },
    plugins: [
      {
        name: 'options-after-popup',
        resolveId: (id) => (id === OPTIONS ? id : null),
        load: (id) => (id === OPTIONS ? `import '/src/popup/main.tsx'; import '/src/options/main.tsx';` : null),
      },
    ],
    build: {
      write: false,
      modulePreload: false,
      target: 'es2022',
      rolldownOptions: {
        input: { popup: 'src/popup/main.tsx', options: OPTIONS },
        output: { entryFileNames: '[name].js' },
      },
    },
  });
  if (!('output' in result)) throw new Error('The pages were not bundled.');
  const code = new Map(result.output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : '']));
  if (code.size !== 2) throw new Error(`The pages became ${[...code.keys()].join(', ')}.`);
  const popup = classic(code.get('popup.js'), EXPORT, (names) => `return{${names.replace(PAIR, '$2:$1')}}`);
  const options = classic(
    code.get('options.js'),
    IMPORT,
    (names) => `const{${names.replace(PAIR, '$1:$2')}}=${SHARED};`,
  );
  return [
    ['popup.js', `var ${SHARED}=${popup}`],
    ['options.js', options],
  ];
}

const EXPORT = /export\{([^{}]+)\};?\s*$/;
const IMPORT = /^import\{([^{}]+)\}from"\.\/popup\.js";/;
const PAIR = /([\w$]+) as ([\w$]+)/g;

/** A module with one statement of its own kind as a script; what it shares are functions and constants. */
function classic(module: string | undefined, statement: RegExp, instead: (names: string) => string): string {
  if (module === undefined || !statement.test(module)) throw new Error('The bundler has changed its form.');
  return `(()=>{"use strict";${module.replace(statement, (_, names: string) => instead(names))}})();`;
}
