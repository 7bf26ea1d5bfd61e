/**
 * The sentences, in both languages: people read why a statement is listed, always as counts. Kept with the rules since not only screens say
 * them: the report, the minutes and the interface for outside data do, too.
 */
import { never } from '../core/kind.ts';
import type { Direction, PartCounts, PartName, Reason } from './reason.ts';
import type { Result } from './result.ts';
import { groupLetter, groupStem } from './names.ts';
import type { Tally } from './tallies.ts';

type Counts = Tally & { readonly people: number };

const votesIn = (counts: Tally): number => counts.for + counts.against + counts.pass;
const inDirection = (counts: Tally, direction: Direction): number => (direction === 'agree' ? counts.for : counts.against);

const partZh = (part: PartName): string =>
  part === 'room' ? '全场' : 'group' in part ? `${groupStem(part.group)}组` : part.end === 'one' ? '一端' : '另一端';
const partEn = (part: PartName): string =>
  part === 'room'
    ? 'the room'
    : 'group' in part
      ? `group ${groupLetter(part.group)}`
      : part.end === 'one'
        ? 'one end of the map'
        : 'the other end';

const inPartEn = (part: PartName): string => `${part !== 'room' && 'end' in part ? 'at' : 'in'} ${partEn(part)}`;

const fewZh = '人数太少，不显示';
const fewEn = 'too few to show';

const sharedZh = ({ direction, parts }: Extract<Reason, { code: 'shared' }>): string => {
  const said = parts.map(({ part, counts }) =>
    counts === null ? `${partZh(part)}${fewZh}` : `${partZh(part)}${votesIn(counts)}人中${inDirection(counts, direction)}人`,
  );
  const who =
    parts.length === 1
      ? '大家'
      : parts.some(({ part }) => part !== 'room' && 'end' in part)
        ? '两端'
        : parts.length === 2
          ? '两组'
          : '各组';
  return `${who}都${direction === 'agree' ? '赞成' : '反对'}：${said.join('，')}。`;
};

const sharedEn = ({ direction, parts }: Extract<Reason, { code: 'shared' }>): string => {
  const said = parts.map(({ part, counts }) =>
    counts === null ? `${partEn(part)}: ${fewEn}` : `${inDirection(counts, direction)} of ${votesIn(counts)} ${inPartEn(part)}`,
  );
  const word = direction === 'agree' ? 'for it' : 'against it';
  const ends = parts.some(({ part }) => part !== 'room' && 'end' in part);
  const who =
    parts.length === 1
      ? 'The room is'
      : ends
        ? 'Both ends of the map are'
        : parts.length === 2
          ? 'Both groups are'
          : `All ${parts.length} groups are`;
  return `${who} ${word}: ${said.join(', ')}.`;
};

/** Whichever there are more of: those for or those against. */
const leaning = (counts: Counts): { n: number; of: number; against: boolean } =>
  counts.against > counts.for
    ? { n: counts.against, of: votesIn(counts), against: true }
    : { n: counts.for, of: votesIn(counts), against: false };

const leanZh = ({ part, counts }: PartCounts): string => {
  if (counts === null) return `${partZh(part)}${fewZh}`;
  const { n, of, against } = leaning(counts);
  return `${partZh(part)}${of}人中${n}人${against ? '反对' : '赞成'}`;
};

const leanEn = ({ part, counts }: PartCounts): string => {
  if (counts === null) return `${partEn(part)}: ${fewEn}`;
  const { n, of, against } = leaning(counts);
  return `${n} of ${of} ${inPartEn(part)} are ${against ? 'against it' : 'for it'}`;
};

const reachZh = ({ direction, hesitates: { part, counts } }: Extract<Reason, { code: 'within-reach' }>): string => {
  const said = counts === null ? fewZh : `${counts.for}人赞成、${counts.against}人反对、${counts.pass}人跳过`;
  return `${direction === 'agree' ? '' : '其他人都反对，'}只差${partZh(part)}：${said}，要不要改写再议？`;
};

const reachEn = ({ direction, hesitates: { part, counts } }: Extract<Reason, { code: 'within-reach' }>): string => {
  const said = counts === null ? fewEn : `${counts.for} for, ${counts.against} against, ${counts.pass} passed`;
  return `${direction === 'agree' ? 'Only' : 'The others reject it, only'} ${partEn(part)} hesitates: ${said}. Reword it?`;
};

const ownZh = ({ direction, part: { part, counts }, rest }: Extract<Reason, { code: 'own' }>): string => {
  const word = direction === 'agree' ? '赞成' : '反对';
  if (counts === null) return `${partZh(part)}的代表性看法（${fewZh}）。`;
  const others = rest === null ? '' : `，其他人${votesIn(rest)}人中${rest.for}人`;
  return `${partZh(part)}的代表性看法：${votesIn(counts)}人中${inDirection(counts, direction)}人${word}${others}。`;
};

