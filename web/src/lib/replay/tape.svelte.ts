/** Brings the history of a session here, page by page, and says how far it is. */
import { ballots } from '#shared/ballots/kind.ts';
import { checklists } from '#shared/checklists/kind.ts';
import type { AnyKind } from '#shared/core/kind.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import { limits, type Sent, type SummaryAt } from '#shared/core/wire.ts';
import { sessions } from '#shared/sessions/kind.ts';
import { isNotDone, readJson } from '#web/lib/live/http.ts';
import type { PastStream } from './past.svelte.ts';
import { Track } from './track.ts';

interface EventPage {
  readonly seq: number;
  readonly audience: string;
  readonly events: readonly Sent[];
}

const kinds: readonly AnyKind[] = [sessions, ballots, checklists];

export class Tape {
  /** Events read, of those there are in the streams read so far. */
  read: number = $state(0);
  of: number = $state(0);
  readonly #id: string;
  #stopped = false;

  constructor(id: string) {
    this.#id = id;
  }

  /** Null: something did not come. What this viewer may not follow is left out. */
  async load(): Promise<readonly PastStream[] | null> {
    const streams: PastStream[] = [];
    for (const kind of kinds) {
      const stream: StreamId = `${kind.name}/${this.#id}`;
      const told = await this.#events(stream);
      if (told === 'away') return null;
      if (told === 'not-mine') continue;
      const figures = kind.visibility.summary ? await readJson<{ summaries: readonly SummaryAt[] }>(`/api/${stream}/summaries`) : null;
      streams.push({
        ...{ stream, audience: told.audience, track: new Track(kind, told.events) },
        summaries: figures === null || isNotDone(figures) ? [] : figures.summaries,
      });
    }
    return streams;
  }

  stop(): void {
    this.#stopped = true;
  }

  async #events(stream: StreamId): Promise<Omit<EventPage, 'seq'> | 'not-mine' | 'away'> {
    const events: Sent[] = [];
    for (let since = 0; !this.#stopped;) {
      const page = await readJson<EventPage>(`/api/${stream}/events?since=${since}&limit=${limits.behind}`);
      if (isNotDone(page)) return 'refused' in page && since === 0 ? 'not-mine' : 'away';
      if (since === 0) this.of += page.seq;
      const last = page.events.at(-1);
      if (!last) return { audience: page.audience, events };
      events.push(...page.events);
      this.read += last.seq - since;
      since = last.seq;
      if (since >= page.seq) return { audience: page.audience, events };
    }
    return 'away';
  }
}
