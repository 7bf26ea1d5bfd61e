import fc from 'fast-check';
import { expect, test } from 'vitest';
import { house, nobody } from '#shared/core/actor.ts';
import { topics } from '#shared/topics/kind.ts';
import { fold, person, start } from '../given/given.ts';
import { expectVisibilityLaw, history, type Ask } from '../given/visible.ts';
import { joined, submit, submitted } from './topic.ts';

const convener = person('u-1', 'convener');
const { audience, view } = topics.visibility;

test('T14 who may follow a topic', () => {
  const collected = fold(
    topics,
    [submitted()].map((event) => ({ event, by: 'g-1' })),
  );
  expect(audience(collected, convener)).toBe('staff');
  expect(audience(collected, person('g-1'))).toBe('submitter');
  expect(audience(collected, person('g-2'))).toBeNull();
  expect(audience(collected, nobody(start))).toBeNull();
  const screened = fold(topics, [{ event: submitted(), by: 'g-1' }, { event: { type: 'screened' } }]);
  expect(audience(screened, nobody(start))).toBe('public');
});

test('T14 neither name nor phone nor any id of a resident reaches the public', () => {
  const state = fold(topics, [
    { event: submitted(), by: 'g-1' },
    { event: { type: 'endorsed', person: 'g-2', endorsements: 1 }, by: 'g-2' },
    { event: { type: 'absorbed', from: 'b', joined: joined({ endorsers: ['g-3'], receipt: 'OTHERSCODE' }), endorsements: 2 } },
  ]);
  const told = JSON.stringify(view(state, 'public'));
  for (const secret of ['5550100', '王秀兰', 'g-1', 'g-2', 'g-3', 'g-9', 'RECEPT2345', 'OTHERSCODE']) expect(told).not.toContain(secret);
  expect(view(state, 'public')).toMatchObject({ endorsements: 2, title: '楼道照明不亮' });
  expect(view(state, 'submitter')).toMatchObject({ receipt: 'RECEPT2345', facts: { name: '示例·王秀兰' }, endorsers: [] });
});

const asks: fc.Arbitrary<Ask> = fc.oneof(
  fc.constantFrom('g-2', 'g-3', 'g-4').map((id) => ({ command: { type: 'endorse' }, actor: person(id) })),
  fc
    .constantFrom<Ask['command'] & Record<string, unknown>>(
      { type: 'screen' },
      { type: 'select', scores: { urgent: 5 } },
      { type: 'decline', reason: 'court', note: '理由' },
      { type: 'mergeInto', into: 'b' },
      { type: 'nestUnder', under: 'b' },
      { type: 'unmerge' },
    )
    .map((command) => ({ command, actor: convener })),
  fc
    .constantFrom<Ask['command'] & Record<string, unknown>>(
      { type: 'absorb', from: 'c', joined: { ...joined({ endorsers: ['g-3', 'g-8'], receipt: 'XXXXXXXXXX' }) } },
      { type: 'release', from: 'c' },
      { type: 'schedule', session: 's' },
      { type: 'unschedule', session: 's' },
      { type: 'deliberate', session: 's' },
    )
    .map((command) => ({ command, actor: house(start) })),
);

test('T14 what each audience is sent, folded, is what it may see', () => {
  fc.assert(
    fc.property(fc.array(asks, { maxLength: 20 }), (later) => {
      const events = history(topics, [{ command: submit, actor: person('g-1') }, ...later]);
      expectVisibilityLaw(topics, events, ['staff', 'submitter', 'public']);
      for (const sent of events.map((recorded) => topics.visibility.see(recorded, 'public', topics.initial))) {
        expect(JSON.stringify(sent)).not.toMatch(/g-\d|5550100|王秀兰|XXXXXXXXXX/);
      }
    }),
    { numRuns: 300 },
  );
});
