import { theHouse } from '#shared/core/house.ts';
import type { PublicTopicRow } from '#shared/topics/read-model.ts';
import type { PageServerLoad } from './$types';

/** A receipt opens its own topic and no other; a wrong one opens nothing. */
export const load: PageServerLoad = async ({ url, locals: { viewer } }) => {
  const code = (url.searchParams.get('code') ?? '').replace(/[\s-]/gu, '').toUpperCase().slice(0, 16);
  const house = theHouse();
  const found = code === '' ? [] : (await house.rows({ model: 'topics-public', index: 'receipt', value: code }, viewer)).rows;
  // A merged one and the one it lives on in are both found; both belong to whoever holds the code.
  const topics = found.map(({ id, row }) => ({ id, row: row as unknown as PublicTopicRow }));
  return { code, topics, pack: house.pack.topics };
};
