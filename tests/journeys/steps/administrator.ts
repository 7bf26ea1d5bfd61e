/** What an administrator does in the browser. */
import { expect, type Page } from '@playwright/test';
import { password } from '#tests/running/caller.ts';

/** The link that is printed at the very first start. */
export const takeFirstLink = async (page: Page, link: string, { name, login }: { name: string; login: string }): Promise<void> => {
  await page.goto(link);
  await page.getByLabel('您的姓名').fill(name);
  await page.getByLabel('账号').fill(login);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.getByRole('button', { name: '设好并登录' }).click();
  await expect(page).toHaveURL(/\/$/);
};

export const establishDepartment = async (page: Page, { name, short }: { name: string; short: string }): Promise<void> => {
  await page.goto('/people');
  await page.getByRole('tab', { name: /^部门/ }).click();
  await page.getByRole('button', { name: '添加部门' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('部门全称').fill(name);
  await sheet.getByLabel('简称').fill(short);
  await sheet.getByRole('button', { name: '添加', exact: true }).click();
  await expect(page.getByRole('row').filter({ hasText: name })).toBeVisible();
};

interface Registered {
  readonly name: string;
  readonly role: string;
  readonly department?: string;
}

export const registerPerson = async (page: Page, { name, role, department }: Registered): Promise<void> => {
  await page.goto('/people');
  await page.getByRole('button', { name: '添加人员' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('姓名').fill(name);
  await sheet.getByRole('checkbox', { name: role }).check();
  if (department !== undefined) await sheet.getByLabel('所属部门').selectOption({ label: department });
  await sheet.getByRole('button', { name: '添加', exact: true }).click();
  await expect(page.getByRole('row').filter({ hasText: name })).toBeVisible();
};

/** The one-time link with which a registered person chooses login and password. */
export const makeLink = async (page: Page, name: string): Promise<string> => {
  await page.getByRole('row').filter({ hasText: name }).getByRole('button', { name: '开户链接' }).click();
  const dialog = page.getByRole('dialog');
  const link = dialog.locator('output');
  await expect(link).toContainText('/invitation/');
  const text = await link.innerText();
  await dialog.getByRole('button', { name: '关闭' }).click();
  return text.trim();
};
