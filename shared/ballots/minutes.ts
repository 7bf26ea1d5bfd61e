/** 协商纪要, as far as the mass actions tell it: results of polls where they were closed, and at the end what the room shares and what divides it. */
import type { Recorded } from '../core/recorded.ts';
import { never } from '../core/kind.ts';
import { sentences as opinionSentences } from '../consensus/sentences.ts';
import type { Shown } from '../consensus/room-map.ts';
import { heardMap, type ToldMap } from '../consensus/told-map.ts';
import { nothing, type Block } from '../minutes/block.ts';
import { headingOf, rowOf } from '../minutes/pencil.ts';
import { placeAt } from '../minutes/place.ts';
import { sentences } from '../minutes/wording.ts';
import type { BallotEvent } from './events.ts';
import type { Ballots, Poll, Statement } from './state.ts';

/** Answers of a word poll, and statements of each list, that minutes name. */
const most = { words: 10, listed: 8 } as const;

const figuresOf = ({ method, options, tally }: Poll): string => {
  const chosen = (id: string): number => tally.options[id] ?? 0;
  const listed = (said: (option: Poll['options'][number]) => string): string => options.map(said).join('；');
  switch (method) {
    case 'single':
    case 'multiple':
      return listed(({ id, text }) => `${text} ${chosen(id)}票`);
    case 'ranked':
      return listed(({ id, text }) => `${text} ${chosen(id)}分，列第一 ${tally.counts[id] ?? 0}人`);
    case 'score':
      return listed(({ id, text }) => {
        const scored = tally.counts[id] ?? 0;
        return scored === 0 ? `${text} 无人打分` : `${text} 平均${(chosen(id) / scored).toFixed(1)}分（${scored}人打分）`;
      });
    case 'words':
      return Object.entries(tally.words)
        .toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
        .slice(0, most.words)
        .map(([word, count]) => `${word} ${count}次`)
        .join('；');
    default:
      return never(method);
  }
};

const formNames = { named: '记名', counted: '不记名', secret: '无记名秘密' } as const;

const pollBlock = (poll: Poll, at: number, seq: number): Block => ({
  ...nothing,
  row: rowOf('poll', poll.id),
  kind: 'poll',
  order: placeAt('course', at, seq),
  text: `就“${poll.title}”进行${formNames[poll.form]}投票，${sentences.poll(poll.entitled, poll.tally.ballots)}。${figuresOf(poll)}。`,
  at,
  source: { kind: 'poll', id: poll.id },
});

const isTold = (map: unknown): map is ToldMap =>
  typeof map === 'object' && map !== null && 'lists' in map && 'statements' in map && 'parts' in map;

const saidOf = (statements: readonly Statement[], id: string | undefined): string =>
  statements.find((one) => one.id === id && one.stage === 'admitted')?.text ?? '';

/** Shared first, then what divides; each statement once. */
const opinionBlocks = (state: Ballots, at: number): readonly Block[] => {
  const kept = state.map?.map;
  if (!isTold(kept) || kept.standing === 'nobody') return [];
  const map = heardMap(kept);
  const zh = opinionSentences.zh;
  const listed = (shown: readonly Shown[]): readonly Shown[] => shown.slice(0, most.listed);
  const { shared, divisive, majority } = map.lists;
  const lists = [...listed(shared), ...listed(divisive), ...(shared.length + divisive.length > 0 ? [] : listed(majority.agree))];
  const blocks = lists.flatMap((shown, n): Block[] => {
    const id = map.statements[shown.statement];
    const said = saidOf(state.statements, id);
    if (id === undefined || said === '') return [];
    // A statement brings its own full stop or none; the paper has one.
    const text = `“${said.replace(/[。．.]+$/u, '')}”。${zh.reason(shown.reason)}`;
    const source = { kind: 'statement', id } as const;
    return [{ ...nothing, row: rowOf('statement', id), kind: 'opinion', order: placeAt('opinions', at, n + 1), text, source }];
  });
  const once = blocks.filter(({ row }, n) => blocks.findIndex((other) => other.row === row) === n);
  const standing: Block = {
    ...nothing,
    row: 'standing',
    kind: 'paragraph',
    order: placeAt('opinions', at, 0),
    text: zh.standing({ standing: map.standing, voters: map.voters, grouped: map.grouped, groups: map.groups }),
  };
  return [headingOf('opinions'), standing, ...once];
};

/** What an event writes into the minutes; `state` is the one after it. */
export const minutesBlocks = ({ event, at, seq }: Recorded<BallotEvent>, state: Ballots): readonly Block[] => {
  switch (event.type) {
    case 'pollClosed': {
      const poll = state.polls.find(({ id }) => id === event.poll);
      return poll ? [pollBlock(poll, at, seq)] : [];
    }
    case 'mapKept':
      return opinionBlocks(state, at);
    default:
      return [];
  }
};
