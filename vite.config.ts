import { type CrxPlugin, crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import { defineConfig, type Plugin } from 'vite';
import base from './manifest.json' with { type: 'json' };
import pkg from './package.json' with { type: 'json' };
import extensionKey from './test/e2e/extension-key.json' with { type: 'json' };
import { bundleAlone, JSX } from './tools/bundle-alone.ts';
import { pageScripts, sharedStylesFirst } from './tools/page-scripts.ts';
import { polyfillTables } from './tools/polyfill-tables.ts';

/**
 * One manifest, four builds. `--mode production` is what ships; `--mode test` differs from it in two manifest entries
 * only: a pinned id and host permissions for loopback, because an event fired by a test grants no activeTab.
 */
const FIREFOX_ID = 'clipdraft@clipdraft.invalid';

type Browser = 'chrome' | 'firefox';

function manifestFor(browser: Browser, test: boolean): Record<string, unknown> {
  const manifest: Record<string, unknown> = { ...structuredClone(base), version: pkg.version };
  if (browser === 'firefox') {
    // crx() crashes on background.service_worker for Firefox: there the background is an event page.
    manifest.background = { scripts: [base.background.service_worker], type: 'module' };
    delete manifest.minimum_chrome_version;
    manifest.browser_specific_settings = {
      gecko: {
        id: FIREFOX_ID,
        strict_min_version: '140.0',
        data_collection_permissions: { required: ['websiteContent', 'browsingActivity', 'authenticationInfo'] },
      },
    };
  }
  if (test) {
    manifest.host_permissions = ['http://127.0.0.1/*', 'https://127.0.0.1/*', 'http://localhost/*'];
    if (browser === 'chrome') manifest.key = extensionKey.key;
  }
  return manifest;
}

/** crx() would expose the injected script to every site; scripting.executeScript({files}) does not need that. */
const stripWebAccessibleResources: CrxPlugin = {
  name: 'strip-web-accessible-resources',
  enforce: 'post',
  apply: 'build',
  renderCrxManifest(manifest) {
    const stripped = { ...manifest };
    delete stripped.web_accessible_resources;
    return stripped;
  },
};

/**
 * One classic script for scripting.executeScript({files}), emitted as a plain asset. The bundler's own way of injecting
 * a script would need web_accessible_resources, or lose the result.
 */
function injectedScript(entry: string, fileName: string): Plugin {
  return {
    name: 'injected-script',
    apply: 'build',
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName, source: await bundleAlone(entry) });
    },
  };
}

export default defineConfig(({ mode }) => {
  const browser: Browser = process.env.BROWSER === 'firefox' ? 'firefox' : 'chrome';
  const test = mode === 'test';
  return {
    base: './',
    oxc: { jsx: JSX },
    // A worker has no document: packages with a DOM-bound `browser` entry must be taken by their `worker` one.
    resolve: { conditions: ['worker', 'module', 'browser', 'production'] },
    plugins: [
      crx({ manifest: manifestFor(browser, test) as unknown as ManifestV3Export, browser }),
      stripWebAccessibleResources,
      pageScripts(),
      sharedStylesFirst(),
      polyfillTables(base.permissions),
      injectedScript('src/clip/inject.ts', 'capture.js'),
    ],
    build: {
      outDir: `dist/${browser}${test ? '-test' : ''}`,
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: false,
      sourcemap: false,
    },
  };
});
