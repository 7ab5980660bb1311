/** Whether a site shows to its readers what its generator would hide as a draft. */
import { buildsDrafts } from './build-commands.ts';
import { configText, type Files, textsIn } from './guess-site.ts';
import { includesDrafts, showsDrafts } from './site-config.ts';

/** Whether the site's own configuration, or a command that builds it, has its drafts made like any other page. */
export async function publishesDrafts(generator: 'jekyll' | 'hugo', files: Files): Promise<boolean> {
  const config = await configText(generator, files);
  if (showsDrafts(config) || (generator === 'jekyll' && includesDrafts(config))) return true;
  const texts = await Promise.all([
    textsIn('', /^(netlify\.toml|(vercel|package)\.json)$/, files),
    textsIn('.github/workflows', /\.ya?ml$/, files),
  ]);
  return texts.flat().some(buildsDrafts);
}
