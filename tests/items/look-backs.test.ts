import { expect, test } from 'vitest';
import { startOfDay } from '#shared/core/calendar.ts';
import { parseCommand } from '#shared/core/parse.ts';
import { isRefusal } from '#shared/core/refusal.ts';
import type { RulePack } from '#shared/core/rule-pack.ts';
import type { Command, CommandOf } from '#shared/items/commands.ts';
import { items } from '#shared/items/kind.ts';
import { planOf } from '#shared/items/look-backs.ts';
import { draw, hash32 } from '#shared/items/sample.ts';
import type { Rules } from '#shared/items/state.ts';
import { occasion, pack } from '../given/given.ts';
import type { Ask } from '../given/visible.ts';
import {
  after,
  ask,
  closed,
  eventsOf,
  lead,
  live,
  onDay,
  picture,
  rated,
  raters,
  rating,
  report,
  stateAfter,
  stateAt,
  supervisor,
  told,
  verified,
} from './item.ts';

const close: Command = { type: 'close' };
const shared = pack.item.lookBackPlan;
const withPlan = (plan: Partial<RulePack['item']['lookBackPlan']>): RulePack => ({
  ...pack,
  item: { ...pack.item, lookBackPlan: { ...shared, ...plan } },
});
const all = { share: 1, seed: '2026', after: 180 };

/** When it will be looked at again, in days after the 6th of November, and why. */
const plan = (asks: readonly Ask[], under = pack, rules: Partial<Rules> = {}): readonly (readonly [string, readonly string[]])[] => {
  const item = live(asks);
  const outcome = items.decide(
    close,
    { ...item, rules: { ...item.rules, ...rules } },
    onDay(13, supervisor),
    occasion('items/42', { pack: under }),
  );
  if (isRefusal(outcome)) throw new Error(outcome.refused);
  return outcome.flatMap((event) =>
    event.type === 'closed'
      ? event.lookBacks.map(({ at, because = [] }) => [new Date(at + 28_800_000).toISOString().slice(0, 10), because] as const)
      : [],
  );
};
const schedule = [
  ['2027-02-04', ['scheduled']],
  ['2027-11-06', ['scheduled']],
] as const;
const early = '2026-12-06';

test('I82 closed in good time and liked by all: as scheduled, and each says so', () => {
  expect(plan(rated(0))).toEqual(schedule);
  expect(stateAt('closed', closed()).lookBacks).toMatchObject([{ because: ['scheduled'] }, { because: ['scheduled'] }]);
});

test('I82 two reasons for one day are one look-back', () => {
  const yearly = [...rated(0, { class: 'C' })];
  expect(plan(yearly)).toEqual([schedule[0], ['2027-11-06', ['scheduled', 'annual']]]);
  const hard = twice();
  expect(plan(hard, withPlan({ sample: { ...all, after: 30 } }))[0]).toEqual([early, ['hard', 'sampled']]);
});

/** Sent back twice and extended: three times a second try. */
function twice(): readonly Ask[] {
  const back = ask({ type: 'sendBack', reason: '不实' }, onDay(10, supervisor));
  const again = ask(report(), onDay(10, lead));
  const [issue, claim] = verified();
  return [
    issue!,
    claim!,
    ask({ type: 'askExtension', to: '2027-01-08', reason: '材料' }, lead),
    ask({ type: 'decideExtension', grant: true, reason: '' }, supervisor),
    ...[again, back, again, back, again],
    ask({ type: 'verify', text: '' }, onDay(11, supervisor)),
    ...raters.map((rater) => ask(rating('satisfied'), onDay(12, rater))),
  ];
}

test('I79 hard: what took too many second tries', () => {
  expect(live(twice())).toMatchObject({ sendBacks: 2, extensions: 1, redos: 0 });
  expect(plan(twice())).toEqual([[early, ['hard']], ...schedule]);
  const easier = twice().filter(({ command }) => command.type !== 'askExtension' && command.type !== 'decideExtension');
  expect(plan(easier)).toEqual(schedule);
});

const late = (due: string): readonly Ask[] => [...verified({ due }), ...raters.map((rater) => ask(rating('satisfied'), onDay(12, rater)))];
test('I79 slow: closed more than thirty working days after the day it was first due', () => {
  // 30 working days before Friday 6 November 2026, over the National Day: Sunday 20 September, which was worked.
  expect(plan(late('2026-09-20'))).toEqual(schedule);
  expect(plan(late('2026-09-18'))).toEqual([[early, ['slow']], ...schedule]);
});

test('I79 an extension does not make it less slow: the first due day counts', () => {
  const [issue, claim, ...rest] = late('2026-09-16');
  const extended = [
    issue!,
    claim!,
    ask({ type: 'askExtension', to: '2026-10-26', reason: '材料' }, lead),
    ask({ type: 'decideExtension', grant: true, reason: '' }, supervisor),
    ...rest,
  ];
  expect(live(extended)).toMatchObject({ firstDue: '2026-09-16', matter: { due: '2026-10-26' } });
  expect(plan(extended)[0]).toEqual([early, ['slow']]);
});

test('I79 too many dissatisfied, though fewer than half', () => {
  expect(plan(rated(2))).toEqual([[early, ['dissatisfied']], ...schedule]);
  expect(plan([...rated(2)], withPlan({ dissatisfiedOver: 0.9 })), 'thresholds are those it was issued under').toHaveLength(3);
});

