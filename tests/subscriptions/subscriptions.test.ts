import { expect, test } from 'vitest';
import { house, nobody } from '#shared/core/actor.ts';
import { subscriptions } from '#shared/subscriptions/kind.ts';
import { digest } from '#shared/subscriptions/read-model.ts';
import type { Event } from '#shared/subscriptions/state.ts';
import { at, fold, person, sentences, start } from '../given/given.ts';

const { given } = sentences(subscriptions);
const somebody = nobody(start);
const home = house(start);
const hour = 3_600_000;

/** As made from the chance of the occasion: 0123456789abcdef0123456789abcdef. */
const [code, key] = ['01234567', '89abcdef0123456789abcdef'];
const asked: Event = {
  ...{ type: 'asked', to: 'items/42', language: 'zh', code, key },
  personal: { subject: 'subscription-42', facts: { email: 'a@example.org' } },
};
const ask = { type: 'ask', to: 'items/42', email: ' a@example.org ', language: 'zh' } as const;
const begun: Event = { type: 'letterBegun', letter: 'msg_1', told: { 'items/42': 7 } };

test('SB1 anybody asks, without an account, once', () => {
  given().when(ask, somebody).then(asked);
  given(asked).when(ask, somebody).thenRefused('already-asked');
});

test('SB2 only the code of the letter confirms it, within 48 hours', () => {
  given(asked).when({ type: 'confirm', code: '01234567' }, somebody).then({ type: 'confirmed' });
  given(asked).when({ type: 'confirm', code: 'FFFFFFFF' }, somebody).thenRefused('wrong-code');
  given(asked)
    .when({ type: 'confirm', code }, at(somebody, start + 48 * hour + 1))
    .thenRefused('code-late');
  given(asked, { type: 'confirmed' }).when({ type: 'confirm', code }, somebody).then();
  expect(subscriptions.mailing?.mailing(fold(subscriptions, [asked]))).toMatchObject({ confirmed: false });
});

test('SB3 whoever has the key ends it, and ended it stays', () => {
  given(asked, { type: 'confirmed' }).when({ type: 'end', key }, somebody).then({ type: 'ended', because: 'reader' });
  given(asked).when({ type: 'end', key: code }, somebody).thenRefused('wrong-code');
  given(asked, { type: 'ended', because: 'reader' }).when({ type: 'end', key }, somebody).then();
  given(asked, { type: 'ended', because: 'reader' }).when({ type: 'confirm', code }, somebody).thenRefused('ended');
  expect(subscriptions.mailing?.mailing(fold(subscriptions, [asked, { type: 'ended', because: 'reader' }]))).toBeNull();
});

test('SB4 a letter goes at most once an hour, and counts as told when it was sent', () => {
  const begin = { type: 'beginLetter', letter: 'msg_1', told: { 'items/42': 7 } } as const;
  given(asked, { type: 'confirmed' }).when(begin, home).then(begun);
  given(asked, { type: 'confirmed' }, begun).when(begin, home).then();
  given(asked, { type: 'confirmed' }, { event: begun, at: start })
    .when({ ...begin, letter: 'msg_2' }, at(home, start + hour - 1))
    .thenRefused('too-soon', { details: { seconds: 1 } });
  given(asked, { type: 'confirmed' }, begun)
    .when({ ...begin, letter: 'msg_2' }, at(home, start + hour))
    .then({ ...begun, letter: 'msg_2' });
  const told = (...events: Event[]) => subscriptions.mailing?.mailing(fold(subscriptions, [asked, { type: 'confirmed' }, ...events]))?.told;
  expect(told(begun)).toEqual({});
  expect(told(begun, { type: 'letterSent', letter: 'msg_1' })).toEqual({ 'items/42': 7 });
});

test('SB5 only the house begins, sends and gives up', () => {
  for (const command of [{ type: 'beginLetter', letter: 'm', told: {} }, { type: 'letterSent', letter: 'm' }, { type: 'giveUp' }] as const)
    given(asked, { type: 'confirmed' }).when(command, person('u-admin', 'admin')).thenRefused('not-allowed');
  given(asked, { type: 'confirmed' }).when({ type: 'letterSent', letter: 'other' }, home).thenRefused('unknown-letter');
  given(asked).when({ type: 'giveUp' }, home).then({ type: 'ended', because: 'unreachable' });
});

test('SB6 the address is in no row, nobody follows the stream, and once erased nothing is sent', () => {
  const state = fold(subscriptions, [asked, { type: 'confirmed' }]);
  const row = subscriptions.models?.['subscriptions']?.row(state, '42');
  expect(JSON.stringify(row)).not.toContain('example.org');
  expect(row).toMatchObject({ address: digest('A@Example.org ') });
  for (const actor of [somebody, person('u-admin', 'admin', 'auditor')]) {
    expect(subscriptions.visibility.audience(state, actor)).toBeNull();
    expect(subscriptions.models?.['subscriptions']?.sees(row ?? {}, actor)).toBeNull();
  }
  const erased = fold(subscriptions, [{ ...asked, personal: { subject: 'subscription-42', facts: null } }, { type: 'confirmed' }]);
  expect(subscriptions.mailing?.mailing(erased)).toBeNull();
  expect(subscriptions.models?.['subscriptions']?.row(erased, '42')).toBeNull();
});
