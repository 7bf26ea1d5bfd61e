/** A house in which every private field holds a marked value, put there by real commands. */
import * as Y from 'yjs';
import { house as theHouse, nobody, type Actor, type StandingRole } from '#shared/core/actor.ts';
import type { AnyCommand } from '#shared/core/kind.ts';
import { parseCommand } from '#shared/core/parse.ts';
import { kindOf, type StreamId } from '#shared/core/recorded.ts';
import { kinds } from '#shared/kinds.ts';
import type { House } from '#tests/gateway/running.ts';
import { settled } from '#tests/archive/room.ts';

type Asked = AnyCommand & Readonly<Record<string, unknown>>;

/** Marked values by the field they stand in. A private one must never be found by somebody unknown; a public one always. */
export class Marks {
  readonly hidden = new Map<string, string>();
  readonly open = new Map<string, string>();
  #n = 0;

  #next(): number {
    return (this.#n += 1);
  }
  /** Words that nobody outside may read. */
  secret(field: string): string {
    return this.note(field, `暗藏${this.#next()}号${field.replaceAll(/[^a-z]/gi, '')}`);
  }
  phone(field: string): string {
    return this.note(field, `1390000${String(this.#next()).padStart(4, '0')}`);
  }
  person(field: string): string {
    return this.note(field, `p-hidden-${this.#next()}`);
  }
  file(field: string): string {
    return this.note(field, `${String(this.#next()).padStart(32, 'f')}.jpg`);
  }
  degrees(field: string): number {
    return Number(this.note(field, `31.98${String(this.#next()).padStart(4, '7')}1`));
  }
  /** A value that came about by itself. */
  note(field: string, value: string): string {
    this.hidden.set(field, value);
    return value;
  }
  told(field: string): string {
    const value = `公开${this.#next()}号${field.replaceAll(/[^a-z]/gi, '')}`;
    this.open.set(field, value);
    return value;
  }
}

export interface Planted {
  readonly house: House;
  readonly marks: Marks;
  readonly streams: StreamId[];
  actor(id: string, roles?: readonly StandingRole[], department?: string | null): Actor;
  ask(who: Actor | null, stream: StreamId, command: Asked, id?: string): Promise<void>;
}

export const opened = (house: House): Planted => {
  let asked = 0;
  const streams: StreamId[] = [];
  return {
    house,
    marks: new Marks(),
    streams,
    actor: (id, roles = [], department = null) => ({ ...nobody(0), id, roles, department }),
    ask: async (who, stream, raw, id = `asked-${(asked += 1)}`) => {
      const parsed = parseCommand(kinds[kindOf(stream)]!, raw);
      if ('malformed' in parsed) throw new Error(`${stream} ${raw.type}: ${parsed.malformed} at ${parsed.at}`);
      house.clock.pass(1_700);
      const now = house.clock.now();
      const answer = await house.engine.ask(stream, id, parsed.command, who === null ? theHouse(now) : { ...who, now });
      if (!('seq' in answer)) throw new Error(`${stream} ${raw.type}: ${JSON.stringify(answer)}`);
      if (!streams.includes(stream)) streams.push(stream);
    },
  };
};

/** Rows of a document, pencilled by somebody; texts are shared text. */
export const pencil = async (
  { house }: Planted,
  name: `${string}/${string}/${string}`,
  rows: Readonly<Record<string, { readonly texts: Readonly<Record<string, string>>; readonly cells: Readonly<Record<string, unknown>> }>>,
): Promise<void> => {
  const doc = new Y.Doc();
  const updates: { update: Uint8Array; by: string; at: number }[] = [];
  doc.on('update', (update) => updates.push({ update, by: 'p-admin', at: house.clock.now() }));
  doc.transact(() => {
    for (const [id, { texts, cells }] of Object.entries(rows)) {
      const row = new Y.Map<unknown>();
      for (const [cell, text] of Object.entries(texts)) row.set(cell, new Y.Text(text));
      for (const [cell, value] of Object.entries(cells)) row.set(cell, value);
      doc.getMap('rows').set(id, row);
    }
  });
  await house.store.appendUpdates([{ name, updates }]);
};

const people = async ({ ask, marks, actor }: Planted): Promise<void> => {
  const admin = actor('p-admin', ['admin']);
  await ask(null, 'people/p-clerk', {
    type: 'register',
    name: marks.secret('people.name'),
    phone: marks.phone('people.phone'),
    roles: ['officer'],
    department: 'housing',
  });
  await ask(admin, 'departments/housing', { type: 'establish', name: marks.told('department') });
  await ask(admin, 'areas/east', { type: 'establish', name: marks.told('area'), supervisors: [marks.person('areas.supervisors')] });
  await ask(admin, 'committees/city', { type: 'establish', name: marks.told('committee'), members: [marks.person('committees.members')] });
};

