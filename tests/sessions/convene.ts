import type { CommandOf } from '#shared/sessions/commands.ts';
import { start } from '../given/given.ts';

export const convene: CommandOf<'convene'> = {
  type: 'convene',
  title: '新桥北村改造协商会',
  topics: [{ id: 't-1', title: '加装电梯' }],
  place: '城东街道办事处',
  startsAt: start,
  preset: 'questions-answers-debate',
  name: '召集人',
};
