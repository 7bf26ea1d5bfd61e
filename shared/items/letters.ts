/** 督办函: sent by whoever supervises or by the ladder, answered by the lead department within its days. */
import type { Actor } from '../core/actor.ts';
import { dayOf } from '../core/calendar.ts';
import type { Deadline, Occasion } from '../core/kind.ts';
import { refuse, type Refusal } from '../core/refusal.ts';
import type { Command, CommandOf } from './commands.ts';
import type { Letter } from './handling-state.ts';
import { mayNotJudge, signs } from './parties.ts';
import type { Event, EventOf, Live, RefusalCode } from './state.ts';
import { within } from './terms.ts';
import { filled, longDay } from './wording.ts';

type Outcome = readonly Event[] | Refusal<RefusalCode>;

const sent = (item: Live, now: number, pack: Occasion['pack'], words: (answerBy: number) => string): EventOf<'letterSent'> => {
  const { number: item_, lead } = item.matter;
  const n = item.letters.length + 1;
  const answerBy = within(pack.calendar, now, item.rules.letterWithin ?? pack.item.letter.answerWithin);
  const number = filled(pack.item.letter.number, { item: item_, n });
  return { type: 'letterSent', n, number, department: lead, text: words(answerBy), answerBy };
};

/** As the pack words it, when the ladder comes to it. */
export const letterOfLadder = (item: Live, now: number, pack: Occasion['pack']): EventOf<'letterSent'> => {
  const { title, number, due } = item.matter;
  return sent(item, now, pack, (answerBy) =>
    filled(pack.item.letter.text, { title, item: number, due: longDay(due), answerBy: longDay(dayOf(answerBy)) }),
  );
};

const answer = ({ letter: n, text, files }: CommandOf<'answerLetter'>, item: Live, actor: Actor): Outcome => {
  if (!signs(item, actor)) return refuse('not-allowed');
  const meant = item.letters.find((one) => one.n === n);
  if (!meant) return refuse('unknown-letter');
  return meant.answer ? refuse('already-answered') : [{ type: 'letterAnswered', n, text, files }];
};

export const letter = (command: CommandOf<'sendLetter' | 'answerLetter'>, item: Live, actor: Actor, { pack }: Occasion): Outcome => {
  if (command.type === 'answerLetter') return answer(command, item, actor);
  const not = mayNotJudge(item, actor);
  if (not) return not;
  return item.stage === 'closed' ? refuse('wrong-stage') : [sent(item, actor.now, pack, () => command.text)];
};

export const openLetters = ({ letters }: Pick<Live, 'letters'>): readonly Letter[] => letters.filter((one) => one.answer === null);

export const letterDeadlines = (item: Live): readonly Deadline<Command>[] =>
  openLetters(item)
    .filter(({ overdue }) => !overdue)
    .map(({ n, answerBy }) => ({ at: answerBy, key: `letter:${n}`, command: { type: 'letterOverdue', n } }));
