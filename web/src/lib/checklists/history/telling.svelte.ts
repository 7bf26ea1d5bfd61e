/** The history in words. While a component is made. */
import type { Moment, TouchedRow, Writing } from '#shared/core/history.ts';
import { fields } from '#web/lib/words/checklists/fields.ts';
import { history } from '#web/lib/words/checklists/history.ts';
import { theLanguage } from '#web/lib/words/language.svelte.ts';
import { theLists } from '../lists.svelte.ts';
import type { ListName } from '../place.ts';

/** Rows named one by one. */
const mostRows = 4;

export const newTelling = (list: ListName) => {
  const lists = theLists();
  const language = theLanguage();
  const h = $derived(language.say(history));
  const f = $derived<Readonly<Record<string, string>>>(language.say(fields).names);
  const places = $derived(new Map(lists.of(list).rows.map(({ id }, n) => [id, n + 1])));

  const person = (by: string | null): string => {
    if (by === null) return h.unknown;
    if (by === 'house') return h.house;
    if (by === lists.live.viewer.id) return h.me;
    return lists.around.seated.find((one) => one.person === by)?.name ?? h.somebody;
  };
  const field = (name: string): string => f[name] ?? name;
  const rowChange = ({ row, how, moved, cells }: TouchedRow): string => {
    const n = places.get(row);
    const named = cells
      .filter((name) => f[name] !== undefined)
      .map(field)
      .join(h.separator);
    if (how === 'added') return n === undefined ? h.addedGone : h.addedRow(n);
    if (n === undefined) return named === '' ? '' : h.changedGone(named);
    if (named !== '') return h.changedRow(n, named);
    return moved ? h.movedRow(n) : h.rewroteRow(n);
  };
  return {
    person,
    field,
    /** Sentences, at most a few. */
    changes: ({ rows, more }: Moment): readonly string[] => {
      const gone = rows.filter(({ how }) => how === 'removed').length;
      const told = rows.filter(({ how }) => how !== 'removed').map(rowChange);
      const said = [...new Set(told.filter((one) => one !== ''))];
      if (gone > 0) said.push(gone === 1 ? h.removedRow : h.removedRows(gone));
      const rest = Math.max(0, said.length - mostRows) + more;
      return rest === 0 ? said : [...said.slice(0, mostRows), h.moreRows(rest)];
    },
    /** 14:32, or 14:30–14:32 */
    time: ({ since, until }: Moment): string => {
      const [from, to] = [language.dates.time(since), language.dates.time(until)];
      return from === to ? to : h.between(from, to);
    },
    /** 11月23日 周一 14:32 */
    moment: (at: number): string => language.dates.moment(at, lists.live.clock.now()),
    day: (at: number): string => language.dates.day(at, lists.live.clock.now()),
    writing: ({ by, at }: Writing): string =>
      at === null ? h.setUnknown : h.set(person(by), language.dates.moment(at, lists.live.clock.now())),
  };
};
