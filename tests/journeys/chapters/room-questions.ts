/** Questions that wait for the host, say the same, go to a department, and end in a promise; then people who come late. */
import { expect, type Page } from '@playwright/test';
import { department, names, type Room } from '../company.ts';
import * as console from '../steps/console.ts';
import * as host from '../steps/host.ts';
import * as officer from '../steps/officer.ts';
import * as participant from '../steps/participant.ts';
import * as screen from '../steps/screen.ts';

export const asked = {
  lights: '三号楼的楼道灯什么时候修好？',
  same: '三号楼楼道的灯什么时候能修？',
  drains: '雨污分流什么时候开工？',
  away: '断线的时候提的问题，会后谁来答？',
  lightsAnswer: '一个月内把三号楼的楼道灯全部换成声控灯。',
  awayAnswer: '由社区统一登记，三天内回电话。',
} as const;

/** From somebody in the hall, over HTTP. */
const askedBy = async ({ crowd, session }: Room, at: number, text: string): Promise<void> => {
  await crowd[at]?.must(`sessions/${session}`, { type: 'ask', text });
};

export const heldMergedPromised = async (room: Room): Promise<void> => {
  const { look } = room;
  await host.nextSegment(room.host, '通报情况');
  await screen.expectShown(room.wall, '通报情况');
  await look(room.wall, 'room-wall-speaker', { whole: false });
  await host.nextSegment(room.host, '提问');
  await console.holdQuestions(room.host, true);
  // The console shows it at once; the hall must not be quicker than the house.
  const holds = async () => (await room.desk.read<{ holdsQuestions: boolean }>(`sessions/${room.session}`)).state.holdsQuestions;
  await expect.poll(holds).toBe(true);
  const texts = [asked.lights, asked.same, asked.drains];
  for (const [at, text] of texts.entries()) await askedBy(room, at, text);
  await expect(room.host.getByText('等您过目')).toBeVisible();
  await expect(room.officer.getByText(asked.lights)).toHaveCount(0);
  await look(room.host, 'room-console-held', { whole: false });
  for (const text of texts) await console.release(room.host, text);
  await console.merge(room.host, asked.same, asked.lights, () => look(room.host, 'room-console-merge', { whole: false }));
  await console.direct(room.host, asked.lights, department.short);
  await host.raise(room.host, asked.lights);
  await screen.expectShown(room.wall, asked.lights);
  await look(room.wall, 'room-wall-questions', { whole: false });

  await officer.answer(room.officer, asked.lights, { kind: '当场答复', text: asked.lightsAnswer });
  await host.captureCommitment(room.host, asked.lights);
  await officer.confirmCommitment(room.officer, asked.lightsAnswer);
  await look(room.officer, 'room-phone-promises', { whole: false });
  await console.holdQuestions(room.host, false);
};

export interface Late {
  readonly anna: Page;
  readonly bert: Page;
  readonly walker: Page;
}

/** Three phones when much was said already; one of them at the end of a slow line. */
export const comeLate = async (late: Late, code: string, look: Room['look']): Promise<void> => {
  const { anna, bert, walker } = late;
  await Promise.all([
    participant.enterByAddress(anna, code, names.anna),
    participant.enterByCode(bert, code, names.bert),
    participant.enterByAddress(walker, code, names.walker),
  ]);
  for (const page of [anna, bert, walker]) {
    const card = page.getByRole('complementary', { name: '您来之前' });
    await expect(card).toContainText(asked.lightsAnswer);
    if (page === anna) await look(anna, 'room-phone-late');
    await card.getByRole('button', { name: '知道了' }).click();
    await expect(card).toBeHidden();
  }
};
