import type { Sums, TallyAnswer } from '#shared/core/wire.ts';
import { getJson } from '#web/lib/live/http.ts';

/** Groups of the sums a board of lamps is made of, and whether a viewer is told them. */
const asked = ['group=', 'groups=department:', 'groups=area:'] as const;

/** Lamps as sums, of now or of any past day. */
export class Figures {
  sums: Sums = $state.raw({});
  /** The day they are of; '' = nothing was read yet. */
  upTo: string = $state('');
  failed: boolean = $state(false);
  #round = 0;

  /** `day` '' = now. */
  async read(day: string): Promise<void> {
    const round = (this.#round += 1);
    const until = day === '' ? '' : `&upTo=${encodeURIComponent(day)}`;
    const answers = await Promise.all(asked.map((groups) => getJson<TallyAnswer>(`/api/tallies/items?${groups}${until}`)));
    // A newer question is under way: its answer counts.
    if (round !== this.#round) return;
    this.failed = answers.includes(null);
    if (this.failed) return;
    this.sums = Object.assign({}, ...answers.map((answer) => answer?.sums ?? {})) as Sums;
    this.upTo = answers[0]?.upTo ?? '';
  }
}
