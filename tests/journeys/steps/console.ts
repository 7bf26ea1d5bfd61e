/** The host's console at full depth: questions held and merged, the console on another device, time passed on, what the hall sees. */
import { expect, type Page } from '@playwright/test';
import type { Look } from '../look.ts';
import { enterByAddress, question } from './participant.ts';

const questions = (page: Page): Promise<void> => page.getByRole('tab', { name: /^问题/ }).click();

export const holdQuestions = async (page: Page, hold: boolean): Promise<void> => {
  await questions(page);
  const box = page.getByRole('switch', { name: '提问先由主持人过目' });
  // It shows what is so, and that is told a moment later.
  if ((await box.isChecked()) !== hold) await box.click();
  await expect(box).toBeChecked({ checked: hold });
};

export const release = async (page: Page, text: string): Promise<void> => {
  await questions(page);
  await page.getByRole('button', { name: `放行问题：${text}` }).click();
  await expect(page.getByRole('button', { name: `提出问题：${text}` })).toBeVisible();
};

/** `text` says the same as `into`. */
export const merge = async (page: Page, text: string, into: string, look?: () => Promise<void>): Promise<void> => {
  await question(page, text).getByRole('button', { name: '合并到…' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('radio', { name: into }).check();
  await look?.();
  await sheet.getByRole('button', { name: '合并', exact: true }).click();
  await expect(sheet).toBeHidden();
  await expect(question(page, into)).toContainText('含 1 个相同的问题');
};

export const direct = async (page: Page, text: string, department: string): Promise<void> => {
  await question(page, text)
    .getByLabel('请谁答复')
    .selectOption({ label: `问${department}` });
  await expect(question(page, text).locator('.to')).toHaveText(`问${department}`);
};

/** The console goes to another device by the code for one; whoever gave it records from now on. */
export const handOver = async (from: Page, to: Page, name: string, look: Look): Promise<void> => {
  await from.getByRole('button', { name: '换设备主持' }).click();
  const dialog = from.getByRole('dialog');
  await dialog.getByRole('button', { name: '生成一次性二维码' }).click();
  const address = await dialog.getByText(/\/j\/[0-9A-Z]+$/).innerText();
  await look(from, 'room-hand-over-code', { whole: false });
  await enterByAddress(to, address.slice(address.lastIndexOf('/') + 1), name);
  await to.waitForURL(/\/host$/);
  await expect(dialog).toContainText(/已经接过主持台/);
  await look(from, 'room-hand-over-taken', { whole: false });
  await dialog.getByRole('button', { name: '交出，我改做记录' }).click();
  await expect(dialog).toBeHidden();
  await expect(from.getByText(`主持台已交给${name}`)).toBeVisible();
};

/** From whoever speaks to somebody seated: half a minute. */
export const passTime = async (page: Page, to: string, look?: () => Promise<void>): Promise<void> => {
  await page.getByRole('button', { name: '让时间' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('让给谁').selectOption({ label: to });
  await look?.();
  await sheet.getByRole('button', { name: '让给对方' }).click();
  await expect(sheet).toBeHidden();
};

/** Looked at first, then shown to the hall. */
export const showScene = async (page: Page, scene: string, look?: () => Promise<void>): Promise<void> => {
  await page.getByRole('button', { name: /大屏现在/ }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('radio', { name: scene }).check();
  await look?.();
  await sheet.getByRole('button', { name: '投到大屏' }).click();
  await expect(sheet).toBeHidden();
};
