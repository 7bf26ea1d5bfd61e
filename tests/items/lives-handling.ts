/** What people ask of routing, replies, supervision, paired leads and letters, in random lives. */
import fc from 'fast-check';
import { dayLength } from '#shared/core/calendar.ts';
import type { Actor } from '#shared/core/actor.ts';
import type { Command } from '#shared/items/commands.ts';
import { addressees, supervisionForms } from '#shared/items/state.ts';
import { person, start } from '../given/given.ts';
import { host, lead, leader, picture, report, stranger, supervisor } from './item.ts';

export const government = person('u-government', 'leader');
export const cppcc = person('u-cppcc', 'member');

const text = '说明';
const number = fc.constantFrom(1, 1, 2, 3);
const judges = [supervisor, host];
const taken = { [picture]: { takenAt: start, place: { lat: 32.0603, lng: 120.8945, accuracy: 8 } } };

const supervise = fc
  .record({
    form: fc.constantFrom(...supervisionForms),
    followUp: fc.constantFrom(null, '2026-11-30', '2027-02-01'),
    follows: fc.constantFrom(null, null, 1),
  })
  .map((differs): Command => ({
    ...{ type: 'supervise', day: '2026-10-24', place: '三号楼', people: ['u-supervisor'], others: 2, text: '发现' },
    ...{ files: [picture], taken, ...differs },
  }));

/** Who usually asks what. */
export const usualHandling: readonly (readonly [readonly Actor[], fc.Arbitrary<Command>])[] = [
  [
    [leader],
    fc
      .tuple(fc.constantFrom(lead.id, 'u-else', null), fc.boolean())
      .map(([officer, delegated]) => ({ type: 'route', officer, delegated, text })),
  ],
  [[lead], fc.constant(report({ taken }))],
  [[leader], fc.constantFrom<Command>({ type: 'signReport', draft: 1 }, { type: 'sendBackDraft', draft: 1, reason: text })],
  [
    [lead, leader, stranger],
    fc
      .tuple(fc.constantFrom(...addressees), fc.constantFrom(null, null, 1))
      .map(([to, corrects]) => ({ type: 'reply', text, class: 'A', to, corrects })),
  ],
  [judges, supervise],
  [judges, fc.constantFrom<Command>({ type: 'assignArea', area: 'east' }, { type: 'assignArea', area: null })],
  [judges, fc.constantFrom(7, 30).map((days) => ({ type: 'pair', government: government.id, cppcc: cppcc.id, days }))],
  [judges, fc.constant({ type: 'unpair', reason: text })],
  [[government, cppcc], fc.constant({ type: 'act', text, files: [picture] })],
  [judges, fc.constant({ type: 'sendLetter', text })],
  [[lead, leader, stranger], number.map((letter) => ({ type: 'answerLetter', letter, text, files: [] }))],
  [[lead], fc.constant({ type: 'note', text, files: [], before: picture, after: null, taken })],
];

/** Long enough for cycles, letters and the ladder to come. */
export const longPauses = fc.constantFrom(0, 8 * dayLength, 15 * dayLength, 40 * dayLength);
