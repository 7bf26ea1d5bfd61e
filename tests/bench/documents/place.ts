/** Where a document is, for one sort of visitor. Plain JSON: the load is another process. */
export interface Place {
  readonly url: string;
  /** The document as it is named inside of every frame; null where the address says it. */
  readonly address: string | null;
  /** As whom. */
  readonly cookie: string;
}

/** One document, for those who write and those who only read; the peers know no difference. */
export interface Places {
  readonly name: string;
  readonly writer: Place;
  readonly reader: Place;
}

/** The n-th document of a bench: two lists for each session. */
export const nameOf = (n: number): string => `checklists/${sessionOf(n)}/${n % 2 === 0 ? 'suggestions' : 'responsibilities'}`;
export const sessionOf = (n: number): string => `bench-${Math.floor(n / 2)}`;
