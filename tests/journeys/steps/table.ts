/** What people do in the lists as in a spreadsheet: rows of their own, paste, split, find; and without a connection. */
import { expect, type Locator, type Page } from '@playwright/test';
import { cell, row, rows, type List } from './recorder.ts';

/** What each row says in its texts, top to bottom, with cells to write in or in short. */
const said = (page: Page): Promise<readonly string[]> =>
  page
    .locator('[data-row]')
    .evaluateAll((all) =>
      all.map((one) =>
        [...one.querySelectorAll<HTMLElement>('textarea, .words')]
          .map((each) => (each instanceof HTMLTextAreaElement ? each.value : (each.textContent ?? '')))
          .join(' | '),
      ),
    );

/** Exactly so many rows say it, on each of these screens. */
export const expectSaid = async (pages: readonly Page[], text: string, times = 1): Promise<void> => {
  for (const page of pages)
    await expect.poll(async () => (await said(page)).filter((one) => one.includes(text)).length, { message: text }).toBe(times);
};

/** All screens show the same rows in the same order. */
export const expectSame = async (pages: readonly Page[]): Promise<void> => {
  const [first, ...others] = pages;
  if (!first) return;
  for (const page of others) await expect(async () => expect(await said(page)).toEqual(await said(first))).toPass({ timeout: 15_000 });
};

/** The row that says it, wherever it is by now. */
export const rowSaying = async (page: Page, list: List, text: string): Promise<Locator> => {
  await expectSaid([page], text);
  const found = row(page, list, (await said(page)).findIndex((one) => one.includes(text)) + 1);
  // Far from the window it is drawn in short.
  await found.scrollIntoViewIfNeeded();
  return found;
};

/** A new row at the end; what is typed goes into its first cell. */
export const addSaying = async (page: Page, text: string): Promise<void> => {
  await page.getByRole('button', { name: '+ 添加一行' }).click();
  const fresh = page.locator('textarea:focus');
  await expect(fresh).toHaveValue('');
  await fresh.pressSequentially(text);
};

/** Types at the beginning or the end of what stands there. */
export const typeAt = async (at: Locator, name: string, where: 'Home' | 'End', text: string, pace = 0): Promise<void> => {
  const control = cell(at, name);
  await control.click();
  await control.press(`Control+${where}`);
  await control.pressSequentially(text, { delay: pace });
};

/** As copied from Excel or WPS, headings first. */
export const pasteTable = async (page: Page, table: readonly (readonly string[])[], look: () => Promise<void>): Promise<void> => {
  await page.getByRole('button', { name: '从表格粘贴' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('贴在这里').fill(table.map((line) => line.join('\t')).join('\n'));
  await sheet.getByRole('button', { name: '下一步' }).click();
  await expect(sheet.getByText('按表头的名称对应各栏。')).toBeVisible();
  await look();
  await sheet.getByRole('button', { name: '放入清单' }).click();
  await expect(sheet).toBeHidden();
};

export const undo = (page: Page): Promise<void> =>
  page.getByRole('button', { name: '撤销', exact: false }).and(page.getByTitle('只撤销您自己的修改')).click();
export const redo = (page: Page): Promise<void> => page.getByRole('button', { name: '重做' }).click();

const choose = async (page: Page, at: Locator, what: string): Promise<void> => {
  await at.getByRole('button', { name: /的更多操作$/ }).click();
  await at.getByRole('button', { name: what }).click();
};

/** From the second paragraph of its texts on. */
export const split = async (page: Page, at: Locator, look: () => Promise<void>): Promise<void> => {
  await choose(page, at, '拆成两行');
  const window = page.getByRole('dialog');
  for (const one of await window.getByRole('button', { name: '从第 2 段起' }).all()) await one.click();
  await look();
  await window.getByRole('button', { name: '拆成两行' }).click();
  await expect(window).toBeHidden();
};

export const remove = (page: Page, at: Locator): Promise<void> => choose(page, at, '删除这一行');

export const find = async (page: Page, words: string, outcome: string): Promise<void> => {
  await page.getByRole('button', { name: '查找', exact: true }).click();
  const bar = page.getByRole('search');
  await bar.getByLabel('在表里查找').fill(words);
  await expect(bar.getByRole('status')).toHaveText(outcome);
  await bar.getByRole('button', { name: '关闭查找' }).click();
  await expect(bar).toBeHidden();
};

export const expectRows = async (pages: readonly Page[], list: List, n: number): Promise<void> => {
  for (const page of pages) await expect(rows(page, list)).toHaveCount(n);
};

export const loseConnection = async (page: Page): Promise<void> => {
  await page.context().setOffline(true);
  await expect(page.getByText(/^离线/).first()).toBeVisible({ timeout: 30_000 });
};

export const expectWaiting = (page: Page): Promise<void> => expect(page.getByText(/^离线，已存在本机，待同步 \d+ 处$/)).toBeVisible();

/** Two chose at once: what this screen says of it. */
export const conflict = (page: Page): Locator => page.getByRole('alert').filter({ hasText: '同时' });

/** `wanted` stands in the end, whichever of the two stands now; the other side learns of it. */
export const answerConflict = async (page: Page, other: Page, wanted: string): Promise<void> => {
  const mine = conflict(page);
  if ((await mine.innerText()).includes(`现在是${wanted}`)) {
    await mine.getByRole('button', { name: '就这样' }).click();
    await conflict(other).getByRole('button', { name: '就这样' }).click();
  } else await mine.getByRole('button', { name: new RegExp(`^改[回成]${wanted}$`) }).click();
  for (const one of [page, other]) await expect(conflict(one)).toBeHidden();
};
