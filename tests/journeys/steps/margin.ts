/** What is said beside the lists: on a phone of somebody who may not write, and at the desk of the recorder. */
import { expect, type Locator, type Page } from '@playwright/test';

const panel = (page: Page): Locator => page.getByRole('dialog');
const close = async (page: Page): Promise<void> => {
  await panel(page).getByRole('button', { name: '关闭' }).click();
  await expect(panel(page)).toBeHidden();
};

/** Far from the window a row is drawn in short: people go there first. */
const reach = (at: Locator): Promise<void> => at.scrollIntoViewIfNeeded();

export const agree = async (at: Locator): Promise<void> => {
  await reach(at);
  await at.getByRole('button', { name: /赞成这一条/ }).click();
  await expect(at.getByRole('button', { name: /已赞成/ })).toHaveAttribute('aria-pressed', 'true');
};

/** Into the window of what should stand there. */
export const beginProposing = async (page: Page, at: Locator, field: string, text: string, why: string): Promise<void> => {
  await reach(at);
  await at.getByRole('button', { name: `改“${field}”` }).click();
  const form = panel(page).getByRole('region', { name: '提修改意见' });
  await form.getByLabel(`改“${field}”`).fill(text);
  await form.getByLabel('为什么这样改').fill(why);
};

export const beginProposingRow = async (page: Page, cells: Readonly<Record<string, string>>): Promise<void> => {
  await page.getByRole('button', { name: '提议添加一行' }).click();
  const form = panel(page).getByRole('region', { name: '提修改意见' });
  for (const [field, text] of Object.entries(cells)) await form.getByLabel(field).fill(text);
};

export const sendProposal = async (page: Page): Promise<void> => {
  await panel(page).getByRole('region', { name: '提修改意见' }).getByRole('button', { name: '提修改意见' }).click();
  await expect(panel(page).getByRole('region', { name: '提修改意见' })).toBeHidden();
};

export const leave = async (page: Page): Promise<void> => {
  if (await panel(page).isVisible()) await close(page);
};

export const remark = async (page: Page, at: Locator, text: string): Promise<void> => {
  await reach(at);
  await at
    .getByRole('button', { name: /批注|修改意见 \d|已经处理的/ })
    .first()
    .click();
  await panel(page).getByLabel('写批注').fill(text);
  await panel(page).getByRole('button', { name: '发出' }).click();
  await expect(panel(page).getByRole('article', { name: /^批注/ })).toContainText(text);
};

/** The queue of all that waits. */
export const openWaiting = async (page: Page, n: number): Promise<void> => {
  await page.getByRole('button', { name: `待处理的修改意见 ${n}` }).click();
  await expect(panel(page).getByRole('heading', { name: `待处理的修改意见 ${n}` })).toBeVisible();
};

/** The one that wants these words, before the recorder. */
const turnToChange = async (page: Page, words: string): Promise<Locator> => {
  const card = panel(page).getByRole('article', { name: /^修改意见/ });
  await expect(card).toBeVisible();
  if (!(await card.innerText()).includes(words)) await panel(page).getByRole('button', { name: '下一条' }).click();
  await expect(card).toContainText(words);
  return card;
};

export const accept = async (page: Page, words: string): Promise<void> => {
  const card = await turnToChange(page, words);
  await card.getByRole('button', { name: '采纳', exact: true }).click();
  await expect(panel(page).getByText(words)).toBeHidden();
};

export const decline = async (page: Page, words: string, reason: string, look: () => Promise<void>): Promise<void> => {
  const card = await turnToChange(page, words);
  await card.getByRole('button', { name: '不采纳' }).click();
  await card.getByLabel('为什么不采纳').fill(reason);
  await look();
  await card.getByRole('button', { name: '不采纳' }).click();
  await expect(panel(page).getByText('都处理完了。')).toBeVisible();
  await close(page);
};

export const reply = async (page: Page, at: Locator, words: string, text: string): Promise<void> => {
  await reach(at);
  await at
    .getByRole('button', { name: /批注 \d/ })
    .first()
    .click();
  const thread = panel(page).getByRole('article', { name: /^批注/ }).filter({ hasText: words });
  await thread.getByRole('button', { name: '回复' }).click();
  await thread.getByLabel(/^回复/).fill(text);
  await thread.getByRole('button', { name: '发出' }).click();
  await expect(thread.getByRole('listitem').filter({ hasText: text })).toBeVisible();
  await close(page);
};

/** What became of a row's remarks and proposals, read where they were made. */
export const openMargin = async (page: Page, at: Locator | Page, button: RegExp): Promise<Locator> => {
  if (!('goto' in at)) await reach(at);
  await at.getByRole('button', { name: button }).first().click();
  const dealt = panel(page)
    .locator('details')
    .filter({ hasText: /已经处理的 \d+ 条/ });
  if ((await dealt.count()) > 0 && (await dealt.getAttribute('open')) === null) await dealt.locator('summary').click();
  return panel(page);
};
