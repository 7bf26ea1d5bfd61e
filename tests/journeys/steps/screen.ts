/** The big screen in the hall: opened once by its address, and never touched again. */
import { expect, type Page } from '@playwright/test';

export const enter = async (page: Page, address: string): Promise<void> => {
  await page.goto(address);
  await expect(page.getByRole('heading', { name: '欢迎参加协商' })).toBeVisible();
};

export const expectShown = (page: Page, words: string | RegExp): Promise<void> =>
  expect(page.getByRole('main').getByText(words).first()).toBeVisible();

/** From the last row: a code smaller than a fifth of the picture's height is seen and cannot be scanned. */
export const expectScannable = async (page: Page): Promise<void> => {
  const box = await page.getByRole('img', { name: /参会二维码/ }).boundingBox();
  expect(box?.height ?? 0).toBeGreaterThan((page.viewportSize()?.height ?? 0) / 5);
};
