/** What people look at all day, asked of the real server one after the other, as each of them waits for it. */
import { colleague, firstAdministrator, Caller } from '#tests/running/caller.ts';
import type { RunningServer } from '#tests/running/server.ts';
import { quantile } from '../measure.ts';
import { seeded } from '../load/chance.ts';
import { departments } from './filling.ts';

const round = (value: number): number => Math.round(value * 10) / 10;

interface Figures {
  readonly asked: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
  /** Rows or sums in an answer, on average: an empty answer is quick and says nothing. */
  readonly found: number;
}

const sizeOf = (answer: unknown): number => {
  const { rows, sums } = answer as { rows?: readonly unknown[]; sums?: object };
  if (!rows && !sums) throw new Error(`neither rows nor sums: ${JSON.stringify(answer).slice(0, 200)}`);
  return rows?.length ?? Object.keys(sums ?? {}).length;
};

/** Some first, so that no figure is about a cache that nobody has warmed since the start. */
const timed = async (caller: Caller, addresses: readonly string[]): Promise<Figures> => {
  for (const address of addresses.slice(0, 5)) await caller.call(address);
  const times: number[] = [];
  let found = 0;
  for (const address of addresses) {
    const began = performance.now();
    found += sizeOf(await caller.call(address));
    times.push(performance.now() - began);
  }
  const sorted = times.sort((a, b) => a - b);
  return {
    asked: times.length,
    p50: round(quantile(sorted, 0.5)),
    p95: round(quantile(sorted, 0.95)),
    max: round(sorted.at(-1) ?? NaN),
    found: round(found / addresses.length),
  };
};

const rows = (model: string, query: Readonly<Record<string, string>>): string =>
  `/api/rows/${model}?${new URLSearchParams(query).toString()}`;
const times = <T>(n: number, make: (n: number) => T): T[] => Array.from({ length: n }, (_, k) => make(k));

const words = {
  /** Two letters, in some of a hundred of all texts. */
  frequent: ['电梯', '停车', '路灯', '小区', '改造', '整治'],
  longer: ['加装电梯', '雨污分流', '消防通道', '农贸市场', '无障碍坡道'],
  several: ['桃园 电梯', '狼山 停车位 建设', '唐闸 小学 路灯', '和平 菜场', '石港 公园 清理'],
  rare: ['候鸟', '栖息地', '候鸟栖息', '候鸟 公园'],
  one: ['鸟', '厂', '井'],
  number: ['〔2026〕1000-7', '200-12', '3000-1'],
  nothing: ['电灯泡', '鸟厂', '候车'],
};

export const ask = async (server: RunningServer) => {
  const admin = await firstAdministrator(server.origin, server.invitation ?? '');
  const supervisor = await colleague(admin, { id: 'u-supervisor', name: '示例·督办员', roles: ['supervisor'] });
  const desks = await Promise.all(
    times(5, (n) => colleague(admin, { id: `u-${n}`, name: `示例·经办人${n}`, roles: ['officer'], department: `d${n * 7}` })),
  );
  const chance = seeded(7);
  const department = (): string => `d${Math.floor(chance() * departments)}`;
  const desk: Figures[] = [];
  for (const [n, caller] of desks.entries()) {
    const value = `d${n * 7}`;
    const queries = [
      { index: 'lead', value },
      { index: 'department', value },
      { index: 'leadStage', value: `${value}|inProgress` },
    ];
    const addresses = times(40, (k) => rows('desk', queries[k % queries.length] ?? {}));
    desk.push(await timed(caller, addresses));
  }
  const search = async (said: readonly string[]) =>
    timed(
      supervisor,
      times(40, (k) => rows('desk', { text: said[k % said.length] ?? '' })),
    );
  return {
    desk: desk.reduce((worst, one) => (one.p95 > worst.p95 ? one : worst)),
    board: await timed(
      supervisor,
      times(60, (k) => rows('board', k % 2 === 0 ? {} : { index: 'department', value: department() })),
    ),
    search: {
      frequent: await search(words.frequent),
      longer: await search(words.longer),
      several: await search(words.several),
      rare: await search(words.rare),
      one: await search(words.one),
      number: await search(words.number),
      nothing: await search(words.nothing),
      public: await timed(
        new Caller(server.origin),
        times(40, (k) => rows('items-public', { text: words.longer[k % words.longer.length] ?? '' })),
      ),
      withinDepartment: await timed(
        supervisor,
        times(40, (k) => rows('desk', { text: words.longer[k % words.longer.length] ?? '', index: 'lead', value: department() })),
      ),
    },
    scorecard: {
      department: await timed(
        supervisor,
        times(60, () => `/api/tallies/items?group=department:${department()}`),
      ),
      asOfAnyDay: await timed(
        supervisor,
        times(60, (k) => `/api/tallies/items?group=department:${department()}&upTo=2025-${String((k % 12) + 1).padStart(2, '0')}-17`),
      ),
      allDepartments: await timed(
        supervisor,
        times(20, () => `/api/tallies/items?groups=department:`),
      ),
      threeYearsByMonth: await timed(
        supervisor,
        times(
          20,
          () =>
            `/api/tallies/items?group=department:${department()}&since=2023-12-01&figure=onTime&figure=late&figure=lamp:red&figure=lamp:yellow`,
        ),
      ),
    },
  };
};