test('I80 only where everybody may know the figure: the plan must not tell what the figures hide', () => {
  const few = [
    ...verified({ raters: ['p-1', 'p-2', 'p-3'] }),
    ...raters.slice(0, 3).map((rater, n) => ask(rating(n === 0 ? 'dissatisfied' : 'satisfied'), onDay(12, rater))),
  ];
  expect(plan(few)).toEqual(schedule);
  // One of six stands out; two do not.
  const strict = { lookBackPlan: { ...planOf(shared), dissatisfiedOver: 0.01 } };
  expect(plan(rated(1), pack, strict)).toEqual(schedule);
  expect(plan(rated(2), pack, strict)).toHaveLength(3);
});

test('I81 the draw: seed, share and hash stand in the record, and anybody can draw again', () => {
  const [{ draw: drawn } = { draw: undefined }] = eventsOf(closed(), 'closed');
  expect(drawn).toEqual(draw(pack.item.lookBackPlan.sample, '〔2026〕12-1'));
  expect(drawn).toEqual({ seed: '2026', share: 0.1, hash: 2912807199, sampled: false });
  expect(plan(rated(0), withPlan({ sample: all }))[1]).toEqual(['2027-05-05', ['sampled']]);
  expect(plan(rated(0), withPlan({ sample: { ...all, share: 0 } }))).toEqual(schedule);
});

test.each([
  // By another programme, from the description in words.
  ['', 2872998923],
  ['a', 444641715],
  ['2026〔2026〕12-2', 2603923013],
  ['2026〔2026〕12-3', 2816169844],
])('I81 hash of %j', (text, hash) => expect(hash32(text)).toBe(hash));

const numbers = Array.from({ length: 100 }, (_, session) =>
  Array.from({ length: 40 }, (_one, row) => `〔2026〕${session + 1}-${row + 1}`),
).flat();
const sampled = (seed: string, share: number): readonly string[] => numbers.filter((number) => draw({ seed, share }, number).sampled);

test('I81 every number is as likely as any other: equal classes of hashes, by chi-square', () => {
  for (const seed of ['2026', '2027', '示例', '']) {
    const classes = Array<number>(64).fill(0);
    for (const number of numbers) classes[hash32(seed + number) >>> 26]! += 1;
    const expected = numbers.length / classes.length;
    const chi = classes.reduce((sum, found) => sum + (found - expected) ** 2 / expected, 0);
    // 63 degrees of freedom: above 103.4 once in a thousand; below 32.6 as rarely.
    expect(chi, seed).toBeGreaterThan(30);
    expect(chi, seed).toBeLessThan(110);
  }
});

test('I81 the share is what is drawn, rising shares hold the smaller ones, another seed draws others', () => {
  for (const share of [0.02, 0.1, 0.5]) {
    const deviation = Math.sqrt(numbers.length * share * (1 - share));
    expect(Math.abs(sampled('2026', share).length - numbers.length * share)).toBeLessThan(4 * deviation);
  }
  const [small, large] = [new Set(sampled('2026', 0.05)), new Set(sampled('2026', 0.1))];
  expect([...small].every((number) => large.has(number))).toBe(true);
  const both = sampled('2027', 0.1).filter((number) => large.has(number)).length;
  expect(both / large.size).toBeLessThan(0.2);
  expect(sampled('2026', 1)).toHaveLength(numbers.length);
  expect(sampled('2026', 0)).toEqual([]);
});

test.each(['\ud800', '🏘️', '\0', '〔2026〕'.repeat(1000)])('I81 %j has a hash of 32 bits like any other', (text) => {
  const hash = hash32(text);
  expect(Number.isInteger(hash) && hash >= 0 && hash < 2 ** 32).toBe(true);
});

const look = (differs: Partial<CommandOf<'lookBack'>> = {}): CommandOf<'lookBack'> => ({
  ...{ type: 'lookBack', finding: 'rebound', text: '又坏了', files: [picture], due: null },
  visitors: ['u-supervisor', 'p-host'],
  taken: { [picture]: { takenAt: startOfDay('2027-02-04'), place: { lat: 31.99, lng: 120.89, accuracy: 12 } } },
  ...differs,
});

test('I83 it says who went there, and where and when the pictures were taken, as far as known', () => {
  const { visitors, taken } = look();
  expect(after(closed()).when(look(), onDay(103, supervisor)).outcome).toMatchObject([
    { type: 'lookedBack', visitors, taken },
    { type: 'reopened' },
  ]);
  expect(parseCommand(items, { type: 'lookBack', finding: 'rebound', text: '又坏了' })).toMatchObject({ command: { visitors: [] } });
  expect(parseCommand(items, look({ visitors: Array<string>(30).fill('u-1') }))).toMatchObject({ malformed: 'long', at: 'visitors' });
});

test('I83 the public is not told who went, nor the spot', () => {
  const asks = [...closed(), ask(look(), onDay(103, supervisor))];
  const seen = (who: string) => told(asks).map((recorded) => items.visibility.see(recorded, who, stateAfter(asks)));
  for (const who of ['public', 'summary', 'rater']) expect(JSON.stringify(seen(who))).not.toMatch(/u-supervisor|120\.89/);
  expect(JSON.stringify(seen('department'))).toContain('u-supervisor');
});

test('I83 look-backs and relapses are counted', () => {
  const again = [...closed(), ask(look(), onDay(103, supervisor))];
  expect(live(again)).toMatchObject({ lookedBack: 1, relapses: 1, redos: 1 });
  expect(live([...closed(), ask(look({ finding: 'redo' }), onDay(103, supervisor))])).toMatchObject({ lookedBack: 1, relapses: 0 });
  expect(live([...closed(), ask(look({ finding: 'consolidated' }), onDay(103, supervisor))])).toMatchObject({
    lookedBack: 1,
    relapses: 0,
    stage: 'closed',
  });
});
