/** The big screen in the hall: opened once by its address, and never touched again. */
import { expect, type Page } from '@playwright/test';

export const enter = async (page: Page, address: string): Promise<void> => {
  await page.goto(address);
  await expect(page.getByRole('heading', { name: '欢迎参加协商' })).toBeVisible();
};

export const expectShown = (page: Page, words: string | RegExp): Promise<void> =>
  expect(page.getByRole('main').getByText(words).first()).toBeVisible();
