/** A session that is open and waits for questions, made over HTTP: for journeys that begin in the middle. */
import type { Session } from '#shared/sessions/state.ts';
import { firstAdministrator, type Caller } from '#tests/running/caller.ts';
import { accounts, department, establish, names, otherDepartment, register } from './company.ts';

export interface Prepared {
  readonly admin: Caller;
  readonly host: Caller;
  /** Its id. */
  readonly session: string;
  readonly participantCode: string;
  readonly screenCode: string;
}

const topic = { id: 'lights', title: '三号楼楼道灯坏了半年没人修' };
const described = { description: '从一楼到六楼一盏都不亮。', place: '幸福里小区 3 号楼', category: 'housing', channel: 'form', photos: [] };

const selectedTopic = async (host: Caller): Promise<void> => {
  await host.must(`topics/${topic.id}`, { type: 'submit', title: topic.title, ...described });
  await host.must(`topics/${topic.id}`, { type: 'screen' });
  await host.must(`topics/${topic.id}`, { type: 'select', scores: { whole: 3, concern: 5, feasible: 4, urgent: 4 } });
};

/** Convened with the 问答辩 preset; host, recorder and officer are seated. */
export const convened = async (origin: string, invitation: string): Promise<Prepared> => {
  const admin = await firstAdministrator(origin, invitation);
  await establish(admin);
  const [host] = await register(admin, accounts.host, accounts.recorder, accounts.officer, accounts.supervisor);
  if (!host) throw new Error('no host');
  await selectedTopic(host);
  const session = 'evening';
  await host.must(`sessions/${session}`, {
    ...{ type: 'convene', title: topic.title, topics: [topic], place: '幸福里社区二楼会议室', startsAt: Date.now() },
    ...{ preset: 'questions-answers-debate', name: names.host },
  });
  const seats = [
    { person: accounts.recorder.id, name: names.recorder, roles: ['recorder'], department: null },
    { person: accounts.officer.id, name: names.officer, roles: ['officer'], department: department.id },
  ];
  for (const seat of seats) await host.must(`sessions/${session}`, { type: 'seatPerson', ...seat });
  const { state } = await host.read<Session>(`sessions/${session}`);
  const code = (key: string): string => state.codes?.find((one) => one.key === key)?.code ?? '';
  return { admin, host, session, participantCode: code('participant'), screenCode: code('screen') };
};

export const openedForQuestions = async (origin: string, invitation: string): Promise<Prepared> => {
  const prepared = await convened(origin, invitation);
  const stream = `sessions/${prepared.session}` as const;
  await prepared.host.must(stream, { type: 'open' });
  for (const _ of ['briefing', 'questions']) await prepared.host.must(stream, { type: 'nextSegment' });
  return prepared;
};

/** Open, with two members seated and two departments that may take the lead. */
export const openedForWriting = async (origin: string, invitation: string): Promise<Prepared> => {
  const prepared = await convened(origin, invitation);
  const { admin, host, session } = prepared;
  await establish(admin, otherDepartment);
  await register(admin, accounts.member, accounts.walker);
  for (const { id, name } of [accounts.member, accounts.walker])
    await host.must(`sessions/${session}`, { type: 'seatPerson', person: id, name, roles: ['member'], department: null });
  await host.must(`sessions/${session}`, { type: 'open' });
  return prepared;
};
