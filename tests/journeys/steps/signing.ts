/** The held version before the parties: refused with a reason, compared, and corrected after it was issued. */
import { expect, type Locator, type Page } from '@playwright/test';

export const refuse = async (page: Page, reason: string): Promise<void> => {
  await page.getByRole('button', { name: '不同意' }).click();
  const window = page.getByRole('dialog');
  await window.getByLabel('哪里要改').fill(reason);
  await window.getByRole('button', { name: '不同意' }).click();
  await expect(window).toBeHidden();
};

export const expectVersion = (page: Page, n: number): Promise<void> =>
  expect(page.getByRole('heading', { name: `请各方签认 · 第 ${n} 稿` })).toBeVisible();

/** What is different from an earlier version, unfolded. */
export const compareWith = async (page: Page, n: number, changes: number): Promise<Locator> => {
  const summary = page.locator('summary').filter({ hasText: `和第 ${n} 稿相比` });
  await expect(summary).toContainText(`改动 ${changes} 处`);
  const details = page.locator('details').filter({ has: summary });
  if ((await details.getAttribute('open')) === null) await summary.click();
  return details;
};

/** One field of the first row that was issued. */
export const amendDue = async (page: Page, due: string, reason: string, look: () => Promise<void>): Promise<void> => {
  await page.getByRole('button', { name: '更正' }).click();
  const window = page.getByRole('dialog', { name: '更正已交办的清单' });
  await window.getByLabel('哪一栏').selectOption({ label: '完成时限' });
  await window.getByLabel('完成时限', { exact: true }).fill(due);
  await window.getByLabel('更正理由').fill(reason);
  await expect(window.getByText('更正前后')).toBeVisible();
  await look();
  await window.getByRole('button', { name: '确认更正' }).click();
  await expect(window).toBeHidden();
};

export const amendments = (page: Page): Locator => page.getByRole('region', { name: '更正记录' });
