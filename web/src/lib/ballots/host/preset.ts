import type { PollDraft } from '../draft.ts';

/** What a host usually asks; each fills the sheet, and everything stays open to change. */
export const presets = ['stance', 'single', 'multiple', 'ranked', 'score', 'words'] as const;
export type Preset = (typeof presets)[number];

/** `stances`: the words for 赞成 · 反对 · 弃权. What was typed before stays where it fits. */
export const presetDraft = (preset: Preset, before: PollDraft, stances: readonly string[]): PollDraft => {
  const own = before.options.filter((text) => text.trim() !== '' && !stances.includes(text));
  const blank = [...own, '', ''].slice(0, Math.max(own.length, 2));
  switch (preset) {
    case 'stance':
      return { ...before, method: 'single', options: stances };
    case 'single':
    case 'ranked':
    case 'score':
      return { ...before, method: preset, options: blank };
    case 'multiple':
      return { ...before, method: 'multiple', options: blank, most: Math.max(2, Math.min(before.most, blank.length)) };
    case 'words':
      return { ...before, method: 'words', options: [], running: before.form !== 'secret' };
  }
};

export const emptyPoll = (stances: readonly string[]): PollDraft => ({
  title: '',
  method: 'single',
  options: stances,
  most: 2,
  form: 'counted',
  roles: [],
  running: false,
});

/** What still has to be filled in; null when it can be opened. */
export const missing = (draft: PollDraft, someRoles: boolean): 'title' | 'options' | 'roles' | null => {
  if (draft.title.trim() === '') return 'title';
  const filled = new Set(draft.options.map((text) => text.trim()).filter((text) => text !== ''));
  if (draft.method !== 'words' && filled.size < 2) return 'options';
  return someRoles && draft.roles.length === 0 ? 'roles' : null;
};
