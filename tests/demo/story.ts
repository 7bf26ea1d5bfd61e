/** The whole story, told through public commands only. Told twice it is the same story. */
import type { Session } from '#shared/sessions/state.ts';
import { staff } from './cast.ts';
import { Company } from './company.ts';
import { handOn } from './duties.ts';
import { workOnItems } from './items.ts';
import { issueLists } from './lists.ts';
import { holdMeeting, seatStaff, topicsOf } from './meeting.ts';
import type { Memory } from './memory.ts';
import { collectTopics } from './topics.ts';
import type { Visitor } from './visitor.ts';

export const next = 'sessions/demo-next';

const day = 86_400_000;
/** Half past two in the afternoon, Shanghai, a day after the story began. */
const startOfNext = (startedAt: number): number => Math.floor((startedAt + 8 * 3_600_000) / day) * day + day + 6.5 * 3_600_000;

const prepareNext = async (company: Company): Promise<Session> => {
  const host = company.get('demo-host');
  const convened = {
    ...{
      title: '加装电梯与社区助餐点协商会（示例）',
      topics: topicsOf(['demo-lift', 'demo-canteen']),
      place: '望桥社区党群服务中心二楼议事厅（示例）',
    },
    ...{
      startsAt: startOfNext(company.memory.startedAt),
      preset: 'questions-answers-debate',
      publicity: 'open',
      name: staff['demo-host'].name,
    },
  };
  await host.ask(next, 'demo-convene', { type: 'convene', ...convened });
  await seatStaff(company, next, ['demo-recorder', 'demo-member', 'demo-housing', 'demo-street']);
  return host.until<Session>(next, (session) => session.codes !== null && session.number !== null, 'codes and number');
};

export interface Told {
  readonly company: Company;
  /** Codes of the session that is ready to be opened. */
  readonly codes: { readonly participant: string; readonly host: string; readonly screen: string };
}

export const tellStory = async (admin: Visitor, memory: Memory, say: (line: string) => void): Promise<Told> => {
  const company = new Company(admin.origin, admin, memory);
  say('部门、人员 departments and people …');
  await company.gather();
  say('征题 topics …');
  await collectTopics(company);
  say('协商会 a session, questions, answers, debate …');
  await holdMeeting(company);
  say('两张清单 the two lists …');
  await issueLists(company);
  say('责任项 items …');
  await workOnItems(company);
  await handOn(company);
  say('下一场 the next session …');
  const { codes } = await prepareNext(company);
  const code = (key: string): string => codes?.find((one) => one.key === key)?.code ?? '';
  return { company, codes: { participant: code('participant'), host: code('host'), screen: code('screen') } };
};
