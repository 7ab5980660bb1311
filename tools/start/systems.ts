import { contentjetDemo } from './contentjet.ts';
import type { DemoSystem } from './demo.ts';
import { ghostDemo } from './ghost.ts';
import { ghostOAuthDemo } from './ghost-oauth.ts';
import { githubDemo } from './github.ts';
import { wordpressDemo } from './wordpress.ts';

/** The systems that `npm start -- --to=<name>` knows. */
const SYSTEMS: Record<string, DemoSystem> = {
  wordpress: wordpressDemo,
  ghost: ghostDemo,
  'ghost-oauth': ghostOAuthDemo,
  contentjet: contentjetDemo,
  github: githubDemo,
};

/** What is quicker and lighter to install. */
export const DEFAULT_SYSTEM = 'wordpress';

export const SYSTEM_NAMES = Object.keys(SYSTEMS);

/** @throws where no system has this name, with those there are */
export function systemNamed(name: string): DemoSystem {
  const system = Object.hasOwn(SYSTEMS, name) ? SYSTEMS[name] : undefined;
  if (system === undefined)
    throw new Error(`There is no system ${name} to start; there is ${SYSTEM_NAMES.join(', ')}.`);
  return system;
}
