import type { DemoSystem } from './demo.ts';
import { ghostDemo } from './ghost.ts';

/** The systems that `npm start -- --to=<name>` knows. */
const SYSTEMS: Record<string, DemoSystem> = { ghost: ghostDemo };

export const DEFAULT_SYSTEM = 'ghost';

export const SYSTEM_NAMES = Object.keys(SYSTEMS);

/** @throws where no system has this name, with those there are */
export function systemNamed(name: string): DemoSystem {
  const system = Object.hasOwn(SYSTEMS, name) ? SYSTEMS[name] : undefined;
  if (system === undefined)
    throw new Error(`There is no system ${name} to start; there is ${SYSTEM_NAMES.join(', ')}.`);
  return system;
}
