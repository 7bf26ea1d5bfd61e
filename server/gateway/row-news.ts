/** That rows of a model changed, told at most a few times a second; whoever watches reads them again. */
import type { Engine } from '../engine/port.ts';

const pace = 250;

export class RowNews {
  readonly #tell: (model: string) => void;
  readonly #changed = new Set<string>();
  #timer: NodeJS.Timeout | null = null;
  #stop: () => void = () => undefined;

  constructor(tell: (model: string) => void) {
    this.#tell = tell;
  }

  start(engine: Engine): void {
    this.#stop = engine.onRows((models) => {
      for (const model of models) this.#changed.add(model);
      this.#timer ??= setTimeout(() => this.#flush(), pace).unref();
    });
  }

  stop(): void {
    this.#stop();
    if (this.#timer) clearTimeout(this.#timer);
  }

  #flush(): void {
    this.#timer = null;
    for (const model of this.#changed) this.#tell(model);
    this.#changed.clear();
  }
}
