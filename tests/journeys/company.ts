/** Who takes part in a journey, and how those get their accounts whose first day is not the point of it. */
import type { Page } from '@playwright/test';
import { addDays, dayOf } from '#shared/core/calendar.ts';
import { Caller, colleague } from '#tests/running/caller.ts';
import type { StandingRole } from '#shared/core/actor.ts';
import type { Look } from './look.ts';

interface Account {
  /** Also the login. */
  readonly id: string;
  readonly name: string;
  readonly roles: readonly StandingRole[];
  readonly department?: string;
}

export const department = { id: 'housing', name: '江畔区住房和城乡建设局', short: '住建局' } as const;
export const otherDepartment = { id: 'streets', name: '江畔区城市管理局', short: '城管局' } as const;
export const names = {
  ...{ host: '林晓舟', recorder: '周敏', officer: '许建国', supervisor: '顾平', anna: '张桂芬', bert: '李师傅' },
  ...{ member: '陈立', walker: '何芳' },
} as const;

export const accounts = {
  host: { id: 'host', name: names.host, roles: ['convener'] },
  recorder: { id: 'recorder', name: names.recorder, roles: ['member'] },
  member: { id: 'member', name: names.member, roles: ['member'] },
  /** On the way with a phone. */
  walker: { id: 'walker', name: names.walker, roles: ['member'] },
  supervisor: { id: 'supervisor', name: names.supervisor, roles: ['supervisor'] },
  officer: { id: 'officer', name: names.officer, roles: ['officer'], department: department.id },
} as const satisfies Readonly<Record<string, Account>>;

export const register = async (admin: Caller, ...who: readonly Account[]): Promise<readonly Caller[]> => {
  const callers: Caller[] = [];
  for (const account of who) callers.push(await colleague(admin, account));
  return callers;
};

export const establish = (admin: Caller, { id, name, short }: typeof department | typeof otherDepartment = department): Promise<number> =>
  admin.must(`departments/${id}`, { type: 'establish', name, shortName: short });

/** Speaks over HTTP as whoever sits in this window. */
export const callerOf = async (page: Page): Promise<Caller> => {
  const { origin } = new URL(page.url());
  const cookies = await page.context().cookies(origin);
  return new Caller(origin, cookies.map(({ name, value }) => `${name}=${value}`).join('; '));
};

/** The windows of one session, and its eye for screens. */
export interface Company {
  readonly host: Page;
  readonly recorder: Page;
  readonly officer: Page;
  readonly anna: Page;
  readonly bert: Page;
  readonly screen: Page;
  readonly supervisor: Page;
  readonly look: Look;
}

/** Everybody who writes or reads the two lists at once: laptops, and the phones of a member and of somebody who came by a code. */
export interface Writers {
  readonly host: Page;
  readonly recorder: Page;
  readonly officer: Page;
  readonly member: Page;
  readonly walker: Page;
  readonly resident: Page;
  /** Of the session and its lists. */
  readonly session: string;
  readonly look: Look;
}

/** A live room at full depth: the console and the device it goes to, the hall, and three phones that come late. */
export interface Room {
  readonly host: Page;
  readonly device: Page;
  readonly recorder: Page;
  readonly officer: Page;
  readonly wall: Page;
  readonly anna: Page;
  /** At the end of a slow line. */
  readonly bert: Page;
  /** Falls off the network for a while. */
  readonly walker: Page;
  readonly session: string;
  /** Over HTTP: the host's account, and everybody else in the hall, in two camps of the same size. */
  readonly desk: Caller;
  readonly crowd: readonly Caller[];
  readonly look: Look;
}

/** `YYYY-MM-DD` so many days from today, in Shanghai. */
export const inDays = (days: number): string => addDays(dayOf(Date.now()), days);
