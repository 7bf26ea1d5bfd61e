import { afterAll, beforeAll, expect, test } from 'vitest';
import { identity } from '#shared/kinds.ts';
import { house as byHouse } from '#shared/core/actor.ts';
import { openHouse, type House } from './running.ts';

let house: House;
beforeAll(async () => void (house = await openHouse()));
afterAll(() => house.close());

test("a person's name is erased from the state, the lists and every open screen; the record stays", async () => {
  const admin = await house.person('admin');
  await house.engine.ask('people/erika', 'register-erika', identity.register('示例·艾某', ['member']), byHouse(house.clock.now()));
  const line = await house.line(admin.cookie);
  expect(JSON.stringify(await line.follow('people/erika'))).toContain('示例·艾某');
  const answer = await house.call('POST', '/api/erasures', { person: 'erika' }, { cookie: admin.cookie });
  expect(answer).toMatchObject({ status: 200, body: { streams: 1 } });
  await line.until(({ audience }) => audience.length > 0);
  expect(JSON.stringify(line.heard.audience)).not.toContain('艾某');
  const [state, events, rows] = await Promise.all(
    ['/api/people/erika', '/api/people/erika/events', '/api/rows/people'].map((path) =>
      house.call('GET', path, undefined, { cookie: admin.cookie }),
    ),
  );
  for (const read of [state, events, rows]) expect(JSON.stringify(read?.body)).not.toContain('艾某');
  expect(events?.body['events']).toHaveLength(1);
});

test('only administrators erase', async () => {
  const convener = await house.person('convener');
  expect(await house.call('POST', '/api/erasures', { person: 'erika' }, { cookie: convener.cookie })).toMatchObject({ status: 403 });
  expect(await house.call('POST', '/api/erasures', { person: 'erika' })).toMatchObject({ status: 401 });
});
