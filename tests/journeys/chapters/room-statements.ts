/** Statements marked by the whole hall, and the map that comes of it on every kind of screen. */
import { expect } from '@playwright/test';
import type { Room } from '../company.ts';
import * as console from '../steps/console.ts';
import * as participant from '../steps/participant.ts';
import * as polls from '../steps/polls.ts';
import * as screen from '../steps/screen.ts';

/** `camp`: 0 and 1 are for it, the other against; both for the shared ones. */
export const statements = [
  { id: 'lanes', text: '消防通道上的花池应当全部拆掉。', camp: 0 },
  { id: 'parking', text: '院内车位应当按户轮流使用。', camp: 0 },
  { id: 'fees', text: '物业费可以涨一点，把灯和门禁修好。', camp: 0 },
  { id: 'bikes', text: '电动车应当统一停到车棚。', camp: 0 },
  { id: 'gardens', text: '一楼的小花园应当保留。', camp: 1 },
  { id: 'first', text: '先来先停最公平。', camp: 1 },
  { id: 'later', text: '没有修好以前不交物业费。', camp: 1 },
  { id: 'dogs', text: '院子里应当让狗自由活动。', camp: 1 },
  { id: 'lights', text: '楼道灯应当换成声控灯。', camp: null },
  { id: 'hotline', text: '每个门洞都要贴报修电话。', camp: null },
] as const;

const campOf = (at: number, size: number): 0 | 1 => (at < size / 2 ? 0 : 1);
const markOf = (camp: 0 | 1, of: (typeof statements)[number]): polls.Mark => (of.camp === null || of.camp === camp ? '赞成' : '反对');
const kinds = { 赞成: 'agree', 反对: 'disagree', 说不准: 'pass' } as const;

/** One mark in four, spread without a pattern and the same in every run: nobody follows a camp in everything. */
const unsure = (at: number, n: number): boolean => {
  let mixed = Math.imul(at + 1, 0x9e3779b1) ^ Math.imul(n + 1, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  mixed = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32 < 0.25;
};

const crowdMarks = async ({ crowd, session }: Room): Promise<void> => {
  for (const [at, one] of crowd.entries())
    for (const [n, statement] of statements.entries()) {
      const mark = unsure(at, n) ? '说不准' : markOf(campOf(at, crowd.length), statement);
      await one.must(`ballots/${session}`, { type: 'mark', statement: statement.id, mark: kinds[mark] });
    }
};

/** Two phones mark everything; the third leaves one over. */
export const markAll = async (room: Room): Promise<void> => {
  const { desk, session, look, anna, bert, walker } = room;
  await polls.openMarking(room.host);
  for (const { id, text } of statements) await desk.must(`ballots/${session}`, { type: 'makeStatement', text }, id);
  await participant.turnTo(anna, '观点');
  await expect(anna.getByText(`已表态 0 / ${statements.length}`)).toBeVisible();
  await look(anna, 'room-phone-statement', { whole: false });
  const as =
    (camp: 0 | 1) =>
    (text: string): polls.Mark => {
      const statement = statements.find((one) => one.text === text);
      return statement ? markOf(camp, statement) : '说不准';
    };
  await Promise.all([
    crowdMarks(room),
    polls.markUntil(anna, 0, as(0)),
    polls.markUntil(bert, 0, as(1)),
    polls.markUntil(walker, 1, as(0)),
  ]);
  await look(room.host, 'room-console-statements', { whole: false });
};

/** The same groups on a phone, under the host's hand and on the wall. */
export const mapEverywhere = async ({ anna, host, wall, look }: Room): Promise<void> => {
  await participant.turnTo(anna, '聚同化异');
  for (const group of ['甲组', '乙组']) await expect(anna.getByText(new RegExp(`${group} \\d+ 人`)).first()).toBeVisible();
  await expect(anna.getByText(/^您在[甲乙]组附近。$/)).toBeVisible();
  await look(anna, 'room-phone-map');
  await host.getByRole('tab', { name: /^聚同化异/ }).click();
  await expect(host.getByText(/甲组 \d+ 人/).first()).toBeVisible();
  await look(host, 'room-console-map');
  await console.showScene(host, '共识图', () => look(host, 'room-console-scenes', { whole: false }));
  await screen.expectShown(wall, /甲组/);
  await look(wall, 'room-wall-map', { whole: false });
};
