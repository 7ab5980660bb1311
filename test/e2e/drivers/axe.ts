/** axe over a page as it stands, light and dark. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type axe from 'axe-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What breaks a rule, by look; empty where all is well. */
export async function violations(page: Page): Promise<string[]> {
  // Evaluated beside the page: its own policy takes no foreign script.
  await page.evaluate(AXE);
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const run = await page.evaluate(async (rules) => {
      const { axe: runner } = globalThis as unknown as { axe: typeof axe };
      return runner.run(document, { runOnly: rules });
    }, RULES);
    found.push(...run.violations.map(({ id, nodes }) => `${colorScheme} ${id}: ${nodes[0]?.html}`));
  }
  return found;
}
