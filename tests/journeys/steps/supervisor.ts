/** What a supervisor does: see what waits, verify, turn the second key. */
import { expect, type Page } from '@playwright/test';

const act = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('region', { name: '现在要做的' }).getByRole('button', { name, exact: true }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('button', { name, exact: true }).click();
  await expect(sheet).toBeHidden();
};

export const findWaiting = async (page: Page, pile: string, title: string): Promise<void> => {
  await page.goto('/supervision');
  await page.getByRole('tab', { name: pile }).click();
  await page.getByRole('link', { name: title }).click();
};

export const verify = async (page: Page, title: string): Promise<void> => {
  await findWaiting(page, '待核验', title);
  await act(page, '核验通过');
  await expect(page.getByRole('list', { name: '办理过程' })).toContainText('核验通过');
};

export const close = async (page: Page, title: string): Promise<void> => {
  await findWaiting(page, '待销号', title);
  await act(page, '销号');
  await expect(page.getByRole('list', { name: '办理过程' })).toContainText('销号');
};
