import { error } from '@sveltejs/kit';
import { nobody } from '#shared/core/actor.ts';
import { theHouse } from '#shared/core/house.ts';
import type { Recorded } from '#shared/core/recorded.ts';
import { items } from '#shared/items/kind.ts';
import type { Event, Live, State } from '#shared/items/state.ts';
import { departmentNames } from '#web/lib/departments/names.server.ts';
import type { PageServerLoad } from './$types';

type Told = readonly Recorded<Event>[];
type Level = 'public' | 'summary';

const levelOf = (asked: string | null): Level | null => (asked === 'public' || asked === 'summary' ? asked : null);
const liveOf = (state: unknown): Live | null => ((state as State).stage === 'unissued' ? null : (state as Live));

/**
 * What somebody sees who has not signed in, whoever asks. Whoever works with the item may see how it would look at another level of
 * publicity: the same rules, applied to what they know.
 */
export const load: PageServerLoad = async ({ params, url, locals: { viewer } }) => {
  const house = theHouse();
  const stream = `items/${params.id}` as const;
  const outside = nobody(viewer.now);
  const [open, own] = await Promise.all([house.view(stream, outside), viewer.roles.length > 0 ? house.view(stream, viewer) : null]);
  const staff = own !== null && (own.audience === 'supervisor' || own.audience === 'department');
  if (!open && !staff) error(404);
  const level = staff ? levelOf(url.searchParams.get('as')) : null;
  const about = {
    id: params.id,
    staff,
    level,
    pack: house.pack,
    departments: await departmentNames(outside),
    now: viewer.now,
    mail: house.mail,
  };
  if (level !== null && own) {
    const events = (await house.events(stream, viewer)) as Told;
    const seen = events.flatMap((recorded) => items.visibility.see(recorded, level, own.state as State) ?? []);
    return { ...about, item: liveOf(items.visibility.view(own.state as State, level)), events: seen };
  }
  const events = (open ? await house.events(stream, outside) : []) as Told;
  return { ...about, item: open ? liveOf(open.state) : null, events };
};