const ownEn = ({ direction, part: { part, counts }, rest }: Extract<Reason, { code: 'own' }>): string => {
  const word = direction === 'agree' ? 'for it' : 'against it';
  if (counts === null) return `What ${partEn(part)} stands for (${fewEn}).`;
  const others = rest === null ? '' : `, of the others ${rest.for} of ${votesIn(rest)}`;
  return `What ${partEn(part)} stands for: ${inDirection(counts, direction)} of ${votesIn(counts)} are ${word}${others}.`;
};

const reasonZh = (reason: Reason): string => {
  switch (reason.code) {
    case 'shared':
      return sharedZh(reason);
    case 'divisive':
      return `分歧所在：${leanZh(reason.for)}，${leanZh(reason.against)}。`;
    case 'within-reach':
      return reachZh(reason);
    case 'split': {
      const { counts } = reason;
      return `意见不一，${reason.ofWhat === 'groups' ? '但与分组无关' : '全场各半'}：${counts.for}人赞成，${counts.against}人反对，${counts.pass}人跳过。`;
    }
    case 'open':
      return `${reason.votes}人中${reason.pass}人跳过：大家可能还需要了解更多。`;
    case 'majority':
      return `多数人${reason.direction === 'agree' ? '赞成' : '反对'}：${votesIn(reason.counts)}人中${inDirection(reason.counts, reason.direction)}人。`;
    case 'own':
      return ownZh(reason);
    default:
      return never(reason);
  }
};

const reasonEn = (reason: Reason): string => {
  switch (reason.code) {
    case 'shared':
      return sharedEn(reason);
    case 'divisive':
      return `Here opinions part: ${leanEn(reason.for)}, ${leanEn(reason.against)}.`;
    case 'within-reach':
      return reachEn(reason);
    case 'split': {
      const { counts } = reason;
      const where = reason.ofWhat === 'groups' ? ', but not between groups' : '';
      return `The room is split${where}: ${counts.for} for, ${counts.against} against, ${counts.pass} passed.`;
    }
    case 'open':
      return `${reason.pass} of ${reason.votes} passed: people may need to know more.`;
    case 'majority':
      return `Most people are ${reason.direction === 'agree' ? 'for' : 'against'} it: ${inDirection(reason.counts, reason.direction)} of ${votesIn(reason.counts)}.`;
    case 'own':
      return ownEn(reason);
    default:
      return never(reason);
  }
};

type Known = Pick<Result, 'standing' | 'voters' | 'grouped'> & { readonly groups: readonly unknown[] };

/** From about here on groups can be told apart. */
const plenty = 20;

const standingZh = ({ standing, voters, grouped, groups }: Known): string => {
  switch (standing) {
    case 'nobody':
      return '还没有人投票。';
    case 'small':
      return `${voters}人投票，人数太少，不分组。`;
    case 'early':
      return grouped >= plenty ? `已有${grouped}人投票较多，正在看能不能分出组。` : `已有${grouped}人投票较多，约20人起才能看出分组。`;
    case 'cloud':
      return '没有明显的阵营，意见是连续分布的。';
    case 'groups':
      return `可以看出${groups.length}组不同的看法。`;
    default:
      return never(standing);
  }
};

const standingEn = ({ standing, voters, grouped, groups }: Known): string => {
  switch (standing) {
    case 'nobody':
      return 'Nobody has voted yet.';
    case 'small':
      return `${voters} people voted: too few to tell groups apart.`;
    case 'early':
      if (grouped >= plenty) return `${grouped} people have voted enough; whether there are groups is being looked at.`;
      return `${grouped} people have voted enough; groups can be told apart from about 20.`;
    case 'cloud':
      return 'No separate camps: opinions run evenly from one end to the other.';
    case 'groups':
      return `${groups.length} groups can be told apart.`;
    default:
      return never(standing);
  }
};

export interface Sentences {
  readonly part: (part: PartName) => string;
  readonly reason: (reason: Reason) => string;
  readonly standing: (known: Known) => string;
  readonly map: string;
}

export const sentences: { readonly zh: Sentences; readonly en: Sentences } = {
  zh: {
    part: partZh,
    reason: reasonZh,
    standing: standingZh,
    map: '每个点是一个人，投票相似则靠近；上下左右本身没有含义。',
  },
  en: {
    part: partEn,
    reason: reasonEn,
    standing: standingEn,
    map: 'Every dot is a person. Dots are close when people voted alike. Left and right, up and down have no meaning of their own.',
  },
};
