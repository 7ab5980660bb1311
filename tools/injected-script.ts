import { build } from 'vite';

/**
 * One classic script for scripting.executeScript({files}): built apart, imports and all. The bundler's own way of
 * injecting a script would need web_accessible_resources, or lose the result.
 */
export async function buildInjectedScript(entry: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      minify: true,
      target: 'es2022',
      lib: { entry, formats: ['iife'], name: '_', fileName: () => 'script.js' },
    },
  });
  for (const output of Array.isArray(result) ? result : [result]) {
    if (!('output' in output)) continue;
    for (const file of output.output) if (file.type === 'chunk') return file.code;
  }
  throw new Error(`${entry} gave no script.`);
}
