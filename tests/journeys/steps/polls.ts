/** Votes and statements: what the host opens and ends, what people press on their phones. */
import { expect, type Locator, type Page } from '@playwright/test';
import { turnTo } from './participant.ts';

export type Form = '记名' | '不记名' | '秘密';
export type Mark = '赞成' | '反对' | '说不准';

const panel = async (page: Page, name: string): Promise<void> => page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();

/** 赞成/反对/弃权, as the sheet proposes. */
export const open = async (page: Page, title: string, form: Form, look?: () => Promise<void>): Promise<void> => {
  await panel(page, '表决');
  await page.getByRole('button', { name: '发起表决' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('表决什么').fill(title);
  await sheet.getByRole('radio', { name: new RegExp(`^${form}`) }).check();
  await look?.();
  await sheet.getByRole('button', { name: '开始表决' }).click();
  await expect(sheet).toBeHidden();
  await expect(live(page, title)).toBeVisible();
};

/** The open poll on a console. */
export const live = (page: Page, title: string): Locator =>
  page.getByRole('article').filter({ hasText: title }).filter({ hasText: '正在表决' });

export const close = async (page: Page, title: string): Promise<void> => {
  await panel(page, '表决');
  await live(page, title).getByRole('button', { name: '结束表决' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '不倒数，马上结束' }).click();
  await expect(live(page, title)).toBeHidden();
};

/** The usual way: everybody's screen counts the last seconds down, and the house closes. `screens` show it. */
export const closeCounting = async (page: Page, title: string, screens: readonly Page[], look: () => Promise<void>): Promise<void> => {
  await panel(page, '表决');
  await live(page, title).getByRole('button', { name: '结束表决' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '倒数 10 秒后结束' }).click();
  await Promise.all([page, ...screens].map((one) => expect(one.getByText(/还有 \d+ 秒结束/u).first()).toBeVisible()));
  await look();
  await expect(live(page, title)).toBeHidden({ timeout: 30_000 });
};

/** The open poll on a phone. */
export const card = (page: Page, title: string): Locator => page.getByRole('region', { name: title });

/** Where the whole ballot stays; elsewhere it shrinks to a line once it is cast. */
export const vote = async (page: Page, title: string, choice: string): Promise<void> => {
  await turnTo(page, '表决');
  await card(page, title).getByRole('radio', { name: choice, exact: true }).check();
  await card(page, title).getByRole('button', { name: '投票', exact: true }).click();
  await expect(card(page, title)).toContainText(`您投了：${choice}`);
};

/** The paper comes after a while of chance; the ballot leaves after another, and is seen to be in. */
export const voteInSecret = async (page: Page, title: string, choice: string): Promise<void> => {
  await turnTo(page, '表决');
  await card(page, title).getByRole('radio', { name: choice, exact: true }).check();
  await card(page, title).getByRole('button', { name: '秘密投票' }).click({ timeout: 30_000 });
  await expect(card(page, title)).toContainText(/选票已封好|您的秘密票已投出/);
};

export const expectInBox = (page: Page, title: string): Promise<void> =>
  expect(card(page, title)).toContainText('您的秘密票已投出', { timeout: 40_000 });

/** One poll among those that are over, wherever it is shown. */
export const result = (page: Page, title: string): Locator => page.getByRole('article').filter({ hasText: title });

export const openMarking = async (page: Page): Promise<void> => {
  await panel(page, '观点');
  await page.getByRole('button', { name: '开始表态' }).click();
  await expect(page.getByText('表态进行中')).toBeVisible();
};

/** The statement that is before somebody's eyes; they are shown one at a time. */
const statement = (page: Page): Locator =>
  page.getByRole('article').filter({ has: page.getByRole('group', { name: '您对这条观点的看法' }) });

/** Marks what is shown as `markOf` says, until so many are left. */
export const markUntil = async (page: Page, left: number, markOf: (text: string) => Mark): Promise<void> => {
  await turnTo(page, '观点');
  for (;;) {
    const [done = 0, all = 0] = ((await page.getByText(/^已表态 \d+ \/ \d+$/).innerText()).match(/\d+/g) ?? []).map(Number);
    if (all - done <= left) return;
    // What is pressed before the last mark was answered is not taken for the next statement.
    await expect(statement(page)).toHaveAttribute('aria-busy', 'false');
    const text = await statement(page).locator('blockquote').innerText();
    await statement(page)
      .getByRole('button', { name: markOf(text) })
      .click();
    await expect(page.getByText(`已表态 ${done + 1} / ${all}`)).toBeVisible();
  }
};
