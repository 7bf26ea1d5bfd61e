/**
 * The machine of an item under everything that anybody may ask in any order: all sequences of the alphabet and of time up to the depth stated,
 * explored slice by slice (which facts a slice tells apart: `canonical-item.ts`). Prints how much that was.
 */
import { expect, test } from 'vitest';
import type { Actor } from '#shared/core/actor.ts';
import { refuse } from '#shared/core/refusal.ts';
import { commands, type Command } from '#shared/items/commands.ts';
import { items } from '#shared/items/kind.ts';
import type { RefusalCode } from '#shared/items/state.ts';
import { start } from '../given/given.ts';
import { asks, first, rater } from './alphabet.ts';
import { lensOf, type Fact } from './canonical-item.ts';
import { ends } from './ending.ts';
import { ask, explore, origin, type ItemKind, type Node } from './exploring.ts';
import { helper, home, issued, lead, live, report, supervisor } from './item.ts';
import { lawsOf, lost } from './item-laws.ts';

const slices: readonly { readonly name: string; readonly told: readonly Fact[]; readonly depth: number }[] = [
  { name: 'keys, papers and look-backs', told: ['judging', 'opinions', 'returns'], depth: 30 },
  { name: 'who signs for the department', told: ['signing', 'opinions'], depth: 20 },
  { name: 'clocks, extensions and suspension', told: ['clocks', 'opinions'], depth: 30 },
  { name: 'supervision, letters and paired leads', told: ['supervision', 'opinions'], depth: 8 },
];

const check = (kind: ItemKind, told: readonly Fact[], depth: number, from?: Node) => {
  const laws = lawsOf(kind);
  const explored = explore(kind, lensOf(...told), depth, laws, from);
  const gone = lost(explored, ends(kind, laws));
  if (gone[0] !== undefined)
    throw new Error(`${gone.length} of ${explored.states} states are lost, the first after ${explored.trace(gone[0])}`);
  return explored;
};

test.each(slices)(
  'I90 I91 I92 I93 all sequences: $name',
  ({ name, told, depth }) => {
    const { states, moves, refusals, complete, closed } = check(items, told, depth);
    console.info(
      `${name}: ${states} states, ${moves} transitions, ${refusals} refusals, ${complete ? 'all sequences of any length' : `depth ${depth}`}`,
    );
    expect(closed.length).toBeGreaterThan(0);
  },
  240_000,
);

const typesOf = (schema: unknown): readonly string[] => {
  const { options, entries } = schema as { options?: readonly unknown[]; entries?: { type?: { literal?: string } } };
  return options ? options.flatMap(typesOf) : [entries?.type?.literal ?? 'unknown'];
};

test('I90 the alphabet has every command there is', () => {
  const item = live(issued());
  expect(new Set(asks(item, start).map(({ type }) => type))).toEqual(new Set(typesOf(commands)));
});

// ── planted faults: what a check that sees them is worth ────────────────────────────────────────

/** The way to each stage, asked in this order. */
const way = {
  claimed: [
    [first, home],
    [{ type: 'claim', text: '' }, lead],
  ],
  reported: [
    [{ type: 'countersign', text: '' }, helper],
    [report({ taken: {} }), lead],
  ],
  verified: [[{ type: 'verify', text: '' }, supervisor]],
} as const satisfies Record<string, readonly (readonly [Command, Actor])[]>;

const reach = (kind: ItemKind, ...stages: readonly (keyof typeof way)[]): Node =>
  stages
    .flatMap((stage): readonly (readonly [Command, Actor])[] => way[stage])
    .reduce((node, [command, actor]) => {
      const answer = ask(kind, node, command, actor);
      if (typeof answer === 'string') throw new Error(`${command.type}: ${answer}`);
      return answer.after;
    }, origin(kind));

type Decide = ItemKind['decide'];
const deciding = (change: (decide: Decide) => Decide): ItemKind => ({ ...items, decide: change(items.decide) });

