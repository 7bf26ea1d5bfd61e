/** What is known of a room, as outside data. */
import { sentences } from '#shared/consensus/sentences.ts';
import type { Listed } from '#shared/consensus/listed.ts';
import type { Result } from '#shared/consensus/result.ts';
import type { Options } from './request.ts';

const none = 255;
const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;

/** `reason` in the language asked for, `sentence` in both. */
const listedOf = (result: Result, language: Options['language']) => (one: Listed) => ({
  statement: result.statements[one.statement]!,
  ...(one.direction === undefined ? {} : { direction: one.direction }),
  score: rounded(one.score),
  reason: sentences[language].reason(one.reason),
  sentence: { zh: sentences.zh.reason(one.reason), en: sentences.en.reason(one.reason) },
});

const positionsOf = (result: Result) => {
  const names = result.groups.map(({ number }) => String(number));
  return result.people.map((participant, i) => ({
    participant,
    x: rounded(result.positions[2 * i]!),
    y: rounded(result.positions[2 * i + 1]!),
    group: result.group[i] === none ? null : names[result.group[i]!]!,
    unsure: rounded(result.unsure[i]!),
    ...(result.between[i] === 1 ? { between: true } : {}),
  }));
};

export const answerOf = (result: Result, { language }: Pick<Options, 'language'>) => {
  const listed = listedOf(result, language);
  const { lists } = result;
  return {
    groups: result.groups.map(({ number, members, centre, representative }) => ({
      id: String(number),
      members: members.map((i) => result.people[i]!),
      centre: centre.map(rounded),
      representative: representative.map(listed),
    })),
    positions: positionsOf(result),
    consensus: lists.shared.map(listed),
    divisive: lists.divisive.map(listed),
    withinReach: lists.withinReach.map(listed),
    split: lists.split.map(listed),
    open: lists.open.map(listed),
    majority: { agree: lists.majority.agree.map(listed), disagree: lists.majority.disagree.map(listed) },
    standing: {
      code: result.standing,
      reason: sentences[language].standing(result),
      sentence: { zh: sentences.zh.standing(result), en: sentences.en.standing(result) },
    },
    ...(result.closing.length === 0
      ? {}
      : { closing: result.closing.map(({ statement, covers }) => ({ statement: result.statements[statement]!, covers })) }),
  };
};
