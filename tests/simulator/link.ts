/** One connection between a screen and a node: in order, as TCP is, until it is cut; what was under way is lost then. */
export interface Link<Up, Down> {
  up(message: Up): void;
  down(message: Down): void;
  /** Lets at most `n` messages arrive in each direction. */
  deliver(n: number): void;
  cut(): void;
  readonly alive: boolean;
  readonly empty: boolean;
}

export const linkOf = <Up, Down>(take: { up: (message: Up) => void; down: (message: Down) => void }): Link<Up, Down> => {
  let ups: Up[] = [];
  let downs: Down[] = [];
  let alive = true;
  return {
    up: (message) => void (alive && ups.push(message)),
    down: (message) => void (alive && downs.push(message)),
    deliver(n) {
      for (const message of ups.splice(0, n)) take.up(message);
      for (const message of downs.splice(0, n)) take.down(message);
    },
    cut() {
      alive = false;
      ups = [];
      downs = [];
    },
    get alive() {
      return alive;
    },
    get empty() {
      return ups.length === 0 && downs.length === 0;
    },
  };
};
