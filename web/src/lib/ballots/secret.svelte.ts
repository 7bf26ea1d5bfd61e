import type { BallotCommand } from '#shared/ballots/commands.ts';
import type { Poll } from '#shared/ballots/state.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import type { Live } from '#web/lib/live/live.svelte.ts';
import type { Paper, PaperProblem, PaperStage } from '#web/lib/live/paper.ts';
import type { Cast } from './draft.ts';

/** My paper in one secret poll, as a component reads it. The drawing itself is loaded only when there is such a poll. */
export class SecretBallot {
  stage: PaperStage = $state('waiting');
  problem: PaperProblem | null = $state.raw(null);
  readonly #poll: string;
  #paper: Paper | null = null;
  #ended = false;
  #leave: readonly (() => void)[] = [];

  constructor(poll: string) {
    this.#poll = poll;
  }

  /** Draws by itself after a while of chance. The result ends it; what is under way is taken up the next time. */
  open(live: Live, stream: StreamId, fingerprint: string): () => void {
    void this.#load(live, stream, fingerprint);
    return () => {
      this.#ended = true;
      for (const leave of this.#leave) leave();
    };
  }

  async #load(live: Live, stream: StreamId, fingerprint: string): Promise<void> {
    const { Paper: Made, paperMeans } = await import('#web/lib/live/paper.ts');
    if (this.#ended) return;
    const poll = this.#poll;
    const draw = (blinded: string): BallotCommand => ({ type: 'drawPaper', poll, blinded });
    const paper = new Made({ stream, key: poll, fingerprint, draw }, paperMeans(live));
    this.#paper = paper;
    this.#leave = [paper.watch(() => ([this.stage, this.problem] = [paper.stage, paper.problem])), paper.open()];
  }

  /** Filled in; from here on it goes out of itself. False = there is no paper to fill in. */
  cast(choice: Cast): boolean {
    const command: BallotCommand = { type: 'castBallot', poll: this.#poll, choice };
    return this.#paper?.cast(command) ?? false;
  }

  /** Nothing more is for this person to do. */
  get over(): boolean {
    return this.stage === 'sealed' || this.stage === 'cast' || (this.stage === 'none' && this.problem !== null);
  }
}

/** The papers of all secret polls that are open, as long as a screen follows them. */
export class SecretBallots {
  #ballots: Readonly<Record<string, SecretBallot>> = $state.raw({});
  readonly #leave = new Map<string, () => void>();

  of(poll: string): SecretBallot | null {
    return this.#ballots[poll] ?? null;
  }

  /** `polls`: open, secret, announced, and mine to vote in. Others are let go. */
  keep(polls: readonly Poll[], live: Live, stream: StreamId): void {
    for (const { id, fingerprint } of polls) {
      if (fingerprint === null || this.#leave.has(id)) continue;
      const ballot = new SecretBallot(id);
      this.#ballots = { ...this.#ballots, [id]: ballot };
      this.#leave.set(id, ballot.open(live, stream, fingerprint));
    }
    for (const [id, leave] of this.#leave)
      if (polls.every((one) => one.id !== id)) {
        leave();
        this.#leave.delete(id);
      }
  }

  close(): void {
    for (const leave of this.#leave.values()) leave();
    this.#leave.clear();
  }
}
