import { recount } from '#shared/ballots/counting.ts';
import { ballots } from '#shared/ballots/kind.ts';
import { letterAt, lettersIn } from '#shared/ballots/places.ts';
import { told } from '#shared/ballots/results.ts';
import { entriesOf, onShelf } from '#shared/ballots/shelf.ts';
import type { Ballots, BallotsState, Counting, Own, Summary } from '#shared/ballots/state.ts';
import type { BallotEvent, EventOf } from '#shared/ballots/events.ts';
import { house, type Actor } from '#shared/core/actor.ts';
import type { StreamId } from '#shared/core/recorded.ts';
import { sessions } from '#shared/sessions/kind.ts';
import { person, start } from '#tests/given/given.ts';
import type { Chance } from '../chance.ts';
import type { Chapter, Thought } from '../chapter.ts';
import type { Down } from '../messages.ts';
import { host, opening } from './meeting.ts';

const stream: StreamId = 'ballots/s1';
const residents = [person('g-1'), person('g-2'), person('g-3')];
const expert = person('g-expert');
const passer = person('g-passer');
/** What a phone shows when it votes in secret: nobody knows whose it is. */
const papers = ['paper-1', 'paper-2'].map((id): Actor => ({ ...person(id), paper: `${stream}#secret` }));

const options = [
  { id: 'yes', text: '要' },
  { id: 'no', text: '不要' },
];
const poll = (id: string, form: string): Thought & { by: Actor; id: string } => ({
  by: host,
  id,
  stream,
  command: { type: 'openPoll', title: `问题${id}`, method: 'single', options, form, running: true },
});

const some = (chance: Chance, from: readonly { readonly id: string }[]): string => (from.length > 0 ? chance.pick(from).id : 'nobody');

const vote = (chance: Chance, of: string): Thought['command'] => ({
  type: 'castBallot',
  poll: of,
  choice: { method: 'single', option: chance.pick(['yes', 'no', 'no', 'nonsense']) },
});

const pressing = (chance: Chance, { statements }: Ballots): Thought['command'] =>
  chance.pick([
    { type: 'second', question: chance.pick(questions) },
    { type: 'second', question: chance.pick(questions) },
    { type: 'unsecond', question: chance.pick(questions) },
    vote(chance, 'counted'),
    vote(chance, 'counted'),
    vote(chance, chance.pick(['named', 'secret', 'nobody'])),
    { type: 'mark', statement: some(chance, statements), mark: chance.pick(['agree', 'disagree', 'pass']) },
    { type: 'mark', statement: some(chance, statements), mark: chance.pick(['agree', 'disagree', 'pass']) },
    { type: 'makeStatement', text: chance.pick(['先装电梯', '先修路', '都修', '都不修']) },
    { type: 'showMood', mood: chance.pick(['fast', 'slow', null]) },
    { type: 'drawPaper', poll: 'secret', blinded: chance.pick(['ab', 'cd']).repeat(256) },
    { type: 'closePoll', poll: 'counted' },
  ]);

const leading = (chance: Chance, { statements }: Ballots): Thought['command'] =>
  chance.pick([
    { type: 'setReview', review: chance.happens(0.5) },
    { type: 'admitStatement', statement: some(chance, statements) },
    { type: 'excludeStatement', statement: some(chance, statements), reason: '不合适' },
    { type: 'closeMarking' },
    { type: 'openMarking' },
    { type: 'clearMoods' },
    { type: 'closePoll', poll: chance.pick(['counted', 'named', 'secret']) },
    { type: 'closePoll', poll: chance.pick(['counted', 'secret']), after: 5 },
    { type: 'keepPollOpen', poll: chance.pick(['counted', 'secret']) },
    { type: 'withdrawPoll', poll: chance.pick(['named', 'nobody']), reason: '问错了' },
    vote(chance, 'counted'),
  ]);

