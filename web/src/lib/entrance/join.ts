/** The way in by code: find the session, take a seat of one's own, say one's name. Each step may be done again without harm. */
import type { RowPage } from '#shared/core/wire.ts';
import { getJson, isNotDone, postJson, type NotDone } from '#web/lib/live/http.ts';
import { fresh } from '#web/lib/live/id.ts';
import { rowsPath } from '#web/lib/live/watch.svelte.ts';

/** As people type it: spaces, dashes, small letters do no harm. */
export const codeOf = (typed: string): string => typed.replace(/[\s-]/gu, '').toUpperCase();

export interface Place {
  readonly id: string;
  readonly title: string;
  readonly place: string;
  readonly startsAt: number;
}

export const placesIn = ({ rows }: RowPage): readonly Place[] =>
  rows.map(({ id, row }) => {
    const { title, place, startsAt } = row as unknown as Omit<Place, 'id'>;
    return { id, title, place, startsAt };
  });

export const codeQuery = (code: string) => ({ model: 'sessions', index: 'code', value: codeOf(code), limit: 2 });

/** Sessions this code opens: none, one, or (short codes may be alike) more. null: nobody answered. */
export const find = async (code: string): Promise<readonly Place[] | null> => {
  const page = await getJson<RowPage>(rowsPath(codeQuery(code)));
  return page && placesIn(page);
};

export interface Joining {
  readonly session: string;
  readonly code: string;
  readonly name: string;
  readonly realName?: string;
}

/** The address to go to, or why not. A code for big screens leads to the screen. */
export const join = async ({ session, code, name, realName }: Joining): Promise<{ readonly href: string } | NotDone> => {
  const guest = await postJson('/api/guest');
  if (isNotDone(guest)) return guest;
  const ask = (command: object) => postJson(`/api/sessions/${session}/commands`, { id: fresh(), command });
  const answer = await ask({ type: 'join', code: codeOf(code), name, ...(realName === undefined ? {} : { realName }) });
  if (!isNotDone(answer)) return { href: `/sessions/${session}` };
  if (!('refused' in answer) || answer.refused !== 'code-for-screens') return answer;
  const screen = await ask({ type: 'joinScreen', code: codeOf(code) });
  return isNotDone(screen) ? screen : { href: `/sessions/${session}/screen` };
};
