/** The minutes while the room runs, the close that is refused first, and what stands afterwards. */
import { expect } from '@playwright/test';
import type { Room } from '../company.ts';
import * as host from '../steps/host.ts';
import * as officer from '../steps/officer.ts';
import * as screen from '../steps/screen.ts';
import { debated } from './room-debate.ts';
import { voted } from './room-polls.ts';
import { asked } from './room-questions.ts';

/** On the recorder's sheet of minutes, where everything is written in fields. */
const expectNoted = async ({ recorder }: Room, texts: readonly string[], timeout = 15_000): Promise<void> => {
  const written = (): Promise<string> =>
    recorder
      .locator('[data-minutes]')
      .evaluate((sheet) => [sheet.textContent, ...[...sheet.querySelectorAll('textarea')].map((field) => field.value)].join('\n'));
  for (const text of texts) await expect.poll(written, { timeout }).toContain(text);
};

/** Milliseconds after the close in which the minutes are complete. */
const within = 60_000;

/** What was said and voted stands there while the room still runs. */
export const minutesGrow = async (room: Room): Promise<void> => {
  await room.recorder.goto(`/sessions/${room.session}/minutes`);
  await expectNoted(room, [asked.lights, asked.lightsAnswer, debated.motion, voted.named]);
  await room.look(room.recorder, 'room-minutes');
};

/** Scenes nobody chose so far. */
export const otherScenes = async ({ desk, session, wall, look }: Room): Promise<void> => {
  for (const [scene, words] of [
    ['agenda', '签认清单'],
    ['lists', asked.lightsAnswer],
  ] as const) {
    await desk.must(`sessions/${session}`, { type: 'showScene', scene });
    await screen.expectShown(wall, words);
    await look(wall, `room-wall-${scene}`, { whole: false });
  }
  await desk.must(`sessions/${session}`, { type: 'showScene', scene: 'auto' });
};

export const refusedThenClosed = async (room: Room): Promise<void> => {
  const { look } = room;
  await host.raise(room.host, asked.away);
  await room.host.getByRole('button', { name: '结束会议' }).click();
  const dialog = room.host.getByRole('dialog');
  await expect(dialog).toContainText('还有 1 个提出的问题没有答复，要先答复：');
  await expect(dialog.getByRole('button', { name: asked.away })).toBeVisible();
  await dialog.getByRole('button', { name: '确认结束' }).click();
  await expect(dialog.getByRole('alert')).toContainText('还有 1 个提出的问题没有答复');
  await look(room.host, 'room-close-refused', { whole: false });
  await dialog.getByRole('button', { name: '继续开会' }).click();
  await officer.answer(room.officer, asked.away, { kind: '当场答复', text: asked.awayAnswer });
  await host.closeSession(room.host);
  await screen.expectShown(room.wall, '谢谢大家');
  await look(room.wall, 'room-wall-thanks', { whole: false });
  await expect(room.anna.getByText('谢谢您参加')).toBeVisible();
  await look(room.anna, 'room-phone-over');
  await look(room.host, 'room-console-over');
};

export const afterwards = async (room: Room): Promise<void> => {
  await expectNoted(room, [asked.away, asked.awayAnswer, voted.secret], within);
  await expect(room.recorder.getByRole('link', { name: '下载 Word 文档' })).toBeVisible();
  await room.look(room.recorder, 'room-minutes-complete');
  await room.host.goto(`/sessions/${room.session}/replay`);
  await expect(room.host.getByRole('slider', { name: '会议时间' })).toBeVisible();
  await expect(room.host.getByText(asked.lights).first()).toBeVisible();
  await room.look(room.host, 'room-replay');
};
