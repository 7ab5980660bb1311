import { build } from 'vite';

export const JSX = { runtime: 'automatic', importSource: 'preact' } as const;

/** An entry with all its imports as one self-contained script, classic or module alike. Returns its code. */
export async function bundleAlone(entry: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    oxc: { jsx: JSX },
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