const topics = async ({ ask, marks, actor }: Planted): Promise<void> => {
  const submit = (title: string, description: string, field: string) => ({
    ...{ type: 'submit', title, description, place: '望桥', category: 'other', channel: 'form', photos: [] },
    ...{ name: marks.secret(`${field}.name`), phone: marks.phone(`${field}.phone`) },
  });
  const member = actor(marks.person('topics.submitter'));
  await ask(
    member,
    'topics/unlisted',
    submit(marks.secret('topics.unlisted.title'), marks.secret('topics.unlisted.description'), 'topics.unlisted'),
  );
  await ask(member, 'topics/listed', submit(marks.told('topic.title'), '路灯不亮', 'topics.listed'));
  await ask(actor(marks.person('topics.endorser')), 'topics/listed', { type: 'endorse' });
  await ask(actor('p-admin', ['admin', 'convener']), 'topics/listed', { type: 'screen' });
};

/** What only those inside may read of a public item is marked `secret`; of a summary item nearly everything is. */
const item = async (planted: Planted, id: string, publicity: 'public' | 'summary' | 'internal'): Promise<void> => {
  const { ask, marks, actor } = planted;
  const stream: StreamId = `items/${id}`;
  const field = (name: string): string => `items.${publicity}.${name}`;
  const secret = (name: string): string => marks.secret(field(name));
  const words = (name: string): string => (publicity === 'public' ? marks.told(field(name)) : secret(name));
  const title = publicity === 'internal' ? secret('title') : marks.told(field('title'));
  const [leader, clerk] = [actor('p-leader', ['leader'], 'housing'), actor(marks.person(field('route.officer')), ['officer'], 'housing')];
  const supervisor = actor(marks.person(field('supervisor')), ['supervisor']);
  const [government, cppcc] = [marks.person(field('pair.government')), marks.person(field('pair.cppcc'))];
  const raters = Array.from({ length: 6 }, (_, n) => marks.person(field(`rater.${n}`)));
  const taken = (file: string) => ({
    [file]: { takenAt: null, place: { lat: marks.degrees(field('picture.place')), lng: 120.5, accuracy: 5 } },
  });
  const picture = `${'a'.repeat(31)}${publicity.length}.jpg`;
  await ask(actor('p-admin', ['admin']), stream, {
    ...{ type: 'issue', number: `〔2026〕9-${id}`, title, task: words('task'), criterion: words('criterion'), lead: 'housing' },
    ...{ cooperating: ['water'], due: '2030-12-31', publicity, area: 'east', raters, hosts: [marks.person(field('host'))] },
    sources: [{ system: secret('source.system'), id: secret('source.id') }],
    contact: { subject: `contact-${id}`, name: secret('contact.name'), phone: marks.phone(field('contact.phone')) },
  });
  await pencil(planted, `items/${id}/progress`, {
    'row-1': { texts: { text: secret('progress') }, cells: { order: 'a0', day: '2026-10-24' } },
  });
  await ask(leader, stream, { type: 'route', officer: clerk.id, delegated: false, text: secret('route.text') });
  await ask(leader, stream, { type: 'claim', text: words('claim') });
  await ask(leader, stream, {
    type: 'note',
    text: words('note'),
    files: [picture],
    before: picture,
    after: picture,
    taken: taken(picture),
  });
  await ask(actor(marks.person(field('helper')), ['officer'], 'water'), stream, { type: 'countersign', text: words('countersign') });
  await ask(supervisor, stream, { type: 'pair', government, cppcc, days: 30 });
  await ask(actor(government), stream, { type: 'act', text: secret('pair.act'), files: [marks.file(field('pair.file'))] });
  await ask(supervisor, stream, { type: 'sendLetter', text: secret('letter.text') });
  await ask(leader, stream, { type: 'answerLetter', letter: 1, text: secret('letter.answer'), files: [marks.file(field('letter.file'))] });
  await ask(supervisor, stream, {
    ...{
      type: 'supervise',
      form: 'visit',
      day: '2026-10-24',
      place: secret('supervise.place'),
      people: [marks.person(field('supervise.person'))],
    },
    ...{ others: 2, text: secret('supervise.text'), files: [marks.file(field('supervise.file'))], taken: {}, followUp: '2031-01-01' },
  });
  await ask(leader, stream, { type: 'reply', text: secret('reply.proposer'), class: 'A', to: 'proposer' });
  await ask(leader, stream, { type: 'reply', text: secret('reply.session'), class: 'A', to: 'session' });
  await ask(leader, stream, { type: 'reply', text: words('reply.public'), class: 'A', to: 'public' });
  const draft = (text: string) => ({ type: 'reportDone', text, files: [picture], taken: taken(picture), class: 'A' });
  await ask(clerk, stream, draft(secret('draft.text')));
  await ask(leader, stream, { type: 'sendBackDraft', draft: 1, reason: secret('draft.sentBack') });
  await ask(clerk, stream, draft(words('report')));
  await ask(leader, stream, { type: 'signReport', draft: 2 });
  await ask(supervisor, stream, { type: 'verify', text: words('verify') });
  for (const [n, rater] of raters.entries()) {
    const mark = n === 0 ? 'dissatisfied' : 'satisfied';
    const rating = { attitude: mark, result: mark, reason: secret(`rating.reason.${n}`) };
    if (n > 0) await ask(actor(rater), stream, { type: 'rate', ...rating });
    else {
      const sheet = marks.file(field('paper.sheet'));
      await ask(supervisor, stream, { type: 'enterPaper', rater, ...rating, sheet, consent: true }, `paper-${id}-1`);
      await ask(actor('p-other', ['supervisor']), stream, {
        type: 'rejectPaper',
        paper: `paper-${id}-1`,
        reason: secret('paper.rejected'),
      });
      await ask(supervisor, stream, { type: 'enterPaper', rater, ...rating, sheet, consent: true }, `paper-${id}-2`);
      await ask(actor('p-other', ['supervisor']), stream, { type: 'countersignPaper', paper: `paper-${id}-2` });
    }
  }
  await ask(supervisor, stream, { type: 'close' });
  const visitors = [marks.person(field('lookBack.visitor'))];
  await ask(supervisor, stream, {
    type: 'lookBack',
    finding: 'consolidated',
    text: words('lookBack'),
    files: [picture],
    taken: taken(picture),
    visitors,
  });
  const outcome = {
    title: words('outcome.title'),
    text: words('outcome.text'),
    day: '2026-10-24',
    scope: words('outcome.scope'),
    link: null,
  };
  await ask(supervisor, stream, { type: 'recordOutcome', ...outcome });
};

