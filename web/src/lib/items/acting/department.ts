/** What the departments may do: the lead one and those that cooperate. */
import type { Actor } from '#shared/core/actor.ts';
import { openLetters } from '#shared/items/letters.ts';
import { isLeader, signs } from '#shared/items/parties.ts';
import type { InProgress, Live } from '#shared/items/state.ts';
import type { Action } from '../actions.ts';
import { files, optionalText, reason, text } from './fields.ts';

const returning = (item: Live, now: number): readonly Action[] =>
  'returnUntil' in item && item.returnAsk === null && now <= item.returnUntil
    ? [{ name: 'askReturn', type: 'askReturn', fields: [{ name: 'code' }, text(1000), { name: 'suggests', optional: true }] }]
    : [];

const routing = (item: Live, viewer: Actor): readonly Action[] => {
  if (!isLeader(item, viewer)) return [];
  const give: Action = { name: 'route', type: 'route', fields: [{ name: 'officer' }, { name: 'delegated' }, optionalText(500)] };
  return item.route === null
    ? [give]
    : [give, { name: 'takeBack', type: 'route', fixed: { officer: null, delegated: false }, fields: [optionalText(500)] }];
};

const signing = (item: InProgress, viewer: Actor): readonly Action[] => {
  const { draft } = item;
  if (draft === null || draft.sentBack || !isLeader(item, viewer)) return [];
  const fixed = { draft: draft.n };
  return [
    { name: 'signReport', type: 'signReport', main: true, fixed, fields: [] },
    { name: 'sendBackDraft', type: 'sendBackDraft', fixed, fields: [reason(500)] },
  ];
};

const reporting = (item: InProgress, viewer: Actor, main: boolean): readonly Action[] => {
  if (item.returnAsk) return [];
  const name = signs(item, viewer) ? 'reportDone' : 'draftReport';
  return [
    { name, type: 'reportDone', ...(main ? { main: true as const } : {}), fields: [text(5000), { name: 'files' }, { name: 'class' }] },
  ];
};

const noting: Action = { name: 'note', type: 'note', fields: [text(2000), files, { name: 'pair', optional: true }] };

const working = (item: InProgress, viewer: Actor, now: number): readonly Action[] => {
  const sign = signing(item, viewer);
  return [
    ...sign,
    ...reporting(item, viewer, sign.length === 0),
    noting,
    ...(item.matter.milestones.some(({ reachedAt }) => reachedAt === null)
      ? [{ name: 'reachMilestone', type: 'reachMilestone', fields: [{ name: 'milestone' }, optionalText(1000), files] } as const]
      : []),
    ...(item.extensionAsk === null && item.extensions < item.rules.extension.times
      ? [{ name: 'askExtension', type: 'askExtension', fields: [{ name: 'to' }, reason(500)] } as const]
      : []),
    ...routing(item, viewer),
    ...returning(item, now),
  ];
};

/** What is written to others, at any stage once it is claimed. */
const writing = (item: Live, viewer: Actor): readonly Action[] => {
  if (!signs(item, viewer)) return [];
  const answers = openLetters(item).map(({ n }): Action => ({
    name: 'answerLetter',
    type: 'answerLetter',
    fixed: { letter: n },
    fields: [text(5000), files],
  }));
  if (item.stage === 'issued') return answers;
  const last = item.replies.findLast(({ correctedBy }) => correctedBy === null);
  const asked = [{ name: 'addressee' }, text(5000), { name: 'class' }] as const;
  return [
    ...answers,
    { name: 'reply', type: 'reply', fixed: { corrects: null }, fields: asked },
    ...(last ? [{ name: 'correctReply', type: 'reply', fixed: { corrects: last.n }, fields: asked } as const] : []),
  ];
};

export const asLead = (item: Live, viewer: Actor, now: number): readonly Action[] => {
  const also = writing(item, viewer);
  switch (item.stage) {
    case 'issued':
      return item.returnAsk
        ? also
        : [
            { name: 'claim', type: 'claim', main: true, fields: [optionalText(1000)] },
            ...routing(item, viewer),
            ...returning(item, now),
            ...also,
          ];
    case 'inProgress':
      return [...working(item, viewer, now), ...also];
    case 'suspended':
      return [noting, ...routing(item, viewer), ...also];
    case 'reported':
    case 'verified':
    case 'closed':
      return also;
  }
};

export const asCooperating = (item: Live, department: string): readonly Action[] => {
  if (item.stage === 'suspended') return [noting];
  if (item.stage !== 'inProgress') return [];
  const said = item.opinions[department]?.kind;
  const agree: Action = { name: 'countersign', type: 'countersign', fields: [optionalText(1000)] };
  const disagree: Action = { name: 'dissent', type: 'dissent', fields: [text(1000)] };
  if (said === undefined) return [{ ...agree, main: true }, disagree, noting];
  return [said === 'countersigned' ? disagree : agree, noting];
};
