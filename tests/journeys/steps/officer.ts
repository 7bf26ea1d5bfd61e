/** What the officer of a department does: in the room on a phone, afterwards at the desk. */
import { expect, type Page } from '@playwright/test';
import type { Photo } from '../photo.ts';
import { question, turnTo } from './participant.ts';

export interface Said {
  readonly kind: '当场答复' | '会后答复';
  readonly text: string;
  /** `YYYY-MM-DD`, for 会后答复. */
  readonly dueOn?: string;
}

export const answer = async (page: Page, text: string, said: Said): Promise<void> => {
  await turnTo(page, '问题');
  await question(page, text).getByRole('button', { name: '答复', exact: true }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('radio', { name: said.kind }).check();
  if (said.dueOn !== undefined) await sheet.getByLabel('哪天之前答复').fill(said.dueOn);
  await sheet.getByLabel('答复内容').fill(said.text);
  await sheet.getByRole('button', { name: '提交答复' }).click();
  await expect(sheet).toBeHidden();
  await expect(question(page, text)).toContainText(said.text);
};

export const confirmCommitment = async (page: Page, what: string): Promise<void> => {
  await turnTo(page, '承诺');
  const card = page.getByRole('article').filter({ hasText: what });
  await expect(card).toContainText('这是贵单位的当场承诺，对吗？');
  await card.getByRole('button', { name: '确认承诺' }).click();
  await expect(card).toContainText('部门已确认');
};

/** On a phone a form asks one thing at a time. */
const next = (sheet: ReturnType<Page['getByRole']>): Promise<void> => sheet.getByRole('button', { name: '下一步' }).click();

/** Opens the item and asks for one thing through its sheet. */
const act = async (page: Page, name: string, fill: (sheet: ReturnType<Page['getByRole']>) => Promise<void>): Promise<void> => {
  await page.getByRole('region', { name: '现在要做的' }).getByRole('button', { name, exact: true }).click();
  const sheet = page.getByRole('dialog');
  await fill(sheet);
  await sheet.getByRole('button', { name, exact: true }).click();
  await expect(sheet).toBeHidden();
};

export const claim = async (page: Page, title: string): Promise<void> => {
  await page.goto('/desk');
  await page.getByRole('tab', { name: /^待领单/ }).click();
  await page.getByRole('link', { name: title }).click();
  await act(page, '领单', () => Promise.resolve());
  await expect(page.getByRole('list', { name: '办理过程' })).toContainText('领单');
};

export const noteProgress = async (page: Page, text: string, picture: Photo): Promise<void> => {
  await act(page, '记进展', async (sheet) => {
    await sheet.getByLabel('情况').fill(text);
    await next(sheet);
    await sheet.getByLabel('照片或文件').setInputFiles(picture);
    await expect(sheet.getByRole('img', { name: '照片或文件 1' })).toBeVisible();
  });
  await expect(page.getByRole('list', { name: '办理过程' })).toContainText(text);
};

export const reportDone = async (page: Page, text: string, picture: Photo): Promise<void> => {
  await act(page, '申报办结', async (sheet) => {
    await sheet.getByLabel('情况').fill(text);
    await next(sheet);
    await sheet.getByLabel('照片或文件').setInputFiles(picture);
    await expect(sheet.getByRole('img', { name: '照片或文件 1' })).toBeVisible();
    await next(sheet);
    await sheet.getByRole('radio', { name: '已解决' }).check();
  });
  await expect(page.getByRole('list', { name: '办理过程' })).toContainText(text);
};
