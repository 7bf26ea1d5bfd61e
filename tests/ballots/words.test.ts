import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalised } from '#shared/ballots/answers.ts';
import { recount } from '#shared/ballots/counting.ts';
import { frequentWords } from '#shared/ballots/words.ts';
import { opened } from './hall.ts';

/** Answer → how often, as a tally counts them. */
const tallied = (...answers: readonly string[]) =>
  recount(
    opened({ method: 'words', options: [] }),
    answers.map((answer) => ({ choice: { method: 'words', words: [answer] }, roles: [] }) as const),
  ).words;
const cloud = (...answers: readonly string[]) =>
  Object.fromEntries(frequentWords(tallied(...answers)).map(({ text, count }) => [text, count]));

test('B24 what says the same counts together', () => {
  expect(tallied('停车难', '停车难。', ' 停车难！', '停车  难')).toEqual({ 停车难: 3, '停车 难': 1 });
  expect(tallied('WiFi', 'ｗｉｆｉ', 'WIFI')).toEqual({ wifi: 3 });
  expect(normalised('“加装电梯”……')).toBe('加装电梯');
  expect(normalised('。')).toBe('');
});

test('B25 short answers that several gave are words, also inside longer ones', () => {
  expect(cloud('停车难', '停车难', '小区停车难', '停车位太少')).toEqual({ 停车难: 3, 小区: 1, 停车位: 1, 太少: 1 });
  expect(cloud('加装电梯', '加装电梯', '希望加装电梯', '老旧小区加装电梯')).toMatchObject({ 加装电梯: 4 });
});

test('B25 neighbours that belong together are a word', () => {
  expect(cloud('想要社区食堂', '办社区食堂', '社区食堂太远')).toMatchObject({ 社区食堂: 3 });
  expect(cloud('老年活动中心', '没有活动中心', '活动中心太小')).toMatchObject({ 活动中心: 3 });
  expect(cloud('口袋公园', '多建口袋公园', '公园')).toMatchObject({ 口袋公园: 2, 公园: 1 });
  expect(cloud('飞线充电', '飞线充电不安全')).toMatchObject({ 飞线充电: 2, 不安全: 1 });
});

test('B25 what somebody put in a few words of their own stays whole', () => {
  expect(cloud('垃圾分类')).toEqual({ 垃圾分类: 1 });
  expect(cloud('垃圾分类', '垃圾分类没人管')).toMatchObject({ 垃圾分类: 2 });
  expect(cloud('地下停车场', '加装电梯', '社区食堂')).toEqual({ 地下停车场: 1, 加装电梯: 1, 社区食堂: 1 });
});

test('B25 but where a part of it is what others say by itself, or several share a part, the parts count', () => {
  expect(cloud('增加绿化', '绿化')).toMatchObject({ 绿化: 2 });
  expect(cloud('老年活动中心', '活动中心')).toMatchObject({ 活动中心: 2 });
  expect(cloud('楼道照明', '楼道堆物')).toEqual({ 楼道照明: 1, 楼道堆物: 1 });
});

test('B25 single characters go with what they belong to', () => {
  expect(cloud('充电桩不够', '充电桩', '三号楼路灯不亮', '修路')).toMatchObject({ 充电桩: 2, 三号楼: 1, 路灯: 1, 不亮: 1, 修路: 1 });
});

test.each([
  ['路灯不亮。', ['不亮', '路灯']],
  ['电动车进楼充电', ['充电', '电动车', '进楼']],
  ['没有充电桩', ['充电桩']],
  ['物业收费不透明', ['不透明', '收费', '物业']],
  ['老人没有活动的地方', ['地方', '活动', '老人']],
  ['the lights are broken', ['broken', 'lights']],
  ['  ', []],
])('B25 one answer by itself: %s', (answer, words) => expect(Object.keys(cloud(answer)).toSorted()).toEqual(words));

test('B25 what is denied is not counted as wished for', () => {
  expect(cloud('不方便', '出行不方便', '方便')).toMatchObject({ 不方便: 2, 方便: 1 });
});

test('B25 words that say nothing are left out, and an answer counts once for each word', () => {
  expect(cloud('我们希望有绿化', '绿化，绿化，还是绿化', '建议增加绿化')).toEqual({ 绿化: 3 });
  expect(cloud('的', '我们')).toEqual({});
});

test('B25 Latin words and numbers keep together', () => {
  expect(cloud('5G 信号', '5g信号不好', '5Ｇ')).toMatchObject({ '5g': 3, 信号: 2 });
});

test('B25 the most frequent first, and no more than asked for', () => {
  const answers = { 停车难: 7, 噪音: 3, 绿化: 3, 路灯: 1 };
  expect(frequentWords(answers, 3).map(({ text, count }) => `${text} ${count}`)).toEqual(['停车难 7', '噪音 3', '绿化 3']);
});

test('B25 law: the order of the answers makes no difference, and twice as many answers say twice as much of what was said', () => {
  const phrases = [
    '停车难',
    '小区停车难',
    '路灯不亮',
    '加装电梯',
    '希望加装电梯',
    '垃圾分类没人管',
    '物业费太高',
    'WiFi 信号差',
    '充电桩',
    '缺少绿化',
    '噪音扰民',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...phrases), { maxLength: 40 }), fc.integer(), (answers, seed) => {
      const shuffled = answers.toSorted(
        (a, b) => ((a.length * 31 + a.charCodeAt(0) * seed) % 97) - ((b.length * 31 + b.charCodeAt(0) * seed) % 97),
      );
      expect(frequentWords(tallied(...shuffled))).toEqual(frequentWords(tallied(...answers)));
      const once = frequentWords(tallied(...answers, ...answers), 1_000);
      for (const { count } of once) expect(count).toBeLessThanOrEqual(answers.length * 2);
      expect(new Set(once.map(({ text }) => text)).size).toBe(once.length);
    }),
  );
});
