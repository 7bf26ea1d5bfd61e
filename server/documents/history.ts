/**
 * The past of documents: who wrote when, the content at any moment, what is different between two, who wrote what stands there. Read from the
 * store in pieces and laid out in a thread, one question after the other; what was answered once stays known for a while.
 */
import { setImmediate as breath } from 'node:timers/promises';
import type { MomentPage } from '#shared/core/history.ts';
import type { DocumentName } from '#shared/core/kind.ts';
import type { DocumentLog, DocumentStore, LoggedUpdate } from '#server/store/store.ts';
import { cutOf } from './history-moments.ts';
import { pack, type Packed } from './history-pages.ts';
import { HistoryThread } from './history-thread.ts';
import { Remembered } from './remembered.ts';
import { createTurns } from './turns.ts';

export interface Span {
  readonly since: number;
  readonly head: number;
}

/** All answers are JSON text, shaped as `shared/core/history.ts` says. Seqs must lie in the span. Reject with StoreUnavailable. */
export interface DocumentHistory {
  /** Content is known of every seq in it. */
  span(name: DocumentName): Promise<Span>;
  /** Of the last edit by this instant (milliseconds since 1970), in the span. */
  seqAt(name: DocumentName, at: number): Promise<number>;
  /** MomentPage, up to this seq. */
  moments(name: DocumentName, upTo: number): Promise<string>;
  /** ContentAt. */
  content(name: DocumentName, seq: number): Promise<string>;
  /** DifferencesBetween; `from` is not after `to`. */
  differences(name: DocumentName, from: number, to: number): Promise<string>;
  /** RowBlame of a row as it was at `seq`; `null` when it was not there. */
  blame(name: DocumentName, seq: number, row: string): Promise<string>;
  /** Forgets how the document came to be what it is: only its content as it stands is left. */
  forget(name: DocumentName): Promise<void>;
  close(): Promise<void>;
}

/** Updates read at once: a few milliseconds of the event loop. */
const piece = 1_000;
/** Updates told of on one page. */
const page = 2_000;
/** Updates forgotten in one commit. */
const portion = 2_000;

export const createHistory = (store: DocumentStore & DocumentLog): DocumentHistory => new Histories(store);

class Histories implements DocumentHistory {
  readonly #store: DocumentStore & DocumentLog;
  readonly #thread = new HistoryThread();
  readonly #inTurn = createTurns();
  readonly #remembered = new Remembered();

  constructor(store: DocumentStore & DocumentLog) {
    this.#store = store;
  }

  span(name: DocumentName): Promise<Span> {
    return this.#store.documentSpan(name);
  }

  /** The log is written in the order of time, so halving finds it. */
  async seqAt(name: DocumentName, at: number): Promise<number> {
    let { since, head } = await this.span(name);
    while (since < head) {
      const middle = Math.ceil((since + head) / 2);
      const [one] = await this.#store.documentLog(name, middle - 1, middle, 1);
      if (one === undefined || one.at <= at) since = middle;
      else head = middle - 1;
    }
    return since;
  }

  moments(name: DocumentName, upTo: number): Promise<string> {
    return this.#answer(name, ['moments', upTo], (since) => this.#momentsUpTo(name, since, upTo));
  }

  content(name: DocumentName, seq: number): Promise<string> {
    return this.#answer(name, ['content', seq], async () => {
      await this.#layOut(name, seq);
      return this.#thread.ask('content');
    });
  }

  differences(name: DocumentName, from: number, to: number): Promise<string> {
    return this.#answer(name, ['differences', from, to], async () => {
      await this.#layOut(name, from);
      await this.#thread.ask('setAside');
      await this.#each(name, from, to, (log) => this.#thread.ask('apply', log));
      return this.#thread.ask('differences');
    });
  }

  blame(name: DocumentName, seq: number, row: string): Promise<string> {
    return this.#answer(name, ['blame', seq, row], async (since) => {
      const known = await this.#thread.ask('known', name, since);
      if (known < seq) await this.#each(name, known, seq, (log) => this.#thread.ask('learn', name, since, log));
      await this.#layOut(name, seq);
      return this.#thread.ask('blame', name, row);
    });
  }

  forget(name: DocumentName): Promise<void> {
    return this.#inTurn(async () => {
      const { head } = await this.span(name);
      await this.#layOut(name, head);
      await this.#store.compact(name, await this.#thread.ask('whole'), head);
      while (await this.#store.forgetLog(name, portion)) await breath();
      this.#remembered.forget(name);
    });
  }

  close(): Promise<void> {
    return this.#thread.close();
  }

  /** What is forgotten is not told from memory either: another `since` is another question. */
  async #answer(name: DocumentName, asked: readonly (string | number)[], work: (since: number) => Promise<string>): Promise<string> {
    const { since } = await this.span(name);
    return this.#remembered.once(name, [since, ...asked].join(' '), () => this.#inTurn(() => work(since)));
  }

  async #momentsUpTo(name: DocumentName, since: number, end: number): Promise<string> {
    const start = Math.max(since, end - page);
    const logs: LoggedUpdate[] = [];
    await this.#read(name, start, end, (log) => void logs.push(...log));
    const cut = start === since ? 0 : cutOf(logs.map(({ at }) => at));
    const begin = start + cut;
    await this.#layOut(name, begin);
    for (let n = cut; n < logs.length; n += piece) await this.#thread.ask('follow', pack(logs.slice(n, n + piece)));
    const moments = await this.#thread.ask('moments');
    return JSON.stringify({ since, moments, next: begin > since ? begin : null } satisfies MomentPage);
  }

  /** On the desk: the document as it was at `seq`. */
  async #layOut(name: DocumentName, seq: number): Promise<void> {
    const base = await this.#store.documentBase(name, seq);
    await this.#thread.ask('begin', base?.seq ?? 0, base && new Uint8Array(base.base));
    await this.#each(name, base?.seq ?? 0, seq, (log) => this.#thread.ask('apply', log));
  }

  #each(name: DocumentName, after: number, upTo: number, take: (log: Packed) => Promise<void>): Promise<void> {
    return this.#read(name, after, upTo, (log) => take(pack(log)));
  }

  async #read(
    name: DocumentName,
    after: number,
    upTo: number,
    take: (log: readonly LoggedUpdate[]) => Promise<void> | void,
  ): Promise<void> {
    for (let seq = after; seq < upTo;) {
      const log = await this.#store.documentLog(name, seq, upTo, piece);
      const last = log.at(-1);
      if (!last) return;
      await take(log);
      await breath();
      seq = last.seq;
    }
  }
}
