/** The live hour: questions, answers, a commitment, the debate, with everybody looking at the same moment. */
import { expect } from '@playwright/test';
import { department, inDays, names, type Company } from '../company.ts';
import * as host from '../steps/host.ts';
import * as officer from '../steps/officer.ts';
import * as participant from '../steps/participant.ts';
import * as screen from '../steps/screen.ts';

export const said = {
  lights: '三号楼的楼道灯什么时候能修好？',
  drains: '雨污分流什么时候开工？',
  repair: '以后灯再坏了，找谁报修？',
  lightsAnswer: '一个月内把三号楼全部换成声控灯。',
  drainsAnswer: '等管线图复核完，再给大家准确的日期。',
  repairAnswer: '打单元门口贴的报修电话，两天内上门。',
  motion: '拆掉一楼自建花池，腾出消防通道',
  gist: '花池占了消防通道，救护车进不来。',
} as const;

type Room = Pick<Company, 'host' | 'officer' | 'anna' | 'bert' | 'screen' | 'look'>;

/** Asked on one phone, seconded on another, answered by an officer, followed up, and promised. */
export const questionsAndAnswers = async (room: Room): Promise<void> => {
  const { anna, bert, look } = room;
  await host.nextSegment(room.host, '通报情况');
  for (const page of [anna, bert, room.officer]) {
    await expect(page.getByRole('heading', { name: '通报情况' })).toBeVisible();
    await expect(page.getByRole('timer')).toHaveAttribute('aria-label', /本环节剩余 1[45]:\d\d/);
  }
  await screen.expectShown(room.screen, '通报情况');
  await look(anna, 'room-now', { whole: false });
  await look(room.screen, 'screen-speaker', { whole: false });

  await host.nextSegment(room.host, '提问');
  await participant.ask(anna, said.lights, department.short);
  await participant.second(bert, said.lights);
  await expect(participant.question(anna, said.lights)).toContainText('1 人附议');
  await participant.ask(bert, said.drains, department.short);
  await host.raise(room.host, said.lights);
  await screen.expectShown(room.screen, said.lights);
  await look(room.screen, 'screen-questions', { whole: false });
  await host.raise(room.host, said.drains);
  await screen.expectShown(room.screen, said.drains);
  await look(bert, 'room-questions', { whole: false });

  await host.nextSegment(room.host, '解答');
  await officer.answer(room.officer, said.lights, { kind: '当场答复', text: said.lightsAnswer });
  await officer.answer(room.officer, said.drains, { kind: '会后答复', text: said.drainsAnswer, dueOn: inDays(10) });
  await expect(participant.question(bert, said.drains)).toContainText(said.drainsAnswer);
  await participant.turnTo(anna, '问题');
  await participant.followUp(anna, said.lights, said.repair);
  await host.closeInVain(room.host, '还有 1 个提出的问题没有答复');
  await officer.answer(room.officer, said.repair, { kind: '当场答复', text: said.repairAnswer });
  await look(room.officer, 'room-officer-answered', { whole: false });

  await host.captureCommitment(room.host, said.lights);
  await officer.confirmCommitment(room.officer, said.lightsAnswer);
  await participant.turnTo(anna, '承诺');
  await expect(anna.getByRole('article').filter({ hasText: said.lightsAnswer })).toContainText('部门已确认');
  await look(room.officer, 'room-commitments', { whole: false });
  await look(room.host, 'console-questions', { whole: false });
};

/** Both sides heard, by the queue and by the clock. */
export const debate = async (room: Room): Promise<void> => {
  const { anna, bert, look } = room;
  await host.nextSegment(room.host, '辩论');
  await host.putMotion(room.host, said.motion);
  await participant.takeSide(anna, '正方');
  await participant.takeSide(bert, '反方');
  await participant.takeStance(anna, '完全赞成');
  await participant.takeStance(bert, '倾向反对');
  await participant.requestFloor(anna, '正方');
  await participant.requestFloor(bert, '反方');
  await participant.turnTo(bert, '发言');
  await expect(bert.getByRole('heading', { name: '您排第 2 位' })).toBeVisible();
  await look(bert, 'room-queue', { whole: false });

  await host.giveFloor(room.host, names.anna);
  await participant.turnTo(anna, '现场');
  await expect(anna.getByText('请讲，大家在听。')).toBeVisible();
  await expect(anna.getByRole('timer')).toHaveAttribute('aria-label', /发言剩余 [23]:\d\d/);
  await screen.expectShown(room.screen, names.anna);
  await look(anna, 'room-my-turn', { whole: false });
  await look(room.screen, 'screen-debate', { whole: false });
  await look(room.host, 'console-debate', { whole: false });
  await participant.finishTurn(anna);
  await host.noteTurn(room.host, said.gist);
  await expect(bert.getByRole('heading', { name: '下一位就是您' })).toBeVisible();
  await host.giveFloor(room.host, names.bert);
  await host.endTurn(room.host);
  await participant.turnTo(anna, '辩论');
  await expect(anna.getByRole('group', { name: /的发言和回应$/ }).getByRole('listitem')).toHaveCount(2);

  await host.nextSegment(room.host, '表态');
  await participant.takeStance(anna, '完全赞成');
  await participant.takeStance(bert, '倾向赞成');
  await expect(anna.getByText('1 人更赞成')).toBeVisible();
  await look(anna, 'room-debate', { whole: false });
};
