import { keep, kept } from '#web/lib/ui/index.ts';

/**
 * What this browser remembers of what its person did here and the record does not tell anybody: which anonymous questions are theirs,
 * where they stood. Gone with the browser; nothing but their own screen rests on it.
 */
export class Own {
  #questions: readonly string[] = $state.raw([]);
  #stances: Readonly<Record<string, string>> = $state.raw({});
  readonly #session: string;

  constructor(session: string) {
    this.#session = session;
  }

  /** In the browser, once. */
  remember(): void {
    this.#questions = kept(`asked-${this.#session}`)
      .split(' ')
      .filter((id) => id !== '');
  }

  asked(question: string): boolean {
    return this.#questions.includes(question);
  }

  ask(question: string): void {
    this.#questions = [...this.#questions, question];
    keep(`asked-${this.#session}`, this.#questions.join(' '));
  }

  /** 0 to 100; null when none was said from this browser. */
  stance(motion: string, phase: 'before' | 'after'): number | null {
    const text = this.#stances[`${motion}-${phase}`] ?? kept(`stance-${motion}-${phase}`);
    return text === '' ? null : Number(text);
  }

  stand(motion: string, phase: 'before' | 'after', value: number): void {
    this.#stances = { ...this.#stances, [`${motion}-${phase}`]: String(value) };
    keep(`stance-${motion}-${phase}`, String(value));
  }
}