/** Asked in the session; the ballots hear of them, of what says the same, and of what is over. */
const questions = ['q-1', 'q-2', 'q-3'] as const;
const asking = (n: number): Thought & { by: Actor; id: string } => ({
  by: residents[n % 2] ?? host,
  id: questions[n] ?? '',
  stream: 'sessions/s1',
  command: { type: 'ask', text: `什么时候开工？第${n}问`, anonymous: n === 0 },
});
const merging: readonly Thought['command'][] = [
  { type: 'mergeQuestion', question: 'q-2', into: 'q-1' },
  { type: 'unmergeQuestion', question: 'q-2' },
  { type: 'raiseQuestion', question: 'q-3' },
];

/** Seats, and questions that say the same, come and go in the session; the ballots hear of it. */
const seating = (chance: Chance): Thought => ({
  stream: 'sessions/s1',
  command: chance.pick([
    { type: 'leaveSeat', person: chance.pick(residents).id },
    { type: 'seatPerson', person: chance.pick([...residents, passer]).id, name: '示例', roles: [chance.pick(['resident', 'observer'])] },
    ...merging,
    { type: 'settleQuestion', question: chance.pick(questions) },
    { type: 'close' },
  ]),
});

const broken = (law: string, facts: unknown): never => {
  throw new Error(`LawBroken: ${law} ${JSON.stringify(facts)}`);
};

/** One ballot each, the last one; a paper only one at all; and never more papers than were drawn. */
const oneEach = (event: EventOf<'ballotCast'>, { counting }: Ballots, before: Ballots): void => {
  const box = (counting as Counting).boxes[event.poll];
  const then = (before.counting as Counting).boxes[event.poll];
  if (!box || JSON.stringify(onShelf(box.ballots, event.voter)?.choice) !== JSON.stringify(event.choice))
    broken('the last ballot counts', event);
  const again = then !== undefined && onShelf(then.ballots, event.voter) !== undefined;
  if (box && box.ballots.size !== (then?.ballots.size ?? 0) + (again ? 0 : 1)) broken('one ballot each', event);
  if (event.voter.startsWith('paper-') && (again || (box && box.ballots.size > box.drawn.size))) broken('a paper votes once', event);
};

/** One second each, the last word, and never of one's own question nor of what counts with it. */
const oneSecondEach = (event: EventOf<'seconded'> | EventOf<'unseconded'>, { counting }: Ballots): void => {
  const { seats, questions: told, seconds } = counting as Counting;
  const place = onShelf(seats, event.person)?.place ?? -1;
  const { row, count } = seconds[event.question] ?? { row: '', count: 0 };
  if ((letterAt(row, place) === 's') !== (event.type === 'seconded')) broken('the last second counts', event);
  if ((lettersIn(row)['s'] ?? 0) !== count) broken('one second each', { event, row, count });
  if (event.type === 'seconded' && told[event.question]?.by === event.person) broken('nobody seconds their own question', event);
};

/** What was merged counts each person once: no more than pressed at all, no less than on either. */
const countedTogether = (state: Ballots): void => {
  const { questions: told, seconds } = state.counting as Counting;
  const figures = (ballots.visibility.summary?.(state, 'room') as Summary).seconds;
  for (const id of Object.keys(told)) {
    const rows = [id, ...Object.keys(told).filter((other) => told[other]?.into === id)].map((one) => seconds[one]?.row ?? '');
    const longest = Math.max(...rows.map((row) => row.length));
    const people = Array.from({ length: longest }, (_, place) => rows.some((row) => letterAt(row, place) === 's')).filter(Boolean).length;
    if ((figures[id] ?? 0) !== people) broken('what was merged counts each person once', { id, rows, figure: figures[id] });
  }
};

