/** Somebody falls off the network, goes on as usual, and everything arrives once. */
import { expect } from '@playwright/test';
import type { Summary } from '#shared/ballots/state.ts';
import type { Room } from '../company.ts';
import { told } from '../ink.ts';
import * as participant from '../steps/participant.ts';
import * as polls from '../steps/polls.ts';
import { asked } from './room-questions.ts';
import { statements } from './room-statements.ts';

/** At least so long, in milliseconds. */
const longest = 60_000;

/** A question, a second and a mark wait on the phone; the moment it fell away. */
export const fallAway = async ({ walker, look }: Room): Promise<number> => {
  await participant.turnTo(walker, '观点');
  await walker.context().setOffline(true);
  await expect(walker.getByText('网络断开了。您可以照常操作，连上后自动发送。')).toBeVisible({ timeout: 30_000 });
  const since = Date.now();
  await polls.markUntil(walker, 0, () => '赞成');
  await expect(walker.getByText('已保存：赞成，连上网后自动发送')).toBeVisible();
  await participant.startAsking(walker, asked.away);
  await participant.turnTo(walker, '问题');
  await expect(participant.question(walker, asked.away)).toContainText('待发送');
  await participant.secondButton(walker, asked.drains).click();
  await expect(participant.question(walker, asked.drains)).toContainText('待发送');
  await look(walker, 'room-phone-away', { whole: false });
  return since;
};

export const comeBack = async ({ walker, host, look }: Room, since: number): Promise<void> => {
  // The outage itself is what is shown; there is nothing to wait for in it.
  await walker.waitForTimeout(Math.max(0, since + longest - Date.now()));
  await expect(host.getByText(asked.away)).toHaveCount(0);
  await walker.context().setOffline(false);
  await expect(walker.getByText('网络断开了。您可以照常操作，连上后自动发送。')).toBeHidden({ timeout: 30_000 });
  await host.getByRole('tab', { name: /^问题/ }).click();
  await expect(participant.question(host, asked.away)).toBeVisible();
  await expect(walker.getByText('待发送')).toHaveCount(0);
  await expect(participant.question(walker, asked.away)).toBeVisible();
  await look(walker, 'room-phone-back', { whole: false });
};

/** The house holds each of them once. */
export const expectOnce = async ({ desk, session, crowd }: Room): Promise<void> => {
  const events = await told(desk, `sessions/${session}`);
  const count = (fits: (event: Record<string, unknown>) => boolean): number => events.filter(fits).length;
  expect(count(({ type, text }) => type === 'questionAsked' && text === asked.away)).toBe(1);
  const drains = events.find(({ type, text }) => type === 'questionAsked' && text === asked.drains)?.['question'];
  const { summary } = await desk.call<{ summary: Summary }>(`/api/ballots/${session}`);
  expect(summary.seconds[String(drains)]).toBe(1);
  for (const { id } of statements) {
    const { agree, disagree, pass } = summary.marks[id] ?? { agree: 0, disagree: 0, pass: 0 };
    // Everybody in the hall and three phones.
    expect(agree + disagree + pass).toBe(crowd.length + 3);
  }
};