const faults: readonly (readonly [string, ItemKind, readonly (keyof typeof way)[], RegExp])[] = [
  [
    'the department turns both keys',
    deciding((decide) => (c, s, a, o) => decide(c, s, c.type === 'close' && a.id === lead.id ? { ...supervisor, now: a.now } : a, o)),
    ['claimed', 'reported', 'verified'],
    /closed by who reported/,
  ],
  [
    'a colleague of the reporter turns the second key',
    deciding((decide) => (c, s, a, o) => decide(c, s, c.type === 'close' && a.id === 'u-leader' ? { ...supervisor, now: a.now } : a, o)),
    ['claimed', 'reported', 'verified'],
    /closed by the lead department/,
  ],
  [
    'a rater turns the second key',
    deciding((decide) => (c, s, a, o) => decide(c, s, c.type === 'close' && a.id === rater.id ? { ...supervisor, now: a.now } : a, o)),
    ['claimed', 'reported', 'verified'],
    /closed by somebody without a key/,
  ],
  [
    'closing does not wait for the ratings',
    deciding(
      (decide) => (c, s, a, o) =>
        decide(c, c.type === 'close' && s.stage === 'verified' ? { ...s, round: { ...s.round, endedAt: 1 } } : s, a, o),
    ),
    ['claimed', 'reported', 'verified'],
    /closed before the rating ended/,
  ],
  [
    'what is suspended is never resumed',
    deciding((decide) => (c, s, a, o) => (c.type === 'resume' ? refuse('not-allowed') : decide(c, s, a, o))),
    ['claimed'],
    /states are lost/,
  ],
  [
    'a "no" that nobody knows',
    deciding((decide) => (c, s, a, o) => (c.type === 'suspend' && a.id === '' ? refuse('go-away' as RefusalCode) : decide(c, s, a, o))),
    ['claimed'],
    /a "no" nobody knows: go-away/,
  ],
  [
    'an extension puts the clock back under its old name',
    {
      ...items,
      evolve: (state, recorded) => {
        const { event } = recorded;
        const old = 'clock' in state ? state.clock.n : 0;
        return items.evolve(
          state,
          event.type === 'extended' ? { ...recorded, event: { ...event, clock: { ...event.clock, n: old } } } : recorded,
        );
      },
    },
    ['claimed'],
    /the clock changed under its name/,
  ],
  [
    'a reminder is forgotten and offered for ever',
    { ...items, evolve: (state, recorded) => (recorded.event.type === 'lampTurned' ? state : items.evolve(state, recorded)) },
    ['claimed'],
    /deadline lamp:\d:\w+ stays/,
  ],
  [
    'a deadline that is refused',
    deciding((decide) => (c, s, a, o) => (c.type === 'endRating' ? refuse('not-due') : decide(c, s, a, o))),
    ['claimed', 'reported', 'verified'],
    /deadline rating:1 brings nothing/,
  ],
  [
    'the department sees that a paper was entered',
    {
      ...items,
      visibility: {
        ...items.visibility,
        see: (recorded, who, state) => (recorded.event.type === 'paperEntered' ? recorded : items.visibility.see(recorded, who, state)),
      },
    },
    ['claimed', 'reported', 'verified'],
    /the department is told p-rater-\d by paperEntered/,
  ],
  [
    'the department sees the raters in the item',
    {
      ...items,
      visibility: {
        ...items.visibility,
        view: (state, who) => ({ ...items.visibility.view(state, who), ...('raters' in state ? { raters: state.raters } : {}) }),
      },
    },
    ['claimed'],
    /the department is told p-rater-1 by the item as it stands/,
  ],
];

test.each(faults)(
  'I90 I91 I92 I93 the check sees when %s',
  (_name, kind, stages, message) => {
    expect(() => check(kind, ['judging', 'clocks', 'opinions'], 4, reach(kind, ...stages))).toThrow(message);
  },
  120_000,
);

test('I90 and nothing is wrong where none of them was planted', () => {
  for (const stages of [['claimed'], ['claimed', 'reported', 'verified']] as const)
    expect(() => check(items, ['judging', 'clocks', 'opinions'], 2, reach(items, ...stages))).not.toThrow();
}, 120_000);
