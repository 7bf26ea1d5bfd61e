/** Who agrees with a row (赞成这一条): everybody sees how many, nobody who. */
import type { Actor } from '../core/actor.ts';
import { refuse } from '../core/refusal.ts';
import type { Command } from './commands.ts';
import { marginLimits, placeKey, type Agreement, type Margin, type MarginEvent, type OwnMargin } from './margin.ts';
import { speaks } from './rights.ts';
import type { Outcome, State } from './state.ts';

type AgreeCommand = Extract<Command, { type: 'agree' | 'unagree' }>;
type AgreeEvent = Extract<MarginEvent, { type: 'agreed' | 'agreementWithdrawn' }>;

const nobody: Agreement = { n: 0, who: [] };

/** Where who agrees is not told, this cannot know: it lets the ask go on to the house, which does. */
export const decideAgreement = ({ type, list, row }: AgreeCommand, state: State, actor: Actor): Outcome => {
  if (!speaks(state, actor)) return refuse('not-allowed');
  const { agreements } = state.margin;
  const { who } = agreements[placeKey(list, row)] ?? nobody;
  const agrees = who?.includes(actor.id) ?? null;
  if (type === 'unagree') return agrees === false ? refuse('not-agreed') : [{ type: 'agreementWithdrawn', list, row, person: actor.id }];
  if (agrees === true) return refuse('already-agreed');
  const rows = Object.values(agreements);
  if (rows.length >= marginLimits.yourAgreements) {
    const yours = rows.filter((one) => one.who?.includes(actor.id)).length;
    if (yours >= marginLimits.yourAgreements) return refuse('margin-yours-full', { most: marginLimits.yourAgreements });
  }
  return [{ type: 'agreed', list, row, person: actor.id }];
};

const agreed = ({ n, who }: Agreement, person: string): Agreement =>
  who === null || person === '' ? { n: n + 1, who: null } : { n: n + 1, who: [...who, person] };

const withdrawn = ({ n, who }: Agreement, person: string): Agreement => ({
  n: n - 1,
  who: who === null || person === '' ? null : who.filter((one) => one !== person),
});

export const evolveAgreement = (margin: Margin, { type, list, row, person }: AgreeEvent): Margin => {
  const key = placeKey(list, row);
  const { [key]: before = nobody, ...others } = margin.agreements;
  const after = type === 'agreed' ? agreed(before, person) : withdrawn(before, person);
  return { ...margin, agreements: after.n <= 0 ? others : { ...margin.agreements, [key]: after } };
};

/** As every viewer may know it: figures. */
export const figures = (margin: Margin): Margin => ({
  ...margin,
  agreements: Object.fromEntries(Object.entries(margin.agreements).map(([key, { n }]) => [key, { n, who: null }])),
});

/** The one identity a viewer is told: their own. */
export const ownMargin = ({ margin }: State, viewer: Actor): OwnMargin => ({
  agreed: Object.entries(margin.agreements).flatMap(([key, { who }]) => (who?.includes(viewer.id) ? [key] : [])),
});
