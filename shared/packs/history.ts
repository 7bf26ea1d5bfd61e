import type { State, Version } from './state.ts';

/** The version in force; null while the file decides. */
export const newest = (state: State): Version | null => (state.stage === 'file' ? null : (state.versions.at(-1) ?? null));
