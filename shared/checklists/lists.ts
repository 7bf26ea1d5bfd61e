/** Both lists together: from the two documents to what is signed. Names and phone numbers part from the lists here. */
import type { Day } from '../core/calendar.ts';
import type { DocumentContent } from '../core/kind.ts';
import type { Problem } from '../core/refusal.ts';
import { inOrder, type Checked } from './row.ts';
import { checkResponsibilities, type Responsibility } from './responsibility.ts';
import { hostParty, type Event, type FrozenResponsibility, type Lists, type Party, type Seat } from './state.ts';
import { checkSuggestions, type Suggestion } from './suggestion.ts';

export interface CheckedLists {
  readonly suggestions: Checked<Suggestion>;
  readonly responsibilities: Checked<Responsibility>;
  readonly problems: readonly Problem[];
}

export const checkLists = (suggestions: DocumentContent, responsibilities: DocumentContent, today: Day): CheckedLists => {
  const asked = checkSuggestions(suggestions);
  const answered = checkResponsibilities(responsibilities, { suggestions: inOrder(suggestions), today });
  return { suggestions: asked, responsibilities: answered, problems: [...asked.problems, ...answered.problems] };
};

const given = (facts: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== ''));

/** Ink: the lists without names, and the names apart. `list` = id of the checklist, part of the subjects under which they are kept. */
export const freeze = (checked: CheckedLists, seats: Readonly<Record<string, Seat>>, list: string) => {
  const seated = (proposer: string): boolean => Object.hasOwn(seats, proposer);
  const lists: Lists = {
    suggestions: checked.suggestions.rows.map(({ order: _order, proposer, ...row }) => ({
      ...row,
      proposer: seated(proposer) ? proposer : null,
    })),
    responsibilities: checked.responsibilities.rows.map(({ order: _order, person: _person, phone: _phone, ...row }, index) => ({
      ...row,
      n: index + 1,
      number: '',
    })),
  };
  const contacts = checked.responsibilities.rows.flatMap(({ id, person, phone }): Event[] =>
    person === '' && phone === ''
      ? []
      : [{ type: 'contactGiven', row: id, personal: { subject: `contact-${list}-${id}`, facts: given({ name: person, phone }) } }],
  );
  const proposers = checked.suggestions.rows.flatMap(({ id, proposer, anonymous }): Event[] =>
    proposer === '' || seated(proposer)
      ? []
      : [{ type: 'proposerNamed', row: id, anonymous, personal: { subject: `proposer-${list}-${id}`, facts: { name: proposer } } }],
  );
  return { lists, personal: [...contacts, ...proposers] };
};

/** Who has to sign: the host, and each lead department once. */
export const partiesOf = ({ responsibilities }: Lists): readonly Party[] => [
  ...new Set([hostParty, ...responsibilities.map(({ lead }) => lead)]),
];

/** Rows whose day has passed since they were signed. */
export const overdue = (responsibilities: readonly FrozenResponsibility[], today: Day): readonly Problem[] =>
  responsibilities.filter(({ due }) => due < today).map(({ id, n }) => ({ row: n, id, field: 'due', code: 'due-past' }));

/** `〔{year}〕{session}-{item}` filled in. */
export const numberOf = (pattern: string, year: number, session: number, item: number): string =>
  pattern.replaceAll('{year}', String(year)).replaceAll('{session}', String(session)).replaceAll('{item}', String(item));
