/** One file on its way in: given, its headings understood, looked through, kept. The work itself goes on without this page. */
import type { LedgerJob, LedgerOffer } from '#shared/core/ledger.ts';
import { deleteJson, isNotDone, postFile, postJson, readJson, type NotDone } from '#web/lib/live/http.ts';

const pace = 700;

export class Intake {
  job: LedgerJob | null = $state.raw(null);
  /** Column of ours → place in the file as text; '' = not there. */
  mapping: Record<string, string> = $state({});
  sending = $state(false);
  no: NotDone | null = $state.raw(null);
  #timer: ReturnType<typeof setTimeout> | undefined;

  get underWay(): boolean {
    return this.job?.stage === 'waiting' || this.job?.stage === 'working';
  }

  async give(offer: LedgerOffer, file: File): Promise<void> {
    this.forget();
    this.sending = true;
    const answer = await postFile<LedgerJob>(
      `/api/ledgers/${offer.kind}/${offer.name}/files?file=${encodeURIComponent(file.name.slice(0, 200))}`,
      file,
    );
    this.sending = false;
    if (isNotDone(answer)) this.no = answer;
    else this.show(answer);
  }

  show(job: LedgerJob): void {
    this.no = null;
    this.job = job;
    this.mapping = Object.fromEntries(Object.entries(job.mapping).map(([key, at]) => [key, String(at)]));
    if (this.underWay) this.#look();
  }

  async work(keep: boolean): Promise<void> {
    if (!this.job) return;
    const chosen = Object.entries(this.mapping).flatMap(([key, at]) => (at === '' ? [] : [[key, Number(at)] as const]));
    const answer = await postJson<{ id: string }>(`/api/jobs/${this.job.id}/work`, { keep, mapping: Object.fromEntries(chosen) });
    this.no = isNotDone(answer) ? answer : null;
    if (!isNotDone(answer)) await this.#ask();
  }

  async cancel(): Promise<void> {
    if (this.job) await deleteJson(`/api/jobs/${this.job.id}`);
  }

  /** Leaves the file where it is. */
  forget(): void {
    clearTimeout(this.#timer);
    this.job = null;
    this.no = null;
    this.mapping = {};
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #look(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(), pace);
  }

  async #ask(): Promise<void> {
    const id = this.job?.id;
    if (id === undefined) return;
    const answer = await readJson<LedgerJob>(`/api/jobs/${id}`);
    if (this.job?.id !== id) return;
    if (isNotDone(answer)) {
      // Not reached is not over: the work goes on, and so does looking.
      if (!('unavailable' in answer)) this.no = answer;
    } else this.job = answer;
    if (this.underWay) this.#look();
  }
}
