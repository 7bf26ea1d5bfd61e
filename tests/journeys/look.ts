/** A look at a screen as two kinds of people take it: an accessibility check, and a picture kept for the eye. */
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const folder = join(import.meta.dirname, '../../artefacts/screens');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** By tag it would run, though axe itself leaves it out: it takes a count beside a word for a part of the name. */
const experimental = ['label-content-name-mismatch'];

// A cell of a grid that has the focus is no target of its own: whatever is pressed in it is its name or its control, which are looked at.

/** Called wherever somebody sees a new screen; `whole` takes the page from top to bottom. */
export type Look = (page: Page, name: string, options?: { readonly whole?: boolean }) => Promise<void>;

interface Found {
  readonly id: string;
  readonly impact?: string | null;
  readonly nodes: readonly { readonly target: unknown; readonly html: string; readonly failureSummary?: string }[];
}

/** What lies half under a bar that stays comes free by scrolling; what is too small is too small wherever the page stands. */
const wherever = async (page: Page, found: Found): Promise<Found> => {
  const from = await page.evaluate(() => scrollY);
  await page.evaluate(() => scrollTo({ top: scrollY > 0 ? 0 : document.documentElement.scrollHeight, behavior: 'instant' }));
  const { violations } = await new AxeBuilder({ page }).withRules(found.id).analyze();
  await page.evaluate((top) => scrollTo({ top, behavior: 'instant' }), from);
  const still = new Set(violations.flatMap(({ nodes }) => nodes.map(({ target }) => JSON.stringify(target))));
  return { ...found, nodes: found.nodes.filter(({ target }) => still.has(JSON.stringify(target))) };
};

/** The picture lies in `artefacts/screens/<name>.png`. */
export const look: Look = async (page, name, { whole = true } = {}) => {
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: whole, animations: 'disabled' });
  const { violations } = await new AxeBuilder({ page }).withTags(tags).disableRules(experimental).analyze();
  const found: Found[] = [];
  for (const one of violations) {
    const asked = { ...one, nodes: one.nodes.filter(({ html }) => one.id !== 'target-size' || !html.includes('role="gridcell"')) };
    found.push(one.id === 'target-size' && asked.nodes.length > 0 ? await wherever(page, asked) : asked);
  }
  const grave = found
    .filter(({ impact, nodes }) => (impact === 'serious' || impact === 'critical') && nodes.length > 0)
    .map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${String(target)} (${failureSummary ?? ''})`).join('; ')}`,
    );
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  // Softly: one run tells of all screens.
  expect.soft(width, `${name} scrolls sideways`).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
  expect.soft(grave, `accessibility of ${name}`).toEqual([]);
};

/** For journeys that look elsewhere. */
export const noLook: Look = () => Promise.resolve();
