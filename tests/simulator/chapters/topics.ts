import { departments } from '#shared/departments/kind.ts';
import { topics } from '#shared/topics/kind.ts';
import { person } from '#tests/given/given.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import type { Chance } from '../chance.ts';
import type { Chapter, Thought } from '../chapter.ts';

const convener = person('convener', 'convener');
const admin = person('admin', 'admin');
const all: readonly StreamId[] = ['topics/t1', 'topics/t2', 'topics/t3'];
const idOf = (stream: StreamId): string => stream.slice('topics/'.length);

const submit = (title: string) => ({
  type: 'submit',
  title,
  description: '楼道灯坏了半年',
  place: '示例社区',
  category: 'housing',
  channel: 'form',
  photos: [],
  name: '示例·王某',
  phone: '13800000000',
});

const thoughts = (chance: Chance, stream: StreamId): Thought['command'] =>
  chance.pick([
    submit('又一件事'),
    { type: 'endorse' },
    { type: 'endorse' },
    { type: 'screen' },
    { type: 'select', scores: {} },
    { type: 'decline', reason: chance.pick(['done', 'outside', 'nonsense']), note: '' },
    { type: 'mergeInto', into: idOf(chance.pick(all)) },
    { type: 'nestUnder', under: idOf(chance.pick(all)) },
    { type: 'unmerge' },
    { type: 'schedule', session: stream },
  ]);

/** Topics that are screened, joined, parted and endorsed by several people at once. */
export const intake: Chapter = {
  name: 'intake',
  kinds: { topics, departments },
  people: [convener, admin, person('g-1'), person('g-2')],
  streams: all,
  prelude: () => [
    { by: convener, stream: 'topics/t1', command: submit('楼道照明') },
    { by: person('g-1'), stream: 'topics/t2', command: submit('电梯加装') },
    { by: convener, stream: 'topics/t1', command: { type: 'screen' } },
  ],
  think: (chance) => {
    const stream = chance.pick(all);
    return { stream, command: thoughts(chance, stream) };
  },
};
