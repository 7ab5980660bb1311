/** `npm run build [-- chrome|firefox] [-- --test]`: dist/chrome and dist/firefox, or their -test variants. */
import { run } from './run.ts';

export type Browser = 'chrome' | 'firefox';

export async function build(browser: Browser, mode: 'production' | 'test'): Promise<void> {
  const code = await run('vite', ['build', '--mode', mode, '--logLevel', 'warn'], { BROWSER: browser });
  if (code !== 0) throw new Error(`vite build failed for ${browser} (${mode})`);
}

if (process.argv[1]?.endsWith('build.ts')) {
  const args = process.argv.slice(2);
  const named = (['chrome', 'firefox'] as const).filter((browser) => args.includes(browser));
  const mode = args.includes('--test') ? 'test' : 'production';
  for (const browser of named.length === 0 ? (['chrome', 'firefox'] as const) : named) {
    await build(browser, mode);
    console.log(`dist/${browser}${mode === 'test' ? '-test' : ''}`);
  }
}