export const session: StreamId = 'sessions/held';
const ballots: StreamId = 'ballots/held';
const lists: StreamId = 'checklists/held';

/** Opens, talks and votes. */
const meeting = async ({ ask, marks, actor, house }: Planted): Promise<void> => {
  const host = actor('p-host', ['admin', 'convener']);
  const [first, second] = [actor('g-first'), actor('g-second')];
  const convened = {
    title: marks.told('session.title'),
    topics: [{ id: 'listed', title: '路灯' }],
    place: '街道',
    startsAt: house.clock.now(),
  };
  await ask(host, session, { type: 'convene', ...convened, preset: 'questions-answers-debate', asksRealName: true, name: '周主任' });
  for (const { id } of [first, second]) {
    const named = { name: marks.secret(`session.name.${id}`), realName: marks.secret(`session.realName.${id}`) };
    await ask(host, session, { type: 'seatPerson', person: id, ...named, roles: ['resident'] });
  }
  await ask(host, session, { type: 'seatPerson', person: 'p-leader', name: '局长', roles: ['officer'], department: 'housing' });
  await ask(host, session, { type: 'open' });
  await settled(house);
  await ask(host, session, { type: 'nextSegment' });
  await ask(first, session, { type: 'ask', text: marks.told('question') }, 'question-1');
  await ask(first, session, { type: 'ask', text: marks.secret('session.question.withdrawn') }, 'question-2');
  await ask(first, session, { type: 'withdrawQuestion', question: 'question-2' });
  await ask(host, session, { type: 'holdQuestions', hold: true });
  await ask(second, session, { type: 'ask', text: marks.secret('session.question.held') }, 'question-3');
  await ask(second, session, { type: 'ask', text: marks.secret('session.question.declined') }, 'question-4');
  await ask(host, session, { type: 'declineQuestion', question: 'question-4', reason: marks.secret('session.question.reason') });
  await ask(host, session, { type: 'raiseQuestion', question: 'question-1' });
  await ask(host, session, { type: 'answerQuestion', kind: 'on-the-spot', question: 'question-1', text: marks.told('answer') });
  await ask(host, ballots, { type: 'openMarking' });
  await ask(host, ballots, { type: 'setReview', review: true });
  await ask(first, ballots, { type: 'makeStatement', text: marks.secret('ballots.statement.held') }, 'statement-1');
  await ask(first, ballots, { type: 'makeStatement', text: marks.secret('ballots.statement.excluded') }, 'statement-2');
  await ask(host, ballots, { type: 'excludeStatement', statement: 'statement-2', reason: marks.secret('ballots.statement.reason') });
  const poll = {
    title: marks.told('poll'),
    method: 'single',
    options: [
      { id: 'yes', text: '同意' },
      { id: 'no', text: '不同意' },
    ],
  };
  await ask(host, ballots, { type: 'openPoll', ...poll, form: 'counted', running: true }, 'poll-1');
  for (const who of [first, second])
    await ask(who, ballots, { type: 'castBallot', poll: 'poll-1', choice: { method: 'single', option: 'yes' } });
  await ask(host, ballots, { type: 'closePoll', poll: 'poll-1' });
};

