/** What people do on their phones: bring a matter up, come in, ask, second, speak, rate. */
import { expect, type Locator, type Page } from '@playwright/test';
import type { Photo } from '../photo.ts';

export interface Matter {
  readonly title: string;
  readonly description: string;
  readonly category: string;
  readonly place: string;
  readonly photo: Photo;
}

/** The three steps of the public form; the receipt code. */
export const bringTopic = async (page: Page, matter: Matter): Promise<string> => {
  await page.goto('/topics/new');
  await page.getByLabel('用一句话说是什么事').fill(matter.title);
  await page.getByLabel('说详细一点').fill(matter.description);
  await page.getByRole('radio', { name: matter.category }).check();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByLabel('在哪个小区或地点').fill(matter.place);
  await page.getByLabel('拍张照片').setInputFiles(matter.photo);
  await expect(page.getByRole('img', { name: '拍张照片 1' })).toBeVisible();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('button', { name: '提交' }).click();
  await expect(page.getByRole('heading', { name: '收到了，谢谢您' })).toBeVisible();
  const code = page.getByText(/^[0-9A-Z]{5} [0-9A-Z]{5}$/);
  return (await code.innerText()).replace(' ', '');
};

export const lookUpReceipt = async (page: Page, receipt: string, stage: string): Promise<void> => {
  await page.goto(`/topics/receipt?code=${receipt}`);
  await expect(page.getByRole('listitem').filter({ hasText: stage })).toBeVisible();
};

/** As the QR leads. */
export const enterByAddress = async (page: Page, code: string, name: string): Promise<void> => {
  await page.goto(`/j/${code}`);
  await page.getByLabel('怎么称呼您').fill(name);
  await page.getByRole('button', { name: '进入', exact: true }).click();
  await page.waitForURL(/\/sessions\/[^/]+$/);
};

/** As typed from the sheet. */
export const enterByCode = async (page: Page, code: string, name: string): Promise<void> => {
  await page.goto('/join');
  await page.getByLabel('会场代码').fill(code);
  await page.getByLabel('怎么称呼您').fill(name);
  await page.getByRole('button', { name: '进入', exact: true }).click();
  await page.waitForURL(/\/sessions\/[^/]+$/);
};

export type View = '现场' | '问题' | '发言' | '辩论' | '承诺' | '观点' | '表决' | '聚同化异';

export const turnTo = async (page: Page, view: View): Promise<void> => {
  const link = page.getByRole('navigation', { name: '会场内容' }).getByRole('link', { name: view });
  await link.click();
  await expect(link).toHaveAttribute('aria-current', 'page');
};

/** Presses the button that sends a question, and does not wait for what comes of it. */
export const startAsking = async (page: Page, text: string, to?: string): Promise<void> => {
  await page.getByRole('button', { name: '提问', exact: true }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('您想问什么').fill(text);
  if (to !== undefined) {
    await sheet.getByText('请谁答复').click();
    await sheet.getByLabel('请哪个部门答复').selectOption({ label: to });
  }
  await sheet.getByRole('button', { name: '提交问题' }).click();
};

/** Asked, and told to everybody. */
export const ask = async (page: Page, text: string, to?: string): Promise<void> => {
  await startAsking(page, text, to);
  await expect(page.getByRole('dialog')).toBeHidden();
  await turnTo(page, '问题');
  await expect(question(page, text)).toBeVisible();
};

/** The innermost card with these words. */
export const question = (page: Page, text: string): Locator => page.getByRole('article').filter({ hasText: text }).last();

export const secondButton = (page: Page, text: string): Locator => page.getByRole('button', { name: `附议：${text}` });

export const second = async (page: Page, text: string): Promise<void> => {
  await turnTo(page, '问题');
  await secondButton(page, text).click();
  await expect(secondButton(page, text)).toHaveAttribute('aria-pressed', 'true');
};

export const followUp = async (page: Page, on: string, text: string): Promise<void> => {
  await turnTo(page, '问题');
  await question(page, on).getByRole('button', { name: '追问' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('您想问什么').fill(text);
  await sheet.getByRole('button', { name: '提交追问' }).click();
  await expect(question(page, text)).toContainText('待答复');
};

export type Side = '正方' | '反方' | '补充';

export const takeSide = async (page: Page, side: Side): Promise<void> => {
  await turnTo(page, '辩论');
  const button = page.getByRole('group', { name: '我站哪一方' }).getByRole('button', { name: side });
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
};

/** Five steps, from 坚决反对 to 完全赞成. */
export const takeStance = async (page: Page, step: string): Promise<void> => {
  await page.getByRole('button', { name: '表态', exact: true }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('radio', { name: step }).check();
  await sheet.getByRole('button', { name: '提交表态' }).click();
  await expect(sheet).toBeHidden();
};

export const requestFloor = async (page: Page, side: Side): Promise<void> => {
  await page.getByRole('button', { name: '申请发言', exact: true }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('radio', { name: side }).check();
  await sheet.getByRole('button', { name: '申请发言', exact: true }).click();
  await expect(sheet).toBeHidden();
};

export const finishTurn = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: '我讲完了' }).click();
  await expect(page.getByRole('button', { name: '我讲完了' })).toBeHidden();
};

export type Mark = '满意' | '基本满意' | '不满意';

export const rate = async (page: Page, title: string, mark: Mark, reason = ''): Promise<void> => {
  await page.goto('/ratings');
  const card = page.getByRole('region', { name: title });
  for (const about of ['办理结果', '办理态度'])
    await card.getByRole('group', { name: about }).getByRole('radio', { name: mark, exact: true }).check();
  if (reason !== '') await card.getByLabel('想说的话').fill(reason);
  await card.getByRole('button', { name: '提交评价' }).click();
  await expect(page.getByText('谢谢，已记下您的评价')).toBeVisible();
};
