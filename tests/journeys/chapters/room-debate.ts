/** The console on another device, a debate with its clocks, and what it moved. */
import { expect } from '@playwright/test';
import { names, type Room } from '../company.ts';
import { expectTogether } from '../steps/clocks.ts';
import * as console from '../steps/console.ts';
import * as host from '../steps/host.ts';
import * as participant from '../steps/participant.ts';
import * as screen from '../steps/screen.ts';

export const debated = {
  motion: '拆掉一楼自建花池，腾出消防通道',
  gist: '花池占了消防通道，救护车进不来。',
  device: '林晓舟的平板',
} as const;
/** All screens show the same second, in milliseconds. */
const together = 100;

export const toTheDevice = async (room: Room): Promise<void> => {
  await console.handOver(room.host, room.device, debated.device, room.look);
  await room.look(room.device, 'room-console-phone');
  await room.look(room.host, 'room-console-handed-over', { whole: false });
};

const prepare = async ({ device, anna, bert, crowd, session }: Room): Promise<void> => {
  await host.nextSegment(device, '解答');
  await host.nextSegment(device, '辩论');
  await host.putMotion(device, debated.motion);
  await participant.takeSide(anna, '正方');
  await participant.takeSide(bert, '反方');
  await participant.takeStance(anna, '倾向赞成');
  await participant.takeStance(bert, '坚决反对');
  for (const [at, one] of crowd.slice(0, 8).entries())
    await one.must(`sessions/${session}`, { type: 'setStance', phase: 'before', value: at < 4 ? 80 : 20 });
  await participant.requestFloor(anna, '正方');
  await participant.requestFloor(bert, '反方');
};

/** Anna speaks, passes half a minute on, and Bert has it; the clocks agree wherever one looks. */
const speak = async (room: Room): Promise<void> => {
  const { device, anna, bert, wall, look } = room;
  await host.giveFloor(device, names.anna);
  await participant.turnTo(anna, '现场');
  await participant.turnTo(bert, '现场');
  await expect(anna.getByText('请讲，大家在听。')).toBeVisible();
  await screen.expectShown(wall, names.anna);
  await expectTogether({ console: device, speaker: anna, slow: bert, wall }, together);
  await look(anna, 'room-phone-my-turn', { whole: false });
  await look(wall, 'room-wall-debate', { whole: false });
  await console.passTime(device, names.bert, () => look(device, 'room-console-pass', { whole: false }));
  await expect(device.getByText(/让出 (?:0:30|30 秒)/).first()).toBeVisible();
  await participant.finishTurn(anna);
  await host.noteTurn(device, debated.gist);
  await host.giveFloor(device, names.bert);
  await expect(device.getByText(/受让 (?:0:30|30 秒)/).first()).toBeVisible();
  await look(device, 'room-console-turn');
  await host.endTurn(device);
};

export const debate = async (room: Room): Promise<void> => {
  const { device, anna, bert, wall, crowd, session, look } = room;
  await prepare(room);
  await speak(room);
  await host.nextSegment(device, '表态');
  await participant.takeStance(anna, '完全赞成');
  await participant.takeStance(bert, '坚决反对');
  for (const [at, one] of crowd.slice(0, 8).entries())
    await one.must(`sessions/${session}`, { type: 'setStance', phase: 'after', value: at < 6 ? 90 : 20 });
  await participant.turnTo(anna, '辩论');
  await expect(anna.getByText('7 人更赞成，0 人更反对，3 人没有变。')).toBeVisible();
  await look(anna, 'room-phone-debate');
  await look(wall, 'room-wall-stance', { whole: false });
};

export const backToTheDesk = async (room: Room): Promise<void> => {
  await console.handOver(room.device, room.host, names.host, room.look);
  await expect(room.host.getByRole('button', { name: '结束会议' })).toBeVisible();
};
