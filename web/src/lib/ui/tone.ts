/** What a colour says. Never alone: a word or a shape goes with it. */
export type Tone = 'plain' | 'work' | 'live' | 'soon' | 'done';
