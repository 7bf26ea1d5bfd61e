/** A ballot while it is filled in, and a poll while it is made. Pure. */
import type { CommandOf } from '#shared/ballots/commands.ts';
import type { BallotForm, Choice, Method, VoterRole } from '#shared/ballots/state.ts';

/** A choice as it is sent. */
export type Cast = CommandOf<'castBallot'>['choice'];

/** What hands have put together so far; turned into a choice when it is sent. */
export interface Draft {
  readonly option: string;
  readonly options: readonly string[];
  readonly scores: Readonly<Record<string, number>>;
  readonly words: readonly string[];
}

export const emptyDraft: Draft = { option: '', options: [], scores: {}, words: ['', '', ''] };

/** A ballot that was cast, to be changed. */
export const draftOf = (choice: Choice | null | undefined): Draft => {
  switch (choice?.method) {
    case undefined:
      return emptyDraft;
    case 'single':
      return { ...emptyDraft, option: choice.option };
    case 'multiple':
    case 'ranked':
      return { ...emptyDraft, options: choice.options };
    case 'score':
      return { ...emptyDraft, scores: choice.scores };
    case 'words':
      return { ...emptyDraft, words: [...choice.words, '', '', ''].slice(0, 3) };
  }
};

/** null: nothing that could be sent yet. */
export const choiceOf = (method: Method, draft: Draft): Cast | null => {
  switch (method) {
    case 'single':
      return draft.option === '' ? null : { method, option: draft.option };
    case 'multiple':
      return draft.options.length === 0 ? null : { method, options: [...draft.options] };
    case 'ranked':
      return draft.options.length === 0 ? null : { method, options: [...draft.options] };
    case 'score':
      return Object.keys(draft.scores).length === 0 ? null : { method, scores: draft.scores };
    case 'words': {
      const words = [...new Set(draft.words.map((word) => word.trim()).filter((word) => word !== ''))];
      return words.length === 0 ? null : { method, words };
    }
  }
};

/** One place up (−1) or down (+1); the same list at either end. */
export const moved = (order: readonly string[], at: number, by: -1 | 1): readonly string[] => {
  const [here, there] = [order[at], order[at + by]];
  return here === undefined || there === undefined ? order : order.with(at, there).with(at + by, here);
};

export interface PollDraft {
  readonly title: string;
  readonly method: Method;
  readonly options: readonly string[];
  readonly most: number;
  readonly form: BallotForm;
  /** Empty = everybody but observers. */
  readonly roles: readonly VoterRole[];
  readonly running: boolean;
}

/** As the command wants it; options without text are left out, short answers have none, secret polls never run openly. */
export const openPollOf = ({ title, method, options, most, form, roles, running }: PollDraft) => {
  const named = method === 'words' ? [] : options.map((text) => text.trim()).filter((text) => text !== '');
  return {
    type: 'openPoll' as const,
    title,
    method,
    options: named.map((text, at) => ({ id: `o${at + 1}`, text })),
    ...(method === 'multiple' ? { most: Math.min(most, named.length) } : {}),
    form,
    roles: [...roles],
    running: form !== 'secret' && running,
  };
};
