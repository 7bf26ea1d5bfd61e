/** From the list to the closed item: two keys, and the people who asked for it have the word in between. */
import { expect } from '@playwright/test';
import type { Company } from '../company.ts';
import { photo } from '../photo.ts';
import * as officer from '../steps/officer.ts';
import * as participant from '../steps/participant.ts';
import * as supervisor from '../steps/supervisor.ts';
import { written } from './lists.ts';

type Hands = Pick<Company, 'officer' | 'supervisor' | 'anna' | 'bert' | 'look'>;

const stateOf = (page: Hands['anna']) => page.getByRole('main').locator('.state');

/** Claimed, worked on, reported, verified: now the people rate it. */
const untilRated = async ({ officer: desk, supervisor: judge, look }: Hands, title: string, done: string): Promise<void> => {
  await officer.claim(desk, title);
  await officer.noteProgress(desk, '材料已到，今天开始换一、二门洞。', photo('dark'));
  await look(desk, 'item-officer');
  await officer.reportDone(desk, done, photo('lit'));
  await supervisor.verify(judge, title);
};

export const closedWithTwoKeys = async (hands: Hands): Promise<void> => {
  const { anna, bert, look } = hands;
  const title = written.title;
  await hands.officer.goto('/desk');
  await look(hands.officer, 'desk');
  await untilRated(hands, title, '六个门洞全部换好，夜里逐层试过。');
  await bert.goto('/ratings');
  await expect(bert.getByRole('heading', { name: title })).toBeVisible();
  await look(bert, 'ratings');
  await participant.rate(anna, title, '满意', '灯亮了，晚上敢下楼了。');
  await participant.rate(bert, title, '基本满意');
  await supervisor.close(hands.supervisor, title);
  await expect(stateOf(hands.supervisor)).toContainText('已销号');
  // 90 days after the closing, by the rules of the place; then after a year.
  await expect(hands.supervisor.locator('dt', { hasText: '回头看' }).locator('xpath=following-sibling::dd[1]')).toContainText(/月\d+日/);
  await look(hands.supervisor, 'item-closed');
};

/** More than half are not satisfied: the item goes back to work without anybody deciding so. */
export const reopenedByRating = async (hands: Hands): Promise<void> => {
  const title = written.hotline;
  await untilRated(hands, title, '六个门洞都贴好了。');
  await participant.rate(hands.anna, title, '不满意', '电话打过去没有人接。');
  await participant.rate(hands.bert, title, '不满意');
  await expect(stateOf(hands.supervisor)).toContainText('办理中');
  await expect(stateOf(hands.supervisor)).toContainText('重办 1 次');
  await expect(stateOf(hands.officer)).toContainText('重办 1 次');
  await hands.look(hands.supervisor, 'item-reopened');
};