const recounted = ({ polls, counting }: Ballots): void => {
  for (const one of polls) {
    const box = counting?.boxes[one.id];
    const again = recount(
      one,
      [...entriesOf(box?.ballots ?? { size: 0, parts: [] })].map(([, ballot]) => ballot),
    );
    const stands = box ? told(box, 'closed') : again;
    if (JSON.stringify(sorted(stands.options)) !== JSON.stringify(sorted(again.options)) || stands.ballots !== again.ballots)
      broken('a tally is a recount', { stands, again });
    if (one.stage === 'closed' && JSON.stringify(sorted(one.tally.options)) !== JSON.stringify(sorted(stands.options)))
      broken('what was made known is what was counted', one);
  }
};
const sorted = (figures: Readonly<Record<string, number>>) => Object.entries(figures).toSorted(([a], [b]) => (a < b ? -1 : 1));

const countHolds: NonNullable<Chapter['law']> = (of, state, before, { event }) => {
  const now = state as BallotsState;
  if (of !== stream || now.stage === 'none') return;
  if (event.type === 'ballotCast') oneEach(event as EventOf<'ballotCast'>, now, before as Ballots);
  if (event.type === 'seconded' || event.type === 'unseconded') oneSecondEach(event as EventOf<'seconded'>, now);
  countedTogether(now);
  recounted(now);
};

const hidden: readonly BallotEvent['type'][] = [
  ...(['marked', 'ballotCast', 'paperDrawn', 'moodShown', 'seated', 'screenSeated'] as const),
  ...(['questionTold', 'seconded', 'unseconded'] as const),
];

const ownIsOwn = (who: Actor, told: unknown): void => {
  const own = told as Own | undefined;
  if (own?.statements.some(({ by }) => by !== who.id)) broken('own is one’s own', { who: who.id, own });
};

/** What others pressed never comes to a phone, in whatever message; one's own comes as one's own. */
const onlyOwn: NonNullable<Chapter['heard']> = (who, message: Down) => {
  if (message.say === 'answer' || message.stream !== stream) return;
  if (message.say === 'signal') return ownIsOwn(who, message.signal.own?.told);
  const followed = message.say === 'events' ? null : message.followed;
  const events = message.say === 'events' ? message.events : followed && 'seq' in followed ? followed.events : [];
  for (const sent of events)
    if ('event' in sent && hidden.includes(sent.event.type as BallotEvent['type']))
      broken('nobody is told who pressed what', { who: who.id, sent });
  if (!followed || !('seq' in followed)) return;
  const state = followed.state as BallotsState | undefined;
  if (state && state.stage !== 'none' && state.counting !== null) broken('the counting stays with the house', { who: who.id });
  ownIsOwn(who, followed.own);
};

/** A room that votes, while people come and go and the hosts open and close. */
export const voting: Chapter = {
  name: 'voting',
  kinds: { sessions, ballots },
  people: [host, ...residents, expert, passer, ...papers],
  streams: [stream],
  prelude: () => [
    ...opening([...residents.map((actor) => ({ actor, role: 'resident' })), { actor: expert, role: 'expert' }]),
    ...questions.map((_, n) => asking(n)),
    { by: host, stream, command: { type: 'openMarking' } },
    { by: residents[0] ?? host, stream, command: { type: 'makeStatement', text: '先装电梯' } },
    poll('counted', 'counted'),
    poll('named', 'named'),
    poll('secret', 'secret'),
    { by: house(start), stream, command: { type: 'announceKey', poll: 'secret', fingerprint: 'k'.repeat(43) } },
    { by: residents[0] ?? host, stream, command: { type: 'drawPaper', poll: 'secret', blinded: 'ab'.repeat(256) } },
  ],
  think: (chance, who, stateOf) => {
    const state = stateOf(stream) as BallotsState;
    if (state.stage === 'none') return null;
    if (who.paper !== undefined) return { stream, command: vote(chance, chance.pick(['secret', 'secret', 'secret', 'counted'])) };
    if (who.id === host.id) return chance.happens(0.2) ? seating(chance) : { stream, command: leading(chance, state) };
    return { stream, command: pressing(chance, state) };
  },
  law: countHolds,
  heard: onlyOwn,
};
