/** What whoever writes the lists does: host, recorder, members, officers alike. */
import { expect, type Locator, type Page } from '@playwright/test';

export type List = '协商建议清单' | '责任落实清单';

export const openLists = async (page: Page, session: string): Promise<void> => {
  await page.goto(`/sessions/${session}/lists`);
  await expect(page.getByText('实时同步')).toBeVisible();
};

export const turnToList = (page: Page, list: List): Promise<void> => page.getByRole('tab', { name: new RegExp(`^${list}`) }).click();

/** All rows: a table where there is room for one, cards on a phone. */
export const rows = (page: Page, list: List): Locator =>
  page
    .getByRole('grid', { name: list })
    .getByRole('row', { name: /^第 \d+ 行$/ })
    .or(page.getByRole('list', { name: list }).getByRole('listitem', { name: /^第 \d+ 行$/ }));

/** A row as people count them, from 1. */
export const row = (page: Page, list: List, n: number): Locator => rows(page, list).and(page.getByLabel(`第 ${n} 行`, { exact: true }));

/** The field of a row by its name; a word that it was just changed may stand behind the name, but not what is said about it (`：…`). */
export const cell = (at: Locator, name: string): Locator => at.getByLabel(new RegExp(`^${name}(?!：)`));

export const addFromRecord = async (page: Page, said: string): Promise<void> => {
  await page.getByRole('button', { name: '从会上记录添加' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `添加: ${said}` })
    .click();
  await expect(page.getByRole('dialog')).toBeHidden();
};

/** Key by key, as a person writes, so that others see it grow; `pace` in milliseconds between keys. */
export const write = async (at: Locator, name: string, text: string, pace = 0): Promise<void> => {
  await cell(at, name).click();
  await cell(at, name).press('End');
  await cell(at, name).pressSequentially(text, { delay: pace });
};

export const turnIntoResponsibility = async (page: Page, n: number): Promise<void> => {
  await page.getByRole('button', { name: `第 ${n} 行的更多操作` }).click();
  await page.getByRole('button', { name: '转为责任项' }).click();
};

export const expectKept = (page: Page): Promise<void> => expect(page.getByText('已保存', { exact: true })).toBeVisible();

/** Asks to send the lists for signing; what is wrong is named by list, row and field. */
export const proposeInVain = async (page: Page, why: string): Promise<void> => {
  await page.getByRole('button', { name: '送签' }).click();
  await expect(page.getByRole('alert').filter({ hasText: '送签前要改好' })).toContainText(why);
};

/** From what is wrong straight into the cell. */
export const goToProblem = async (page: Page, why: string): Promise<void> => {
  await page.getByRole('alert').getByRole('button', { name: why }).click();
};

export const propose = async (page: Page): Promise<void> => {
  await expect(page.getByText('可以送签')).toBeVisible();
  await page.getByRole('button', { name: '送签' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '送签' }).click();
  await expect(page.getByRole('heading', { name: '请各方签认' })).toBeVisible();
};

export const signOff = async (page: Page, party: string): Promise<void> => {
  await page.getByRole('button', { name: `代表${party}签认` }).click();
  await expect(page.getByRole('list', { name: '签认各方' }).getByRole('listitem').filter({ hasText: party })).toContainText('已签认');
};

export const issue = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: '交办' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '交办' }).click();
  await expect(page.getByText(/已交办$/)).toBeVisible();
};
