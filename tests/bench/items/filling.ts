/** A house full of items: lives by the rules, lived again by many departments under other names. */
import { dayLength } from '#shared/core/calendar.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import type { Store, StreamCommit } from '#server/store/store.ts';
import { seeded } from '../load/chance.ts';
import { lifeOf, type Placeholder } from './lives.ts';

export const departments = 100;
export const areas = 40;
/** Of one session. */
const together = 15;
/** 24 November 2026 in Shanghai, and four years before. */
const until = Date.UTC(2026, 10, 23, 16);
const from = until - 4 * 365 * dayLength;
const distinct = 4_000;
/** Streams in one commit. */
const portion = 500;

const places = [
  '桃园',
  '新民',
  '滨江',
  '和平',
  '建设路',
  '文峰',
  '城东',
  '通吕',
  '学田',
  '任港',
  '虹桥',
  '八厂',
  '段家坝',
  '钟秀',
  '狼山',
  '观音山',
  '天生港',
  '唐闸',
  '陈桥',
  '幸福',
  '秦灶',
  '兴仁',
  '平潮',
  '先锋',
  '张芝山',
  '川姜',
  '二甲',
  '东社',
  '十总',
  '石港',
];
const kinds = ['小区', '社区', '村', '农贸市场', '小学', '中学', '公园', '医院', '街道', '菜场'];
const things = [
  '加装电梯',
  '停车位',
  '雨污分流',
  '充电桩',
  '路灯',
  '排水管网',
  '违章建筑',
  '消防通道',
  '垃圾分类',
  '公交站台',
  '噪音扰民',
  '外墙渗水',
  '健身器材',
  '养老食堂',
  '儿童托管',
  '黑臭河道',
  '断头路',
  '窨井盖',
  '燃气管道',
  '无障碍坡道',
];
const acts = ['改造', '整治', '建设', '维修', '增设', '规范管理', '移位', '清理'];

const pick = <T>(chance: () => number, from: readonly T[]): T => from[Math.floor(chance() * from.length)] as T;
/** One in so many is about something nearly nobody else asks for. */
const rare = 2_000;

const namesOf = (n: number, chance: () => number): Record<Placeholder, string> => {
  const session = Math.floor(n / together);
  const lead = Math.floor(chance() * departments);
  const subject = Math.floor(chance() * rare) === 0 ? '候鸟栖息地' : pick(chance, things);
  return {
    number: `〔2026〕${session}-${(n % together) + 1}`,
    title: `${pick(chance, places)}${pick(chance, kinds)}${subject}${pick(chance, acts)}`,
    task: '完成设计、公示、施工和验收。',
    session: `s${session}`,
    row: `r${n % together}`,
    lead: `d${lead}`,
    other: `d${(lead + 1) % departments}`,
    area: `a${Math.floor(chance() * areas)}`,
    host: `p-host-${session % 300}`,
    r1: `p-${(n * 3) % 50_000}`,
    r2: `p-${(n * 3 + 1) % 50_000}`,
    r3: `p-${(n * 3 + 2) % 50_000}`,
  };
};

const filled = (text: string, names: Record<Placeholder, string>): string =>
  text.replace(/ZZ(\w+?)ZZ/g, (_, which: Placeholder) => names[which]);

/** Ids in the order of their issue. */
const streamOf = (n: number): StreamId => `items/i${String(n).padStart(8, '0')}`;

export const fill = async (
  store: Store,
  count: number,
): Promise<{ readonly items: number; readonly events: number; readonly seconds: number }> => {
  const began = performance.now();
  const chance = seeded(2026);
  const lives = Array.from({ length: Math.min(distinct, count) }, (_, n) => {
    const issued = Math.floor(from + ((until - from) * n) / Math.min(distinct, count));
    return JSON.stringify(lifeOf(chance, issued, until).events);
  });
  let events = 0;
  let writing: Promise<unknown> = Promise.resolve();
  for (let first = 0; first < count; first += portion) {
    const batch = Array.from({ length: Math.min(portion, count - first) }, (_, k): StreamCommit => {
      const n = first + k;
      const life = lives[Math.floor((n / count) * lives.length)] ?? '[]';
      const told = JSON.parse(filled(life, namesOf(n, chance))) as StreamCommit['events'];
      events += told.length;
      const recorded = told.map((one) => ({ ...one, hash: '' }));
      return { stream: streamOf(n), expected: 0, events: recorded, rows: [], reactions: [], settles: [], documents: [] };
    });
    await writing;
    writing = store.commit(batch);
    writing.catch(() => undefined);
  }
  await writing;
  return { items: count, events, seconds: Math.round((performance.now() - began) / 100) / 10 };
};
