/** Looking back: the list as it was, a row brought back from it, who wrote what. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { List } from './recorder.ts';

const sheet = (page: Page): Locator => page.getByRole('dialog', { name: /· 修改记录$/ });

export const open = async (page: Page, list: List): Promise<void> => {
  await page.getByRole('button', { name: '修改记录' }).click();
  await expect(page.getByRole('dialog', { name: `${list} · 修改记录` })).toBeVisible();
};

/** Newest first, from 1. */
const moment = (page: Page, n: number): Locator =>
  sheet(page)
    .getByRole('list', { name: '修改记录，最近的在前' })
    .getByRole('button')
    .nth(n - 1);

/** The moment before the last one, in which `what` happened. */
export const turnBackBefore = async (page: Page, what: string): Promise<void> => {
  await expect(moment(page, 1)).toContainText(what);
  await moment(page, 2).click();
  await expect(sheet(page).getByText('划掉的：当时有，现在没有。', { exact: false })).toBeVisible();
};

export const restoreRow = async (page: Page, words: string): Promise<void> => {
  const gone = sheet(page)
    .getByRole('listitem')
    .filter({ has: page.getByText('后来删了') })
    .filter({ hasText: words });
  await gone.getByRole('button', { name: /^恢复这一行/ }).click();
  await expect(sheet(page).getByText(/^第 \d+ 行已恢复。$/)).toBeVisible();
};

export const askWhoWrote = async (page: Page, words: string, ...people: readonly string[]): Promise<void> => {
  await sheet(page).getByRole('tab', { name: '谁写的' }).click();
  const choice = sheet(page).getByLabel('哪一行');
  const option = choice.locator('option').filter({ hasText: words });
  await choice.selectOption((await option.getAttribute('value')) ?? '');
  const writers = sheet(page).getByRole('list', { name: '写的人' }).getByRole('listitem');
  for (const name of people) await expect(writers.filter({ hasText: name }).first()).toBeVisible();
};

export const close = async (page: Page): Promise<void> => {
  await sheet(page).getByRole('button', { name: '关闭' }).click();
  await expect(sheet(page)).toBeHidden();
};