const suggestion = (order: string, problem: string, proposer: string, anonymous: boolean) => ({
  texts: { problem, suggestion: '建议', minority: '', attitudeReason: '' },
  cells: {
    ...{ order, topic: '', proposer, anonymous, sources: [], support: 3, reserve: 0, oppose: 0 },
    ...{ department: 'housing', category: 'immediate', attitude: 'promised' },
  },
});

/** Writes, refuses to sign, signs and issues the two lists. */
const writing = async (planted: Planted): Promise<void> => {
  const { ask, marks, actor, house } = planted;
  const [host, guest, leader] = [actor('p-host', ['admin', 'convener']), actor('g-first'), actor('p-leader', ['leader'], 'housing')];
  const responsibility = (order: string, publicity: string) => {
    const words = (name: string): string =>
      publicity === 'public' ? marks.told(`row.${name}`) : marks.secret(`checklists.${publicity}.${name}`);
    const title = publicity === 'internal' ? words('title') : marks.told(`row.${publicity}.title`);
    return {
      texts: { title, task: words('task'), criterion: words('criterion') },
      cells: {
        ...{ order, suggestions: ['s-1'], sources: [], lead: 'housing', cooperating: [], due: '2030-12-31', milestones: [], publicity },
        ...{ person: marks.secret(`checklists.${publicity}.person`), phone: marks.phone(`checklists.${publicity}.phone`) },
      },
    };
  };
  await pencil(planted, `${lists}/suggestions`, {
    's-1': suggestion('a0', marks.told('suggestion'), marks.secret('checklists.proposer.anonymous'), true),
    's-2': suggestion('a1', '另一件', marks.secret('checklists.proposer.named'), false),
  });
  await pencil(planted, `${lists}/responsibilities`, {
    'r-1': responsibility('a0', 'public'),
    'r-2': responsibility('a1', 'summary'),
    'r-3': responsibility('a2', 'internal'),
  });
  await ask(
    guest,
    lists,
    { type: 'remark', list: 'suggestions', row: 's-1', field: null, text: marks.secret('checklists.remark') },
    'remark-1',
  );
  await ask(host, lists, { type: 'reply', remark: 'remark-1', text: marks.secret('checklists.remark.reply') });
  const change = { kind: 'set', row: 's-1', field: 'problem', before: '', after: marks.secret('checklists.change') };
  await ask(guest, lists, { type: 'proposeChange', list: 'suggestions', change, why: marks.secret('checklists.change.why') }, 'change-1');
  await ask(host, lists, { type: 'declineChange', proposal: 'change-1', reason: marks.secret('checklists.change.declined') });
  await ask(host, lists, { type: 'propose' });
  await ask(leader, lists, { type: 'refuseSignOff', party: 'housing', reason: marks.secret('checklists.refused') });
  await ask(host, lists, { type: 'propose' });
  await ask(host, lists, { type: 'signOff', party: 'host' });
  await ask(leader, lists, { type: 'signOff', party: 'housing' });
  await ask(host, lists, { type: 'issue' });
  await ask(host, session, { type: 'settleQuestion', question: 'question-1' });
  await ask(host, session, { type: 'close' });
  await settled(house);
};

/** Codes, receipts and other things that come about by themselves. */
const drawn = async ({ house, marks }: Planted): Promise<void> => {
  const { codes } = (await house.engine.open(session)).state as { codes: readonly { key: string; code: string }[] | null };
  for (const { key, code } of codes ?? []) marks.note(`session.code.${key}`, code);
  const { code, key } = (await house.engine.open('subscriptions/reader')).state as { code: string; key: string };
  marks.note('subscriptions.code', code);
  marks.note('subscriptions.key', key);
  for (const id of ['listed', 'unlisted']) {
    const { receipt } = (await house.engine.open(`topics/${id}`)).state as { receipt: string };
    marks.note(`topics.${id}.receipt`, receipt);
  }
};

export const publicities = ['public', 'summary', 'internal'] as const;

export const plant = async (house: House): Promise<Planted> => {
  const planted = opened(house);
  await people(planted);
  await topics(planted);
  const reader = { type: 'ask', to: '', email: planted.marks.note('subscriptions.email', 'hidden-reader@example.org'), language: 'zh' };
  await planted.ask(planted.actor(''), 'subscriptions/reader', reader);
  for (const publicity of publicities) await item(planted, `own-${publicity}`, publicity);
  await meeting(planted);
  await writing(planted);
  await drawn(planted);
  planted.streams.push(ballots, 'items/held-1', 'items/held-2', 'items/held-3');
  return planted;
};
