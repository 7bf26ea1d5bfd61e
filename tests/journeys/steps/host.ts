/** What the host does: choose topics, call the session, run it, close it. */
import { expect, type Page } from '@playwright/test';

/** From what came in to what may be talked over, with the lowest score raised by one. */
export const selectTopic = async (page: Page, title: string): Promise<void> => {
  await page.goto('/topics');
  await page.getByRole('link', { name: title }).click();
  await page.getByRole('button', { name: '通过筛选' }).click();
  await page.getByRole('button', { name: '入选', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '增加' }).first().click();
  await dialog.getByRole('button', { name: '入选', exact: true }).click();
  await expect(page.getByRole('link', { name: '召集协商会' })).toBeVisible();
};

export interface Wish {
  readonly topic: string;
  readonly place: string;
}

/** The id of the session. */
export const convene = async (page: Page, { topic, place }: Wish): Promise<string> => {
  await page.goto('/sessions/new');
  await page.getByRole('checkbox', { name: topic }).check();
  await page.getByLabel('地点', { exact: true }).fill(place);
  await page.getByRole('radio', { name: '问答辩' }).check();
  await page.getByRole('button', { name: '召集', exact: true }).click();
  await page.waitForURL(/\/sessions\/[^/]+\/prepare$/);
  return /\/sessions\/([^/]+)\/prepare/.exec(page.url())?.[1] ?? '';
};

/** Somebody with an account, in the role the house knows them in unless another is named. */
export const seat = async (page: Page, name: string, role?: string): Promise<void> => {
  await page.getByLabel('按姓名添加工作人员').fill(name);
  await page.getByRole('button', { name: `请${name}入座` }).click();
  const sheet = page.getByRole('dialog');
  if (role !== undefined) {
    for (const box of await sheet.getByRole('checkbox').all()) await box.uncheck();
    await sheet.getByRole('checkbox', { name: role }).check();
  }
  await sheet.getByRole('button', { name: '保存' }).click();
  await expect(sheet).toBeHidden();
  await expect(page.getByRole('list', { name: '已入座的人' })).toContainText(name);
};

/** Where phones go by code, and the address of the big screen. */
export const readCodes = async (page: Page): Promise<{ readonly participant: string; readonly screen: string }> => {
  const codes = page.getByRole('list', { name: '代码与邀请' });
  const participant = await codes.getByText(/^\d{6}$/).innerText();
  const screen = await codes.getByRole('link', { name: '打开大屏' }).getAttribute('href');
  return { participant, screen: screen ?? '' };
};

export const openSession = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: '宣布开会' }).click();
  await page.waitForURL(/\/host$/);
};

/** To the next segment of the agenda, whose title this is. */
export const nextSegment = async (page: Page, title: string): Promise<void> => {
  await page.getByRole('button', { name: /^(?:下一环节|开始第一个环节)$/ }).click();
  await expect(page.getByRole('region', { name: '议程' }).locator('[aria-current="step"]')).toContainText(title);
};

export const raise = async (page: Page, text: string): Promise<void> => {
  await page.getByRole('tab', { name: /^问题/ }).click();
  await page.getByRole('button', { name: `提出问题：${text}` }).click();
  await expect(page.getByRole('article').filter({ hasText: text })).toContainText('待答复');
};

/** From an answer to a commitment in two taps: what and by when are read from the answer. */
export const captureCommitment = async (page: Page, text: string): Promise<void> => {
  await page.getByRole('tab', { name: /^问题/ }).click();
  await page.getByRole('article').filter({ hasText: text }).first().getByRole('button', { name: '记为承诺' }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: '记录承诺' }).click();
  await expect(page.getByRole('dialog')).toBeHidden();
};

export const putMotion = async (page: Page, motion: string): Promise<void> => {
  await page.getByRole('tab', { name: '辩论' }).click();
  await page.getByLabel('辩题', { exact: true }).fill(motion);
  await page.getByRole('button', { name: '提出辩题' }).click();
  await expect(page.getByRole('heading', { name: motion })).toBeVisible();
};

/** Gives the floor and starts the time. */
export const giveFloor = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: `请发言：${name}` }).click();
  await page.getByRole('button', { name: '开始发言' }).click();
  await expect(page.getByRole('button', { name: '暂停发言' })).toBeVisible();
};

export const endTurn = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: '结束发言' }).click();
  await expect(page.getByText('现在没有人发言。')).toBeVisible();
};

/** Sums up the turn spoken last. */
export const noteTurn = async (page: Page, text: string): Promise<void> => {
  const turns = page.getByRole('list', { name: '发言记录' }).getByRole('listitem');
  await turns.first().getByRole('button', { name: '记要点' }).click();
  await turns.first().getByLabel('记要点').fill(text);
  await turns.first().getByRole('button', { name: '保存要点' }).click();
  await expect(turns.first()).toContainText(text);
};

/** The close that the house does not allow, and why; the session goes on. */
export const closeInVain = async (page: Page, why: string): Promise<void> => {
  await page.getByRole('button', { name: '结束会议' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '确认结束' }).click();
  await expect(dialog.getByRole('alert')).toContainText(why);
  await dialog.getByRole('button', { name: '继续开会' }).click();
};

export const closeSession = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: '结束会议' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '确认结束' }).click();
  await expect(page.getByText('会议已经结束')).toBeVisible();
};
