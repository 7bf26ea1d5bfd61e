import type { Snippet } from 'svelte';
import type { Question, Scene } from '#shared/sessions/state.ts';

/**
 * What stands beside the session in its room and the session does not know: polls, statements, the map, the two lists. The page that
 * knows both puts it into `room.beside`; its members may be getters, so that they follow what they read.
 */
export interface Beside {
  /** What the hall sees of it; a scene without a picture shows what fits the segment. */
  readonly pictures: Pictures;
  /** The scene that asks for the hall's attention now, above the segment. */
  readonly calls: Scene | null;
  /** What I did there, for 我的参与. */
  readonly mine: Snippet | null;
  /** What I can do there now, whole sentences. */
  readonly offers: readonly string[];
  readonly seconds?: BesideSeconds;
  readonly phone?: BesidePhone;
  readonly console?: BesideConsole;
}

/** Who seconds questions is counted beside the session. */
export interface BesideSeconds {
  /** People who seconded it, or what was merged into it; null where nobody did, or it is not known here. */
  readonly count: (question: string) => number | null;
  /** I pressed on just this one. */
  readonly mine: (question: string) => boolean;
  /** Seconds it, and takes it back. */
  readonly button: Snippet<[question: Question]>;
}

/** One more view of a phone at `#id`, or one more panel of the console. */
export interface BesideView {
  readonly id: string;
  readonly label: string;
  readonly count?: number;
  /** False: in reach by its address only, for now there is nothing to see. */
  readonly shown: boolean;
  readonly view: Snippet;
}

export interface BesidePhone {
  readonly views: readonly BesideView[];
  /** Above every view: what must be seen now. */
  readonly above: Snippet;
  /** Below what happens now. */
  readonly below: Snippet;
}

export interface BesideConsole {
  readonly panels: readonly BesideView[];
  /** Under the queue, always in sight. */
  readonly under: Snippet;
}

export interface Pictures {
  readonly poll?: Snippet;
  readonly words?: Snippet;
  readonly map?: Snippet;
  /** Brings what was promised, for as long as there is no list to show. */
  readonly lists?: Snippet<[promises: Snippet]>;
}

export const nothingBeside: Beside = { pictures: {}, calls: null, mine: null, offers: [] };

/** The same with more pictures; what follows what it reads goes on doing so. */
export const withPictures = (beside: Beside, pictures: Pictures): Beside => {
  const all = { value: { ...beside.pictures, ...pictures }, enumerable: true };
  // Delegates instead of copying: a copy would hold what the getters said at this moment.
  return Object.create(beside, { pictures: all }) as Beside;
};
