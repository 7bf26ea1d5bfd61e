/** Who appears in the story. All of them are invented, and say so. */
import type { StandingRole } from '#shared/core/actor.ts';
import type { SessionRole } from '#shared/sessions/state.ts';

export const password = 'shangliang-2026';

export const departments = {
  'demo-housing': { name: '示例区住房和城乡建设局', shortName: '住建局' },
  'demo-urban': { name: '示例区城市管理局', shortName: '城管局' },
  'demo-street': { name: '望桥街道办事处（示例）', shortName: '望桥街道' },
  'demo-police': { name: '示例区公安分局交警大队', shortName: '交警大队' },
  'demo-power': { name: '示例区供电公司', shortName: '供电公司' },
  'demo-civil': { name: '示例区民政局', shortName: '民政局' },
} as const;
export type Department = keyof typeof departments;

interface Staff {
  readonly name: string;
  readonly roles: readonly StandingRole[];
  readonly department: Department | null;
  /** In the finished session; none = does not take part. */
  readonly seat: readonly SessionRole[];
}

const staffer = (
  name: string,
  roles: readonly StandingRole[],
  seat: readonly SessionRole[],
  department: Department | null = null,
): Staff => ({
  ...{ name, roles, department, seat },
});

/** The key is the login, the person's id is `p-` before it. */
export const staff = {
  'demo-host': staffer('示例·周正平', ['convener'], ['host']),
  'demo-recorder': staffer('示例·林记言', ['member'], ['recorder']),
  'demo-member': staffer('示例·吴委员', ['member'], ['member']),
  'demo-supervisor': staffer('示例·沈督察', ['supervisor'], []),
  'demo-auditor': staffer('示例·严审计', ['auditor'], []),
  'demo-housing': staffer('示例·许建国', ['officer'], ['officer'], 'demo-housing'),
  'demo-leader': staffer('示例·高分管', ['leader'], [], 'demo-housing'),
  'demo-urban': staffer('示例·韩城', ['officer'], ['officer'], 'demo-urban'),
  'demo-street': staffer('示例·陆芳', ['officer'], ['officer'], 'demo-street'),
  'demo-police': staffer('示例·丁路', ['officer'], ['officer'], 'demo-police'),
  'demo-power': staffer('示例·谭电', ['officer'], ['officer'], 'demo-power'),
  'demo-civil': staffer('示例·方暖', ['officer'], [], 'demo-civil'),
} as const satisfies Readonly<Record<string, Staff>>;
export type StaffKey = keyof typeof staff;
export const personOf = (key: StaffKey): string => `p-${key}`;

interface Guest {
  readonly name: string;
  readonly role: SessionRole;
  readonly phone: string;
}

/** They come by the code on the wall, without any account. */
export const guests = {
  wang: { name: '示例·王秀兰', role: 'resident', phone: '0513-5550101' },
  zhao: { name: '示例·赵梅', role: 'resident', phone: '0513-5550102' },
  qian: { name: '示例·钱进', role: 'resident', phone: '0513-5550103' },
  li: { name: '示例·李大山', role: 'stakeholder', phone: '0513-5550104' },
  sun: { name: '示例·孙立', role: 'stakeholder', phone: '0513-5550105' },
  he: { name: '示例·何工', role: 'expert', phone: '0513-5550106' },
  gu: { name: '示例·顾观', role: 'observer', phone: '0513-5550107' },
} as const satisfies Readonly<Record<string, Guest>>;
export type GuestKey = keyof typeof guests;
/** Those who are asked to rate what was done. */
export const raters = ['wang', 'zhao', 'qian', 'li', 'sun', 'demo-member'] as const;
