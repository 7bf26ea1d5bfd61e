import type { Direction } from '#shared/consensus/reason.ts';
import { area } from './area.ts';

type Lists = 'shared' | 'withinReach' | 'divisive' | 'split' | 'open';

interface Map {
  readonly title: string;
  readonly lists: Readonly<Record<Lists, string>>;
  /** What a list holds, for whoever reads it the first time. */
  readonly notes: Readonly<Record<Lists, string>>;
  readonly empty: string;
  readonly emptyNext: string;
  readonly nothingListed: string;
  readonly nothingListedNext: string;
  /** How many marked, and what the map is. */
  readonly what: (n: number, sentence: string) => string;
  /** The same where one dot stands for several. */
  readonly whatMany: (n: number, each: number) => string;
  readonly here: string;
  readonly hereIn: (group: string) => string;
  readonly hereBetween: string;
  readonly hereCloud: string;
  readonly hereUnsure: string;
  readonly hereNot: string;
  readonly group: (letter: string) => string;
  readonly groupPeople: (letter: string, people: number) => string;
  readonly groupFew: (letter: string) => string;
  readonly few: string;
  readonly ungrouped: string;
  readonly pale: string;
  readonly picture: (standing: string, groups: string) => string;
  readonly forSide: string;
  readonly againstSide: string;
  readonly slope: string;
  readonly show: string;
  readonly hide: string;
  readonly allFor: string;
  readonly allAgainst: string;
  readonly standsFor: (letter: string) => string;
  readonly byGroup: string;
  readonly byRole: string;
  readonly everybody: string;
  readonly for: string;
  readonly against: string;
  readonly pass: string;
  readonly figures: (yes: number, no: number, pass: number) => string;
  readonly kept: string;
  /** What a room parts with: each statement speaks for people that none before it did. */
  readonly parting: string;
  readonly covers: (n: number) => string;
  readonly reword: string;
  readonly bring: string;
  readonly brought: string;
  readonly suggest: string;
  readonly suggestTitle: string;
  readonly suggestNote: string;
  readonly problem: string;
  readonly problemHint: string;
  readonly suggestion: string;
  readonly counts: string;
  readonly countsOf: (said: string) => string;
  readonly countsSaid: (support: number, reserve: number, oppose: number) => string;
  readonly minority: string;
  readonly minorityHint: (percent: number) => string;
  readonly minorityNone: (percent: number) => string;
  readonly minorityLine: (part: string, against: number, of: number, direction: Direction) => string;
  readonly write: string;
  readonly written: string;
  readonly isWritten: string;
  readonly notWritable: string;
  readonly more: (n: number) => string;
}

const zh: Map = {
  title: '聚同化异',
  lists: { shared: '共识', withinReach: '够得着', divisive: '分歧', split: '意见不一', open: '需了解' },
  notes: {
    shared: '各方都这样想，可以写进建议。',
    withinReach: '只差一方，改一改说法也许就成。',
    divisive: '看法在这里分开，值得当面谈。',
    split: '有赞成有反对，但与分组无关。',
    open: '不少人说不准，先把情况讲清楚。',
  },
  empty: '还没有人表态',
  emptyNext: '大家在手机上对观点点“赞成”“反对”或“说不准”，图就会出现。',
  nothingListed: '还看不出共识或分歧',
  nothingListedNext: '再多几个人表态，这里就会列出来。',
  what: (n, sentence) => `${n} 人已表态。${sentence}`,
  whatMany: (n, each) => `${n} 人已表态。每个点代表约 ${each} 人，投票相似则靠近；上下左右本身没有含义。`,
  here: '我在这里',
  hereIn: (group) => `您在${group}附近。`,
  hereBetween: '您在几组之间，不算在哪一组。',
  hereCloud: '图上的双圈是您。',
  hereUnsure: '您表态还不多，位置只是大概。',
  hereNot: '您还没有表态，图上还没有您。',
  group: (letter) => `${letter}组`,
  groupPeople: (letter, people) => `${letter}组 ${people} 人`,
  groupFew: (letter) => `${letter}组 不到 5 人`,
  few: '人数太少，不显示',
  ungrouped: '空心：不在哪一组，或在两组之间',
  pale: '颜色浅：表态还少，位置只是大概',
  picture: (standing, groups) => `意见图。${standing}${groups === '' ? '' : `${groups}。`}下面的列表说的是同样的内容。`,
  forSide: '赞成',
  againstSide: '反对',
  slope: '虚线一边的人多半赞成，另一边多半反对，是按大家的表态推算的。',
  show: '在图上看',
  hide: '不在图上看了',
  allFor: '全图的人多半赞成。',
  allAgainst: '全图的人多半反对。',
  standsFor: (letter) => `${letter}组的代表性看法`,
  byGroup: '各组怎么看',
  byRole: '各类参会人怎么看',
  everybody: '全场',
  for: '赞成',
  against: '反对',
  pass: '说不准',
  figures: (yes, no, pass) => `赞成 ${yes}，反对 ${no}，说不准 ${pass}`,
  parting: '合起来最能代表全场的观点',
  covers: (n) => `又代表 ${n} 人`,
  kept: '这是会议结束时按全部表态重新计算的结果，已存入会议记录。',
  reword: '改写再议',
  bring: '作为辩题',
  brought: '已设为辩题。',
  suggest: '写入建议清单',
  suggestTitle: '写入协商建议清单',
  suggestNote: '写进去以后，大家还可以一起修改。',
  problem: '问题表述',
  problemHint: '这条建议要解决什么问题；也可以以后在清单里写。',
  suggestion: '建议内容',
  counts: '大家怎么看',
  countsOf: (said) => `表态人数：${said}`,
  countsSaid: (support, reserve, oppose) => `支持 ${support}，保留 ${reserve}，反对 ${oppose}`,
  minority: '少数意见',
  minorityHint: (percent) => `有一组或一类参会人超过 ${percent}% 不同意，按规则要写明。`,
  minorityNone: (percent) => `没有哪一组或哪一类参会人超过 ${percent}% 不同意，可以不写。`,
  minorityLine: (part, against, of, direction) => `${part}：${of}人表态，${against}人${direction === 'agree' ? '反对' : '赞成'}。`,
  write: '写入清单',
  written: '已写入协商建议清单。',
  isWritten: '清单里已有一条依据这个观点的建议。',
  notWritable: '清单现在不能写。',
  more: (n) => `还有 ${n} 条`,
};

