import { roomFacts } from '#web/lib/sessions/facts.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ params, locals: { viewer } }) => ({ room: await roomFacts(params.id, viewer) });
