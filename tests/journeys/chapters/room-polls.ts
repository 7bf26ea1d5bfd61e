/** A vote by name, a vote nobody can look into, and short answers as a cloud. */
import { expect } from '@playwright/test';
import { names, type Room } from '../company.ts';
import * as polls from '../steps/polls.ts';
import * as participant from '../steps/participant.ts';
import * as screen from '../steps/screen.ts';

export const voted = { named: '同意先修楼道灯，再修路', secret: '满意今天的答复', words: '小区里您最想改什么' } as const;

const optionOf = async (
  { desk, session }: Room,
  title: string,
  text: string,
): Promise<{ readonly poll: string; readonly option: string }> => {
  type Seen = { readonly polls: readonly { id: string; title: string; options: readonly { id: string; text: string }[] }[] };
  const { state } = await desk.read<Seen>(`ballots/${session}`);
  const poll = state.polls.find((one) => one.title === title);
  return { poll: poll?.id ?? '', option: poll?.options.find((one) => one.text === text)?.id ?? '' };
};

/** Two phones and the hall vote; the result stands on phones and wall, with who voted what. */
export const byName = async (room: Room): Promise<void> => {
  const { device, anna, bert, wall, crowd, session, look } = room;
  await polls.open(device, voted.named, '记名', () => look(device, 'room-console-poll-sheet'));
  await screen.expectShown(wall, voted.named);
  await expect(polls.card(anna, voted.named)).toBeVisible();
  await look(anna, 'room-phone-poll', { whole: false });
  await polls.vote(anna, voted.named, '赞成');
  await polls.vote(bert, voted.named, '反对');
  const { poll, option } = await optionOf(room, voted.named, '赞成');
  for (const one of crowd.slice(0, 10))
    await one.must(`ballots/${session}`, { type: 'castBallot', poll, choice: { method: 'single', option } });
  await expect(polls.live(device, voted.named)).toContainText('已投 12 /');
  await screen.expectScannable(wall);
  await look(wall, 'room-wall-poll', { whole: false });
  await polls.closeCounting(device, voted.named, [anna, wall], () => look(wall, 'room-wall-poll-closing', { whole: false }));
  await participant.turnTo(anna, '表决');
  await expect(polls.result(anna, voted.named)).toContainText('11 票');
  await polls.result(anna, voted.named).getByText('谁投了什么').click();
  await expect(polls.result(anna, voted.named).getByRole('definition').filter({ hasText: names.bert })).toHaveText(names.bert);
  await look(anna, 'room-phone-result');
  await screen.expectShown(wall, /11 票/);
  await look(wall, 'room-wall-result', { whole: false });
};

export const inSecret = async (room: Room): Promise<void> => {
  const { host, anna, bert, walker, wall, look } = room;
  await polls.open(host, voted.secret, '秘密');
  const phones = { 赞成: [anna, walker], 反对: [bert] } as const;
  await Promise.all(
    Object.entries(phones).flatMap(([choice, pages]) => pages.map((page) => polls.voteInSecret(page, voted.secret, choice))),
  );
  await look(anna, 'room-phone-secret', { whole: false });
  await look(wall, 'room-wall-secret', { whole: false });
  await Promise.all([anna, bert, walker].map((page) => polls.expectInBox(page, voted.secret)));
  await expect(polls.live(host, voted.secret)).toContainText('已投 3 /');
  await look(host, 'room-console-secret', { whole: false });
  await polls.close(host, voted.secret);
  for (const page of [anna, bert, walker]) {
    await participant.turnTo(page, '表决');
    await expect(polls.result(page, voted.secret)).toContainText('共 3 票');
    await expect(polls.result(page, voted.secret)).toContainText('2 票');
    await expect(polls.result(page, voted.secret).getByText('谁投了什么')).toHaveCount(0);
  }
  await screen.expectShown(wall, /2 票/);
};

/** Asked and answered over HTTP: what is looked at is the cloud. */
export const cloud = async ({ desk, crowd, session, wall, look }: Room): Promise<void> => {
  const poll = 'wishes';
  const wishes = ['停车难', '楼道灯', '停车位', '噪音', '垃圾分类', '停车难', '加装电梯', '楼道灯', '老人食堂', '健身步道', '停车难'];
  await desk.must(`ballots/${session}`, { type: 'openPoll', title: voted.words, method: 'words', options: [], form: 'counted' }, poll);
  for (const [at, wish] of wishes.entries())
    await crowd[at]?.must(`ballots/${session}`, { type: 'castBallot', poll, choice: { method: 'words', words: [wish] } });
  await desk.must(`ballots/${session}`, { type: 'closePoll', poll });
  await desk.must(`sessions/${session}`, { type: 'showScene', scene: 'words' });
  await screen.expectShown(wall, '停车难');
  await look(wall, 'room-wall-words', { whole: false });
};
