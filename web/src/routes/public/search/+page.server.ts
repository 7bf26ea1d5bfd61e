import { nobody } from '#shared/core/actor.ts';
import { theHouse } from '#shared/core/house.ts';
import type { PublicRow } from '#shared/items/read-model.ts';
import type { SessionRow } from '#shared/sessions/read-model.ts';
import type { PublicTopicRow } from '#shared/topics/read-model.ts';
import { departmentNames } from '#web/lib/departments/names.server.ts';
import type { PageServerLoad } from './$types';

interface Find {
  readonly id: string;
  readonly href: string;
  readonly title: string;
  readonly over: string;
  readonly note: string;
}

const models = { items: 'items-public', sessions: 'sessions', topics: 'topics-public' } as const;
type Part = keyof typeof models;
const parts = Object.keys(models) as Part[];
const isPart = (name: string | null): name is Part => parts.some((part) => part === name);

const most = 20;

const itemFind = (id: string, row: PublicRow, departments: Readonly<Record<string, string>>): Find => ({
  ...{ id, href: `/public/items/${id}`, title: row.title, over: row.number },
  note: departments[row.department] ?? row.department,
});
const sessionFind = (id: string, { title, place, topics, stage }: SessionRow): Find => ({
  ...{ id, href: stage === 'closed' ? `/public/${id}` : `/sessions/${id}`, title, over: '' },
  note: [place, ...topics.map((topic) => topic.title)].join(' · '),
});
const topicFind = (id: string, { title, place }: PublicTopicRow): Find => ({
  id,
  href: `/topics/${id}`,
  title: title ?? '',
  over: '',
  note: place ?? '',
});

/** Finds what everybody may find, whoever asks; without a part named, the first of each. */
export const load: PageServerLoad = async ({ url, locals: { viewer } }) => {
  const house = theHouse();
  const outside = nobody(viewer.now);
  const text = url.searchParams.get('q')?.trim().slice(0, 80) ?? '';
  const [part, after] = [url.searchParams.get('in'), url.searchParams.get('after')];
  const departments = await departmentNames(outside);
  const findsOf = async (name: Part) => {
    const page = await house.rows({ model: models[name], text, limit: most, ...(isPart(part) && after ? { after } : {}) }, outside);
    const finds = page.rows.flatMap(({ id, row }): readonly Find[] => {
      if (name === 'items') return [itemFind(id, row as PublicRow, departments)];
      if (name === 'sessions') return [sessionFind(id, row as SessionRow)];
      return (row as PublicTopicRow).listed ? [topicFind(id, row as PublicTopicRow)] : [];
    });
    return { name, finds, next: page.next };
  };
  const asked = isPart(part) ? [part] : parts;
  return { text, found: text === '' ? [] : await Promise.all(asked.map(findsOf)) };
};
