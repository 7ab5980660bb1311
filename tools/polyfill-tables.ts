import type { Plugin } from 'vite';

/** How Chrome's functions take their callbacks, by API: JSON in the polyfill's file. */
const TABLES = /(?<=const apiMetadata = )\{.*?\n {6}\}(?=;)/s;
/** These need no permission. */
const OPEN_APIS = ['commands', 'runtime'];

/** Leaves out the polyfill's tables of the APIs that an extension with these permissions can't call: two thirds of them. */
export function polyfillTables(permissions: readonly string[]): Plugin {
  const used = new Set([...OPEN_APIS, ...permissions]);
  return {
    name: 'polyfill-tables',
    apply: 'build',
    transform(code, id) {
      if (!id.endsWith('/browser-polyfill.js')) return null;
      if (!TABLES.test(code)) throw new Error('The polyfill has changed its form.');
      return code.replace(TABLES, (tables) => {
        const byApi: [api: string, table: unknown][] = Object.entries(JSON.parse(tables));
        return JSON.stringify(Object.fromEntries(byApi.filter(([api]) => used.has(api))));
      });
    },
  };
}