const en: Map = {
  title: 'Common ground',
  lists: { shared: 'Shared', withinReach: 'Within reach', divisive: 'Where opinions part', split: 'Mixed', open: 'More to know' },
  notes: {
    shared: 'All sides think so: fit for a suggestion.',
    withinReach: 'Only one side is missing; other words may do.',
    divisive: 'Here opinions part: worth talking over.',
    split: 'Some are for it and some against, whatever their group.',
    open: 'Many cannot say: the facts first.',
  },
  empty: 'Nobody has marked anything yet',
  emptyNext: 'As soon as people mark statements on their phones, the map appears.',
  nothingListed: 'No common ground and no divide to be seen yet',
  nothingListedNext: 'A few more marks, and they are listed here.',
  what: (n, sentence) => `${n === 1 ? '1 person has' : `${n} people have`} marked statements. ${sentence}`,
  whatMany: (n, each) =>
    `${n} people have marked statements. Every dot stands for about ${each} people; dots are close when people voted alike. Left and right, up and down have no meaning of their own.`,
  here: 'I am here',
  hereIn: (group) => `You are near ${group}.`,
  hereBetween: 'You are between groups and counted in none.',
  hereCloud: 'The double circle is you.',
  hereUnsure: 'You have marked little so far: your place is a guess.',
  hereNot: 'You have marked nothing yet, so you are not on the map.',
  group: (letter) => `group ${letter}`,
  groupPeople: (letter, people) => `Group ${letter}: ${people} people`,
  groupFew: (letter) => `Group ${letter}: fewer than 5`,
  few: 'too few to show',
  ungrouped: 'Hollow: in no group, or between two',
  pale: 'Pale: few marks so far, the place is a guess',
  picture: (standing, groups) => `Map of opinions. ${standing} ${groups === '' ? '' : `${groups}. `}The lists below say the same.`,
  forSide: 'For',
  againstSide: 'Against',
  slope: 'On one side of the dashed line people are mostly for it, on the other mostly against, as their marks suggest.',
  show: 'See it on the map',
  hide: 'Stop showing it',
  allFor: 'People all over the map are mostly for it.',
  allAgainst: 'People all over the map are mostly against it.',
  standsFor: (letter) => `What group ${letter} stands for`,
  byGroup: 'By group',
  byRole: 'By role',
  everybody: 'Everybody',
  for: 'For',
  against: 'Against',
  pass: 'Cannot say',
  figures: (yes, no, pass) => `${yes} for, ${no} against, ${pass} cannot say`,
  parting: 'What together speaks for most of the room',
  covers: (n) => (n === 1 ? 'speaks for 1 more person' : `speaks for ${n} more people`),
  kept: 'Computed once more from all marks when the session closed, and kept in its record.',
  reword: 'Reword',
  bring: 'Make it the motion',
  brought: 'It is the motion now.',
  suggest: 'Add to suggestions',
  suggestTitle: 'Add to the suggestions',
  suggestNote: 'It can still be changed together afterwards.',
  problem: 'Problem',
  problemHint: 'What it is meant to solve; it can also be written in the list later.',
  suggestion: 'Suggestion',
  counts: 'How people see it',
  countsOf: (said) => `How people stand: ${said}`,
  countsSaid: (support, reserve, oppose) => `${support} for, ${reserve} reserved, ${oppose} against`,
  minority: 'Minority opinion',
  minorityHint: (percent) => `In a group or role more than ${percent}% disagree: the rules ask for a line.`,
  minorityNone: (percent) => `In no group or role more than ${percent}% disagree: no line is needed.`,
  minorityLine: (part, against, of, direction) => `${part}: ${against} of ${of} are ${direction === 'agree' ? 'against' : 'for'} it.`,
  write: 'Add',
  written: 'Added to the suggestions.',
  isWritten: 'A suggestion in the list already rests on this statement.',
  notWritable: 'The list cannot be written now.',
  more: (n) => `${n} more`,
};

/** The map of opinions: on phones, for the host, on the wall. */
export const mapWords = area(zh, en);
