/** The command line of `npm run clip`. */
import { parseArgs } from 'node:util';
import { FORMATS, type Format, isFormat } from './formats.ts';

export interface ClipArguments {
  target: string;
  select: string | null;
  to: Format;
  quote: boolean;
  out: string | null;
  base: URL;
}

export const HELP = `Usage: npm run clip -- <URL | file.html | folder> [options]

Clips pages with the extension's own code in a real headless Chromium.
One page is written to the terminal, a folder's pages to one file each.

  --to FORMAT              ${Object.keys(FORMATS).join(', ')} (default: html)
                           json: the clip; html, text: the draft; the others: what these systems receive
  --select CSS             clips the first element that matches, instead of the whole page
  --plain                  does not quote the passage
  --out DIR                writes files there (default for a folder: out/clip)
  --base URL               the address that files are seen at (default: http://localhost/); with a public one the
                           draft names its source
  --help

The id and the time of a json clip, and the date in a file for GitHub, are fixed, so that two runs can be compared.
Ends with 0 when every page was clipped, 1 when one was not, 2 when the command is not understood.`;

/** Null asks for the help; throws where the command line is not understood. */
export function readArguments(args: string[]): ClipArguments | null {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      select: { type: 'string' },
      to: { type: 'string', default: 'html' },
      plain: { type: 'boolean', default: false },
      out: { type: 'string' },
      base: { type: 'string', default: 'http://localhost/' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const [target, ...more] = positionals;
  if (target === undefined) throw new Error('Name a page: a URL, an html file, or a folder of them.');
  if (more.length > 0) throw new Error(`One page or folder at a time; "${more.join(' ')}" is too much.`);
  if (!isFormat(values.to)) throw new Error(`--to knows ${Object.keys(FORMATS).join(', ')}; not "${values.to}".`);
  const base = new URL(URL.canParse(values.base) ? values.base : 'about:blank');
  if (!/^https?:$/.test(base.protocol)) throw new Error('--base wants an address with http or https.');
  if (!base.pathname.endsWith('/')) base.pathname += '/';
  return {
    target,
    select: values.select ?? null,
    to: values.to,
    quote: !values.plain,
    out: values.out ?? null,
    base,
  };
}
