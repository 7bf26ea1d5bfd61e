/** How an item begins, and how its list changes it afterwards. By the house; what comes from no list, also by an administrator. */
import { hasRole, isHouse, type Actor } from '../core/actor.ts';
import type { Occasion } from '../core/kind.ts';
import { refuse, type Refusal } from '../core/refusal.ts';
import type { RulePack } from '../core/rule-pack.ts';
import { running } from './clock.ts';
import type { CommandOf } from './commands.ts';
import type { Amendment, Event, Live, Matter, Milestone, RefusalCode, Rules, State } from './state.ts';
import { planOf } from './look-backs.ts';
import { clockOf, nextClock, relit, within } from './terms.ts';

type Outcome = readonly Event[] | Refusal<RefusalCode>;

const rulesOf = ({ name, version, item }: RulePack): Rules => ({
  pack: name,
  version,
  claimWithin: item.claimWithin,
  returnWithin: item.returnWithin,
  adjudicateWithin: item.adjudicateWithin,
  yellowBefore: item.yellowBefore,
  ratingDays: item.ratingDays,
  extension: item.extension,
  annual: Object.entries(item.classes)
    .filter(([, { annual }]) => annual)
    .map(([code]) => code),
  lookBack: item.lookBack,
  smallCount: item.smallCount,
  smallClass: item.smallClass,
  lookBackPlan: planOf(item.lookBackPlan),
  ladder: item.ladder,
  letterWithin: item.letter.answerWithin,
});

const planned = (milestones: readonly { title: string; due: string }[], before: readonly Milestone[]): Milestone[] =>
  milestones.map(({ title, due }) => ({ title, due, reachedAt: before.find((one) => one.title === title)?.reachedAt ?? null }));

const once = (ids: readonly string[], not?: string): string[] => [...new Set(ids)].filter((id) => id !== not);

const factsOf = ({ name, phone }: { name: string | null; phone: string | null }): Record<string, string> => ({
  ...(name === null ? {} : { name }),
  ...(phone === null ? {} : { phone }),
});

export const issue = (command: CommandOf<'issue'>, state: State, actor: Actor, { pack }: Occasion): Outcome => {
  if (!isHouse(actor) && !hasRole(actor, 'admin')) return refuse('not-allowed');
  if (state.stage !== 'unissued') return isHouse(actor) || state.matter.number === command.number ? [] : refuse('already-issued');
  const { type: _type, hosts, raters, proposers, contact, area, issuedAt = actor.now, ...asked } = command;
  if (!isHouse(actor) && issuedAt > actor.now) return refuse('time-ahead');
  const cooperating = once(asked.cooperating, asked.lead);
  const matter: Matter = { ...asked, issuedAt, cooperating, milestones: planned(asked.milestones, []) };
  const rules = rulesOf(pack);
  return [
    {
      type: 'issued',
      matter,
      ...(area ? { area } : {}),
      rules,
      hosts: once(hosts),
      raters: once(raters),
      ...(proposers.length > 0 ? { proposers: once(proposers) } : {}),
      clock: clockOf(matter, rules, pack.calendar, 1),
      claimBy: within(pack.calendar, matter.issuedAt, rules.claimWithin),
      returnUntil: within(pack.calendar, matter.issuedAt, rules.returnWithin),
      ...(contact && (contact.name !== null || contact.phone !== null)
        ? { personal: { subject: contact.subject, facts: factsOf(contact) } }
        : {}),
    },
  ];
};

const amendmentOf = (command: CommandOf<'amend'>, { matter }: Live): Amendment => {
  switch (command.field) {
    case 'cooperating':
      return { field: command.field, value: once(command.value, matter.lead) };
    case 'milestones':
      return { field: command.field, value: planned(command.value, matter.milestones) };
    case 'publicity':
      return { field: command.field, value: command.value };
    default:
      return { field: command.field, value: command.value };
  }
};

export const amend = (command: CommandOf<'amend'>, state: State, actor: Actor, { pack }: Occasion): Outcome => {
  if (!isHouse(actor) && !hasRole(actor, 'admin')) return refuse('not-allowed');
  if (state.stage === 'unissued') return refuse('wrong-stage');
  // What came from a list is changed where the list is amended, so that both say the same.
  if (!isHouse(actor) && state.matter.checklist !== '') return refuse('not-allowed');
  const amendment = amendmentOf(command, state);
  const before = state.matter[amendment.field];
  if (JSON.stringify(before) === JSON.stringify(amendment.value)) return [];
  const timed = running(state.stage) && (amendment.field === 'due' || amendment.field === 'milestones');
  const clock = timed ? nextClock(state, pack.calendar, { [amendment.field]: amendment.value }) : null;
  return [{ type: 'amended', ...amendment, before, reason: command.reason, clock }, ...(clock ? relit(state.lamp, clock, actor.now) : [])];
};
