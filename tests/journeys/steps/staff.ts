/** How whoever has an account comes in. */
import { expect, type Page } from '@playwright/test';
import { password } from '#tests/running/caller.ts';

export const takeLink = async (page: Page, link: string, login: string): Promise<void> => {
  await page.goto(link);
  await page.getByLabel('账号').fill(login);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '设好并登录' }).click();
  await expect(page).toHaveURL(/\/$/);
};

export const signIn = async (page: Page, login: string, to = '/'): Promise<void> => {
  await page.goto(`/sign-in?to=${encodeURIComponent(to)}`);
  await page.getByLabel('账号').fill(login);
  await page.getByLabel('密码').fill(password);
  await page.getByRole('main').getByRole('button', { name: '登录' }).click();
  await page.waitForURL((url) => url.pathname === to);
};
