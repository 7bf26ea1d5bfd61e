/**
 * Lives of items, made by the rules: people ask what they may, the house asks what is due, every event follows from a decision. The same
 * in every run. Names stand as `~d` and the like, so that a life can be lived again by other departments in other sessions.
 */
import * as v from 'valibot';
import { house, type Actor } from '#shared/core/actor.ts';
import { addDays, dayLength, dayOf } from '#shared/core/calendar.ts';
import type { Recorded } from '#shared/core/recorded.ts';
import { isRefusal } from '#shared/core/refusal.ts';
import type { Command } from '#shared/items/commands.ts';
import { items } from '#shared/items/kind.ts';
import type { Event, State } from '#shared/items/state.ts';
import { occasion, officer, person } from '#tests/given/given.ts';

/** What a life is told with; replaced when it is lived again. */
export const placeholders = ['number', 'title', 'task', 'session', 'row', 'lead', 'other', 'area', 'host', 'r1', 'r2', 'r3'] as const;
export type Placeholder = (typeof placeholders)[number];
const name = (which: Placeholder): string => `ZZ${which}ZZ`;

type Chance = () => number;
const between = (chance: Chance, least: number, most: number): number => least + Math.floor(chance() * (most - least + 1));

const lead = officer('u-lead', name('lead'));
const other = officer('u-other', name('other'));
const supervisor = person('u-supervisor', 'supervisor');
const raters = (['r1', 'r2', 'r3'] as const).map((rater) => person(name(rater)));
const picture = `${'a'.repeat(32)}.jpg`;

class Life {
  readonly events: Recorded<Event>[] = [];
  state: State = items.initial;
  readonly #until: number;
  now: number;

  constructor(from: number, until: number) {
    this.now = from;
    this.#until = until;
  }

  /** Days pass, and whatever comes due meanwhile comes at its time. */
  pass(days: number): void {
    const then = Math.min(this.now + days * dayLength, this.#until);
    for (let n = 0; n < 100; n += 1) {
      const due = (items.deadlines?.(this.state) ?? []).filter(({ at }) => at <= then).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.now = Math.max(this.now, due.at);
      const before = this.events.length;
      this.#decide(due.command, house(this.now), `at:${due.key}`);
      if (this.events.length === before) break;
    }
    this.now = then;
  }

  ask(command: Readonly<Record<string, unknown>>, actor: Actor): void {
    if (this.now >= this.#until) return;
    this.now += 60_000;
    this.#decide(v.parse(items.commands, command), { ...actor, now: this.now }, `ask-${this.events.length}`);
  }

  #decide(command: Command, actor: Actor, cause: string): void {
    const outcome = items.decide(command, this.state, actor, occasion('items/0', { id: `c${this.events.length}` }));
    if (isRefusal(outcome)) return;
    for (const event of outcome) {
      const recorded = { seq: this.events.length + 1, at: actor.now, by: actor.id, cause, event };
      this.events.push(recorded);
      this.state = items.evolve(this.state, recorded);
    }
  }
}

const begun = (chance: Chance, from: number, until: number): Life => {
  const life = new Life(from, until);
  life.ask(
    {
      type: 'issue',
      number: name('number'),
      session: name('session'),
      checklist: name('session'),
      row: name('row'),
      title: name('title'),
      task: name('task'),
      criterion: '通过验收并投入使用。',
      lead: name('lead'),
      cooperating: chance() < 0.2 ? [name('other')] : [],
      due: addDays(dayOf(from), between(chance, 30, 150)),
      publicity: chance() < 0.8 ? 'public' : chance() < 0.5 ? 'summary' : 'internal',
      area: name('area'),
      issuedAt: from,
      hosts: [name('host')],
      raters: raters.map(({ id }) => id),
    },
    house(from),
  );
  return life;
};

const worked = (life: Life, chance: Chance): void => {
  if (chance() < 0.4) life.ask({ type: 'note', text: '已现场查看，方案报审。', files: [] }, lead);
  life.pass(between(chance, 5, 60));
  if (chance() < 0.15 && life.state.stage === 'inProgress') {
    const to = addDays(life.state.matter.due, between(chance, 7, 40));
    life.ask({ type: 'askExtension', to, reason: '材料未到' }, lead);
    life.pass(1);
    life.ask({ type: 'decideExtension', grant: chance() < 0.8, reason: '同意' }, supervisor);
  }
  life.ask({ type: 'countersign', text: '同意' }, other);
  life.pass(between(chance, 5, 60));
};

const judged = (life: Life, chance: Chance): void => {
  life.ask(
    { type: 'reportDone', text: '已办结并通过验收。', files: [picture], class: chance() < 0.85 ? 'A' : chance() < 0.6 ? 'B' : 'C' },
    lead,
  );
  life.pass(between(chance, 1, 6));
  if (chance() < 0.08) {
    life.ask({ type: 'sendBack', reason: '缺少验收单' }, supervisor);
    life.pass(between(chance, 2, 10));
    life.ask({ type: 'reportDone', text: '已补验收单。', files: [picture], class: 'A' }, lead);
    life.pass(2);
  }
  life.ask({ type: 'verify', text: '' }, supervisor);
  for (const rater of raters.slice(0, between(chance, 0, 3))) {
    const mark = (): string => (chance() < 0.75 ? 'satisfied' : chance() < 0.7 ? 'basically' : 'dissatisfied');
    life.pass(between(chance, 0, 2));
    life.ask({ type: 'rate', attitude: mark(), result: mark(), reason: '' }, rater);
  }
  life.pass(between(chance, 20, 45));
  life.ask({ type: 'close' }, supervisor);
};

/** One life, from the day of issue until `until` or its end. Some never get further than being claimed. */
export const lifeOf = (
  chance: Chance,
  from: number,
  until: number,
): { readonly events: readonly Recorded<Event>[]; readonly state: State } => {
  const life = begun(chance, from, until);
  life.pass(between(chance, 0, 2));
  life.ask({ type: 'claim', text: '' }, lead);
  worked(life, chance);
  if (chance() < 0.96) judged(life, chance);
  if (life.state.stage === 'inProgress' && chance() < 0.9) judged(life, chance);
  life.pass(between(chance, 60, 200));
  if (chance() < 0.15)
    life.ask(
      { type: 'lookBack', finding: chance() < 0.85 ? 'consolidated' : 'rebound', text: '现场查看', files: [], due: null },
      supervisor,
    );
  if (chance() < 0.05) life.pass(300);
  return life;
};
