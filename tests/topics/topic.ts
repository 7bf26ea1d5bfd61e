/** Builders of topics: a whole one, and what differs. */
import type { Command } from '#shared/topics/commands.ts';
import type { Event, Joined } from '#shared/topics/state.ts';

export const submit: Extract<Command, { type: 'submit' }> = {
  type: 'submit',
  title: '楼道照明不亮',
  description: '三号楼二单元的灯坏了半年。',
  place: '示例新村',
  category: 'housing',
  channel: 'snapshot',
  photos: [],
  name: '示例·王秀兰',
  phone: '0513-5550100',
};

const { name, phone, ...content } = submit;
type Submitted = Extract<Event, { type: 'submitted' }>;

export const submitted = (differs: Partial<Submitted> = {}): Submitted => ({
  ...content,
  id: '42',
  receipt: 'RECEPT2345',
  personal: { subject: 'g-1', facts: { name: name!, phone: phone! } },
  ...differs,
  type: 'submitted',
});

export const joined = (differs: Partial<Joined> = {}): Joined => ({
  as: 'merged',
  title: '路灯也不亮',
  receipt: '',
  submitter: 'g-9',
  endorsers: [],
  via: 'b',
  ...differs,
});
